import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TERMINAL_CHANNEL } from '../../src/chat/terminal/index.ts';
import { createDesk } from '../../src/desk/desk.ts';
import { createWarnings } from '../../src/desk/warnings.ts';
import { PLAIN } from '../../src/model/channel.ts';
import { message } from '../../src/model/message.ts';
import { HOUR, MINUTE, plus } from '../../src/model/time.ts';
import { createFakeChat, type FakeChat } from '../support/chat.ts';
import { NOON, openPolledDesk, type TestDesk } from '../support/desk.ts';

const DAY = 24 * HOUR;
let desk: TestDesk;
let slack: FakeChat;

beforeEach(async () => {
  slack = createFakeChat('slack');
  desk = await openPolledDesk({ chats: [slack] });
  await listen('terminal', TERMINAL_CHANNEL, true);
});
afterEach(() => desk.close());

async function listen(chat: string, channel: string, notices: boolean): Promise<void> {
  await desk.deps.store.channels.change(chat, channel, { settings: { ...PLAIN, notices } });
}

/** What the terminal is warned of after the desk has worked for so long, hour by hour. */
async function toldAfter(milliseconds: number): Promise<string> {
  const before = desk.screen().length;
  for (let passed = 0; passed < milliseconds; passed += HOUR) await desk.passes(HOUR);
  await desk.warn();
  await desk.drain();
  await turn();
  return desk.screen().slice(before);
}

describe('a feed', () => {
  it('that is gone is told of once, and when it is read again', async () => {
    desk.publisher.fail('/afp', 410);
    expect(await toldAfter(HOUR)).toMatch(/1 feed is gone for good[\s\S]*AFP · gone[\s\S]*\(410\)/);
    expect(await toldAfter(2 * DAY)).toBe('');
    await desk.says(`/feeds pause ${desk.publisher.url('/afp')} again:resume`);
    await desk.warn();
    desk.publisher.publish('/afp', []);
    expect(await toldAfter(HOUR)).toMatch(/1 feed is read again[\s\S]*AFP · well/);
    expect(await toldAfter(HOUR)).toBe('');
  });

  it('that has failed for a day is told of, also after a restart only once, and when it comes back', async () => {
    desk.publisher.fail('/afp', 500);
    expect(await toldAfter(20 * HOUR)).toBe('');
    expect(await toldAfter(12 * HOUR)).toMatch(/1 feed has failed for a day[\s\S]*AFP · failing/);
    const restarted = await createDesk(desk.deps, new Map([['terminal', createFakeChat('terminal')]]));
    await desk.passes(HOUR);
    await restarted.warn();
    expect(await toldAfter(2 * DAY)).toBe('');
    desk.publisher.publish('/afp', []);
    expect(await toldAfter(7 * HOUR)).toMatch(/1 feed is read again[\s\S]*AFP · well/);
    expect(await toldAfter(HOUR)).toBe('');
  });

  it('that fails once after the desk was down for days is no news', async () => {
    desk.publisher.fail('/afp', 500);
    await desk.passes(5 * DAY);
    expect(await toldAfter(0)).toBe('');
  });

  it('that fails with all others makes one message', async () => {
    for (const path of ['/afp', '/reuters']) desk.publisher.fail(path, 500);
    expect(await toldAfter(32 * HOUR)).toMatch(/2 feeds have failed for a day[\s\S]*AFP[\s\S]*Reuters/);
  });

  it('that is silent for three times as long as ever before is told of, and what it brings ends that', async () => {
    const item = (id: string, hours: number) => ({ id, title: id, at: plus(NOON, hours * HOUR) });
    desk.publisher.publish('/afp', [item('one', -30), item('two', -10)]);
    expect(await toldAfter(2 * DAY)).toBe('');
    const told = await toldAfter(12 * HOUR);
    expect(told).toMatch(/1 feed has fallen silent[\s\S]*AFP · nothing new since 6 Jan 2020, 02:00/);
    expect(told).toMatch(/until then never more than 20 hours between two\s+items/);
    expect(await toldAfter(DAY)).toBe('');
    desk.publisher.publish('/afp', [item('three', 84), item('two', -10)]);
    expect(await toldAfter(2 * HOUR)).toBe('');
    expect(await desk.deps.store.warnings.open('terminal', TERMINAL_CHANNEL)).toEqual([]);
  });

  it('of which the desk knows no rhythm, or that it could not look at, is not called silent', async () => {
    desk.publisher.publish('/afp', [{ id: 'one', title: 'One', at: NOON }]);
    desk.publisher.publish('/reuters', [{ id: 'a', title: 'A', at: NOON }]);
    await desk.passes(HOUR);
    desk.publisher.publish('/reuters', [{ id: 'b', title: 'B', at: plus(NOON, HOUR) }]);
    await desk.passes(HOUR);
    desk.publisher.fail('/reuters', 500);
    expect(await toldAfter(20 * HOUR)).toBe('');
  });
});

describe('the desk', () => {
  it('says elsewhere for which chat deliveries wait, once', async () => {
    await listen('slack', 'C1', true);
    const to = { chat: 'slack', channel: 'C1', storyId: null };
    const at = desk.deps.now();
    await desk.deps.store.outbox.add('k', to, { do: 'notice', message: message('An alert') }, at);
    slack.failNext(100, new Error('no answer'));
    await desk.passes(9 * MINUTE);
    expect(await toldAfter(0)).toBe('');
    await desk.passes(MINUTE);
    expect(await toldAfter(0)).toMatch(
      /Deliveries to 1 chat are held up[\s\S]*slack: since .*12:00.* channel C1/,
    );
    expect(await toldAfter(0)).toBe('');
    slack.failNext(0, new Error());
    await desk.passes(HOUR);
    await toldAfter(0);
    expect(await desk.deps.store.warnings.open('terminal', TERMINAL_CHANNEL)).toEqual([]);
    expect(slack.done).toEqual(['post C1 An alert']);
  });

  it('says when the last ten polls took more than a minute each, first polls aside', async () => {
    const warnings = createWarnings(desk.deps, new Set(['terminal']));
    const [feed] = await desk.deps.store.feeds.list();
    if (!feed) throw new Error('there is no feed');
    const poll = { feed, added: 1, edited: 0, error: null };
    const told = async (took: number | null, times: number, lastSuccessAt = feed.lastSuccessAt) => {
      const before = desk.screen().length;
      await desk.passes(HOUR);
      for (let n = 0; n < times; n++) warnings.polled({ ...poll, feed: { ...feed, lastSuccessAt }, took });
      await warnings.look();
      await desk.drain();
      return desk.screen().slice(before);
    };
    expect(await told(90_000, 20, null)).toBe('');
    expect(await told(90_000, 9)).toBe('');
    expect(await told(null, 9)).toBe('');
    expect(await told(90_000, 1)).toMatch(/Matching falls behind[\s\S]*the last 10 polls .* took 90 seconds/);
    expect(await told(90_000, 1)).toBe('');
    expect(await told(1_000, 10)).toBe('');
    expect(await told(90_000, 10)).toContain('Matching falls behind');
  });

  it('tells nobody who does not want to know, and tells what lasts to who asks for it later', async () => {
    await listen('terminal', TERMINAL_CHANNEL, false);
    desk.publisher.fail('/afp', 410);
    expect(await toldAfter(HOUR)).toBe('');
    await listen('terminal', TERMINAL_CHANNEL, true);
    expect(await toldAfter(HOUR)).toContain('1 feed is gone for good');
  });
});
