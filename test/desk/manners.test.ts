import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFeed } from '../../src/desk/feeds.ts';
import type { Feed } from '../../src/model/feed.ts';
import { between, HOUR, MINUTE } from '../../src/model/time.ts';
import { serve } from '../feeds/loopback.ts';
import { NOON, openTestDesk, type TestDesk } from '../support/desk.ts';

const FEED =
  '<rss version="2.0"><channel><title>Wire</title><item><guid>1</guid><title>One</title></item></channel></rss>';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk({ pace: { least: 5 * MINUTE, most: 2 * HOUR } });
});
afterEach(() => desk.close());

async function feedAt(url: string): Promise<Feed> {
  const feed = await desk.deps.store.feeds.byUrl(url);
  if (!feed) throw new Error(`${url} is not followed`);
  return feed;
}

describe('what a feed asks for', () => {
  it('holds as long as the feed does not change', async () => {
    const hints = { every: 90 * MINUTE, skipHours: [], skipDays: [] };
    const { reader } = desk.deps;
    Object.assign(desk.deps, {
      reader: {
        read: async (...given: Parameters<typeof reader.read>) => ({
          ...(await reader.read(...given)),
          hints,
        }),
      },
    });
    const url = `${await serve((_request, response) => response.end(FEED))}/feed`;
    await desk.deps.store.feeds.add({ ...newFeed(url, 'Wire', NOON), interval: 5 * MINUTE });
    await desk.passes(0);
    expect((await feedAt(url)).hints).toEqual(hints);
    // The body is the same, so this answer is not read.
    await desk.deps.store.feeds.change((await feedAt(url)).id, {
      interval: 5 * MINUTE,
      nextPollAt: NOON,
      lastSuccessAt: NOON,
    });
    await desk.passes(MINUTE);
    expect(between('2020-01-06T12:01:00.000Z', (await feedAt(url)).nextPollAt)).toBe(90 * MINUTE);
  });
});

describe('a topic in motion', () => {
  const LETTER = {
    id: 'letter',
    title: 'Letter says US is leaving',
    text: 'withdrawal affirms 0.9 The letter: We will move out of Iraq.',
  };
  const DENIAL = { id: 'denial', title: 'No', text: 'withdrawal denies 0.9 Esper: There is no decision.' };

  /** Both feeds have brought an item of the topic; AFP and Reuters are quiet since. */
  async function bothBring(): Promise<void> {
    Object.assign(desk.deps, { random: () => 1 });
    desk.publisher.publish('/afp', [{ ...LETTER, at: '2019-12-20T12:00:00Z' }]);
    desk.publisher.publish('/reuters', [{ ...DENIAL, at: '2019-12-20T12:00:00Z' }]);
    await desk.passes(0);
    await desk.passes(2 * HOUR);
  }
  const reuters = () => desk.publisher.asked('/reuters');

  it('has the feeds that brought items of it polled at the least wait, for six hours', async () => {
    await bothBring();
    const quiet = reuters();
    await desk.passes(10 * MINUTE);
    expect(reuters()).toBe(quiet);
    desk.publisher.publish('/afp', [
      { ...LETTER, id: 'b', title: 'It leaves now', at: '2020-01-06T14:00:00Z' },
    ]);
    await desk.deps.store.feeds.change((await feedAt(desk.publisher.url('/afp'))).id, { nextPollAt: NOON });
    expect(await desk.passes(0)).toContain('alert');
    for (let five = 0; five < 6; five++) await desk.passes(6 * MINUTE);
    expect(reuters()).toBe(quiet + 6);
    await desk.passes(6 * HOUR);
    const after = reuters();
    await desk.passes(6 * MINUTE);
    await desk.passes(6 * MINUTE);
    expect(reuters()).toBe(after);
  });

  it('asks no sooner than a publisher says that there can be news, nor a feed of another topic', async () => {
    await bothBring();
    const { feeds } = desk.deps.store;
    const [afp, other] = [
      await feedAt(desk.publisher.url('/afp')),
      newFeed('https://x.example/', 'X', '2020-01-06T20:00:00.000Z'),
    ];
    await feeds.add({ ...other, soonestPollAt: NOON });
    desk.publisher.publish('/afp', [
      { ...LETTER, id: 'b', title: 'It leaves now', at: '2020-01-06T14:00:00Z' },
    ]);
    await feeds.change(afp.id, { nextPollAt: NOON });
    const held = await feedAt(desk.publisher.url('/reuters'));
    await feeds.change(held.id, {
      soonestPollAt: '2020-01-06T15:00:00.000Z',
      nextPollAt: '2020-01-06T16:00:00.000Z',
    });
    await desk.passes(0);
    const quiet = reuters();
    await desk.passes(30 * MINUTE);
    expect(reuters()).toBe(quiet);
    expect((await feedAt(held.url)).nextPollAt).toBe('2020-01-06T15:00:00.000Z');
    expect((await feedAt(other.url)).nextPollAt).toBe(other.nextPollAt);
  });
});
