import { afterEach, expect, it } from 'vitest';
import { MINUTE } from '../../src/model/time.ts';
import { openStore } from '../../src/storage/open.ts';
import { openPolledDesk } from '../support/desk.ts';
import { openTestServer } from '../support/postgres.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

it('a desk with its store in PostgreSQL alerts, follows a story, waits for its server, and rules', async () => {
  const server = await openTestServer();
  closing.push(server.close);
  const desk = await openPolledDesk({ store: await openStore(server.url) });
  closing.push(desk.close);
  const letter = {
    id: 'letter',
    title: 'Letter says US is leaving',
    text: 'withdrawal affirms 0.9 The letter: We will move out of Iraq.',
  };
  desk.publisher.publish('/afp', [letter]);
  expect(await desk.passes(20 * MINUTE)).toMatch(/First report[\s\S]*Letter says US is leaving/);

  const denial = {
    id: 'denial',
    title: 'Pentagon denies leaving',
    text: 'withdrawal denies 0.9 Mark Esper: There is no decision to leave.',
  };
  desk.publisher.publish('/reuters', [denial]);
  await server.stop();
  await expect(desk.passes(20 * MINUTE)).rejects.toThrow(/cannot be reached/);
  await server.start();
  expect(await desk.passes(6 * MINUTE)).toContain('Pentagon denies leaving');

  expect(await desk.says('/claims verdict withdrawal false')).toContain('Verdict on withdrawal: false');
  expect(await desk.says('/claim withdrawal')).toMatch(/verdict: false[\s\S]*Mark Esper/);
  expect(await desk.says('/desk why letter says us')).toContain('Letter says US is leaving');
  expect(await desk.says('/feeds list')).toContain('AFP');
  expect(desk.log).toEqual([]);
});
