import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '../../src/desk/desk.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { createFakeChat, type FakeChat } from '../support/chat.ts';
import { LETTER, openPolledDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let slack: FakeChat;
beforeEach(async () => {
  slack = createFakeChat('slack');
  desk = await openPolledDesk({ chats: [slack] });
  await desk.deps.store.watches.add({ chat: 'slack', channel: 'c1', kind: 'topic', slug: 'iraq' });
});
afterEach(() => desk.close());

describe('a clock that jumps', () => {
  it('back by two days keeps no feed and no delivery waiting for two days', async () => {
    slack.failNext(1, new Error('503'));
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    await desk.passes(-48 * HOUR);
    expect(slack.done[0]).toBe('post c1 The US is leaving Iraq');
    desk.publisher.publish('/reuters', [{ ...LETTER, id: 'other', title: 'Second letter' }]);
    await desk.passes(20 * MINUTE);
    expect(desk.screen()).toContain('Second letter');
  });

  it('back while the desk is down does neither', async () => {
    const asked = desk.publisher.asked('/afp');
    const now = () => '2020-01-04T12:30:00.000Z';
    const again = await createDesk({ ...desk.deps, now }, new Map([['slack', slack]]));
    await again.refresh();
    expect(desk.publisher.asked('/afp')).toBe(asked);
    const later = await createDesk({ ...desk.deps, now: () => '2020-01-04T13:00:00.000Z' }, new Map());
    await later.refresh();
    expect(desk.publisher.asked('/afp')).toBe(asked + 1);
  });

  it('ahead by a year and back again loses nothing and repeats nothing', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    await desk.passes(365 * 24 * HOUR);
    await desk.passes(-365 * 24 * HOUR);
    desk.publisher.publish('/reuters', [{ ...LETTER, id: 'other', title: 'Second letter' }]);
    await desk.passes(20 * MINUTE);
    expect(slack.done.filter((one) => one.startsWith('post'))).toHaveLength(1);
    expect(slack.done.filter((one) => one.includes('Second letter'))).toHaveLength(1);
  });
});
