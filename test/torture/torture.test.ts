import { expect, it } from 'vitest';
import { torture } from './driver.ts';
import { compare } from './verdict.ts';

it('brings every message once, in order, through kills, lost answers, 5xx, rate limits and dropped sockets', async () => {
  const plan = { seed: 7, items: 24, kills: 5, faults: 30, limit: 90_000 };
  const peaceful = await torture({ ...plan, kills: 0, faults: 0 });
  const tortured = await torture(plan);
  expect(tortured).toMatchObject({ integrity: 'ok', parked: 0 });
  expect(tortured.kills).toBeGreaterThanOrEqual(5);
  expect(tortured.faults).toBeGreaterThanOrEqual(30);
  expect(compare(peaceful, tortured)).toEqual({
    messages: expect.any(Number),
    lost: [],
    doubled: [],
    disordered: [],
    sameLedger: true,
  });
  // What it was compared with is whole itself: an alert for each story in each chat, and all that follows.
  expect([...peaceful.messages.values()].flat()).toHaveLength(51);
}, 120_000);
