import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, plus } from '../../src/model/time.ts';
import { NOON } from '../support/desk.ts';
import { rss } from '../support/feeds.ts';
import {
  desk,
  feed,
  hub,
  LETTER,
  news,
  OLD,
  passes,
  pushed,
  subscribed,
  subscription,
} from './pushed-desk.ts';

describe('a push', () => {
  it('becomes items and alerts at once, and only once, whatever the next poll brings', async () => {
    await subscribed();
    await passes(5 * MINUTE);
    const before = await feed();
    expect(await pushed(rss([LETTER]))).toBe(202);
    await desk.drain();
    expect(await news()).toBe(1);
    expect(desk.screen().match(/━━ alert/g)).toHaveLength(1);
    expect(await feed()).toEqual(before);
    expect(await pushed(rss([LETTER]))).toBe(202);
    desk.publisher.publish('/afp', [...OLD, LETTER, { id: 'other', title: 'Not pushed' }]);
    await passes(HOUR);
    expect(await news()).toBe(2);
    expect(desk.screen().match(/━━ alert/g)).toHaveLength(1);
  });

  it('is read in turn with the polls of its feed and other pushes', async () => {
    await subscribed();
    const { reader } = desk.deps;
    const [reading, most] = [new Map<string, number>(), { at: 0 }];
    Object.assign(desk.deps, {
      reader: {
        async read(...given: Parameters<typeof reader.read>) {
          const [, , url] = given;
          reading.set(url, (reading.get(url) ?? 0) + 1);
          most.at = Math.max(most.at, reading.get(url) ?? 0);
          for (let turns = 0; turns < 5; turns++) await turn();
          return reader.read(...given).finally(() => reading.set(url, (reading.get(url) ?? 0) - 1));
        },
      },
    });
    desk.publisher.publish('/afp', [...OLD, LETTER]);
    await desk.deps.store.feeds.change((await feed())?.id ?? '', { nextPollAt: NOON });
    await Promise.all([desk.refresh(), hub.push(rss([LETTER])), hub.push(rss([LETTER]))]);
    await desk.push.settled();
    await desk.drain();
    expect({ most: most.at, news: await news() }).toEqual({ most: 1, news: 1 });
    expect(desk.screen().match(/━━ alert/g)).toHaveLength(1);
  });

  it('waits at the hub while eight others are still to be read', async () => {
    await subscribed();
    const held = Promise.withResolvers<void>();
    const { reader } = desk.deps;
    const read = async (...given: Parameters<typeof reader.read>) => {
      await held.promise;
      return reader.read(...given);
    };
    Object.assign(desk.deps, { reader: { read } });
    const statuses: number[] = [];
    for (let count = 0; count < 9; count++) statuses.push((await hub.push(rss([LETTER]))).status);
    expect(statuses).toEqual([...Array(8).fill(202), 503]);
    held.resolve();
    await desk.push.settled();
    expect(await pushed(rss([LETTER]))).toBe(202);
  });

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('is taken when it is signed with %s', async (algorithm) => {
    await subscribed();
    await pushed(rss([LETTER]), { algorithm });
    expect(await news()).toBe(1);
  });

  it.each([
    ['none', null],
    ['a wrong one', `sha256=${'0'.repeat(64)}`],
    ['one of an unknown kind', 'md5=0123'],
  ])('with %s for a signature is answered well and thrown away', async (_what, signature) => {
    await subscribed();
    expect(await pushed(rss([LETTER]), { signature })).toBe(202);
    expect(await news()).toBe(0);
    const log = desk.log.join('');
    expect(log).toContain('not signed as agreed');
    const [one] = hub.asked;
    for (const hidden of [one?.secret, one?.callback.split('/').at(-1)]) expect(log).not.toContain(hidden);
  });

  it('that is badly signed three times in a row ends the trust in the hub', async () => {
    await subscribed();
    await passes(5 * MINUTE);
    for (const signature of [null, null]) await pushed('', { signature });
    await pushed(rss([LETTER]));
    for (const signature of [null, null]) await pushed('', { signature });
    expect(await subscription()).toMatchObject({ state: 'active' });
    await pushed('', { signature: null });
    expect(await subscription()).toMatchObject({ state: 'denied' });
    expect(await feed()).toMatchObject({ nextPollAt: plus(NOON, 5 * MINUTE) });
    expect(await pushed(rss([LETTER]))).toBe(410);
  });

  it('that cannot be read makes its feed due at once', async () => {
    await subscribed();
    await passes(5 * MINUTE);
    expect(await pushed('no feed at all')).toBe(202);
    expect(await feed()).toMatchObject({ nextPollAt: plus(NOON, 5 * MINUTE), error: null });
  });

  it('that comes while the desk stops makes its feed due at once', async () => {
    await subscribed();
    await passes(5 * MINUTE);
    let stop: Promise<void> | undefined;
    const { reader } = desk.deps;
    Object.assign(desk.deps, {
      reader: {
        async read() {
          stop = desk.push.close();
          return reader.read(Buffer.from('stopped'), null, '');
        },
      },
    });
    expect((await hub.push(rss([LETTER]))).status).toBe(202);
    await desk.push.settled();
    await stop;
    expect(await feed()).toMatchObject({ nextPollAt: plus(NOON, 5 * MINUTE) });
    expect((await hub.push(rss([LETTER]))).status).toBe(503);
  });

  it('larger than 15 MB is refused', async () => {
    await subscribed();
    for (let count = 0; count < 9; count++) {
      const { status } = await hub.push('x'.repeat(15_000_001)).catch(() => ({ status: 413 }));
      expect(status).toBe(413);
    }
    expect(await pushed(rss([LETTER]))).toBe(202);
    expect(await news()).toBe(1);
  });
});
