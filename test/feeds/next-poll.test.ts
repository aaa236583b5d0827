import { describe, expect, it } from 'vitest';
import { type JustRead, nextPollOf } from '../../src/feeds/next-poll.ts';
import type { PollHints } from '../../src/model/feed.ts';
import { between, HOUR, type Instant, MINUTE, plus, SECOND } from '../../src/model/time.ts';

/** A Monday. */
const NOON: Instant = '2020-01-06T12:00:00.000Z';
const PACE = { least: 5 * MINUTE, most: HOUR };
const NO_HINTS: PollHints = { every: null, skipHours: [], skipDays: [] };

function read(change: Partial<JustRead> = {}): JustRead {
  const { now = NOON } = change;
  const usual = { isFirst: false, isPushed: false, rhythm: 10 * MINUTE, freshFor: null, hints: null };
  return { now, due: now, ...usual, ...change };
}

/** Minutes to the next poll and to the soonest one. */
function minutes(change: Partial<JustRead>, chance = 0, pace = PACE): [number, number] {
  const { now, ...rest } = read(change);
  const next = nextPollOf({ now, ...rest }, pace, () => chance);
  return [between(now, next.nextPollAt) / MINUTE, between(now, next.soonestPollAt) / MINUTE];
}

/** Chance that is the same in every run (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('the next poll', () => {
  it.each<[string, Partial<JustRead>, [number, number]]>([
    ['in its rhythm, where nobody asks for more', {}, [10, 5]],
    ['never sooner than the desk allows', { rhythm: MINUTE }, [5, 5]],
    ['not while the answer is fresh', { freshFor: 20 * MINUTE }, [20, 20]],
    ['not before the feed asks for', { hints: { ...NO_HINTS, every: 30 * MINUTE } }, [30, 5]],
    [
      'after the longest of the wishes',
      { freshFor: 20 * MINUTE, hints: { ...NO_HINTS, every: 30 * MINUTE } },
      [30, 20],
    ],
    [
      'in its rhythm, where that is longer than the wishes',
      { rhythm: 40 * MINUTE, freshFor: MINUTE },
      [40, 5],
    ],
    [
      'at the latest when the desk says',
      { freshFor: 24 * HOUR, hints: { ...NO_HINTS, every: 7 * 24 * HOUR } },
      [60, 60],
    ],
    ['as late as the desk allows, where it is pushed', { isPushed: true }, [60, 60]],
  ])('comes %s', (_name, change, expected) => {
    expect(minutes(change)).toEqual(expected);
  });

  it('comes up to a tenth later by chance', () => {
    expect(minutes({}, 1)[0]).toBe(11);
  });

  it('keeps the interval of a feed that is pushed, for when that ends', () => {
    expect(nextPollOf(read({ isPushed: true }), PACE, () => 0).interval).toBe(10 * MINUTE);
  });
});

describe('hours and days to skip', () => {
  const skipHours = (...hours: number[]): PollHints => ({ ...NO_HINTS, skipHours: hours });

  it.each<[string, Partial<JustRead>, number]>([
    ['waits out a skipped hour', { now: '2020-01-06T12:55:00.000Z', hints: skipHours(13) }, 60],
    ['waits to the end of the stretch', { now: '2020-01-06T13:20:00.000Z', hints: skipHours(12, 13) }, 40],
    ['takes no notice of another hour', { hints: skipHours(13, 11) }, 10],
    ['does not wait longer than the desk says', { hints: skipHours(12, 13, 14, 15) }, 60],
    [
      'does not wait for ever where all is skipped',
      { hints: { ...NO_HINTS, skipDays: [0, 1, 2, 3, 4, 5, 6] } },
      60,
    ],
    ['waits out a day', { now: '2020-01-06T23:30:00.000Z', hints: { ...NO_HINTS, skipDays: [1] } }, 30],
    ['knows the hours over midnight', { now: '2020-01-06T23:30:00.000Z', hints: skipHours(23) }, 30],
  ])('%s', (_name, change, expected) => {
    expect(minutes(change)[0]).toBe(expected);
  });

  it('holds back the soonest poll too', () => {
    expect(minutes({ now: '2020-01-06T12:20:00.000Z', hints: skipHours(12) })).toEqual([40, 40]);
  });

  it('waits through a whole night where the desk lets it', () => {
    const night = skipHours(22, 23, 0, 1, 2, 3, 4, 5);
    expect(
      minutes({ now: '2020-01-06T21:55:00.000Z', hints: night }, 0, { ...PACE, most: 12 * HOUR })[0],
    ).toBe(8 * 60 + 5);
  });
});

it('is never sooner than the desk allows and never a tenth later, whatever is asked', () => {
  const chance = chanceFrom(1);
  const upTo = (most: number) => Math.floor(chance() * most);
  const some = (most: number) => Array.from({ length: upTo(most) }, () => upTo(most));
  for (let run = 0; run < 5_000; run++) {
    const now = plus(NOON, upTo(7 * 24 * HOUR));
    const least = (1 + upTo(30)) * MINUTE;
    const pace = { least, most: least + upTo(24 * HOUR) };
    const change = {
      now,
      due: plus(now, -upTo(HOUR)),
      isFirst: chance() < 0.3,
      isPushed: chance() < 0.1,
      rhythm: upTo(48 * HOUR),
      freshFor: chance() < 0.5 ? null : upTo(48 * HOUR),
      hints: { every: chance() < 0.5 ? null : upTo(48 * HOUR), skipHours: some(24), skipDays: some(7) },
    };
    const next = nextPollOf(change, pace, chance);
    const wait = between(now, next.nextPollAt);
    const soonest = between(now, next.soonestPollAt);
    expect(wait).toBeGreaterThanOrEqual(Math.floor(pace.least * 0.9));
    expect(wait).toBeLessThanOrEqual(Math.ceil(pace.most * 1.1));
    expect(soonest).toBeLessThanOrEqual(wait);
    expect(soonest).toBeGreaterThanOrEqual(Math.floor(pace.least * 0.9));
  }
});

describe('a thousand feeds', () => {
  const TICK = 10 * SECOND;

  /** How many polls the fullest tick has from `from` to `to` after noon, when all were polled at once at noon. */
  function fullest(first: Partial<JustRead>, later: Partial<JustRead>, from: number, to: number): number {
    const chance = chanceFrom(2);
    const ticks = new Map<number, number>();
    for (let feed = 0; feed < 1_000; feed++) {
      let next = nextPollOf(read(first), PACE, chance);
      for (let at = between(NOON, next.nextPollAt); at < to; at = between(NOON, next.nextPollAt)) {
        const tick = Math.ceil(at / TICK);
        if (at >= from) ticks.set(tick, (ticks.get(tick) ?? 0) + 1);
        const now = plus(NOON, tick * TICK);
        next = nextPollOf(read({ ...later, now }), PACE, chance);
      }
    }
    return Math.max(...ticks.values());
  }

  it.each<[string, Partial<JustRead>, number]>([
    ['quiet ones', { rhythm: HOUR }, 15],
    ['those that ask for twenty minutes', { hints: { ...NO_HINTS, every: 20 * MINUTE } }, 40],
    ['busy ones', { rhythm: 5 * MINUTE }, 80],
  ])('that are imported together are no herd for long: %s', (_name, later, most) => {
    expect(fullest({ ...later, isFirst: true }, later, 0, 12 * HOUR)).toBeLessThan(most);
  });

  it('that are all overdue after a restart are spread again', () => {
    const quiet = { rhythm: HOUR };
    const overdue = { ...quiet, due: plus(NOON, -3 * HOUR) };
    expect(fullest(overdue, quiet, 0, 6 * HOUR)).toBeLessThan(15);
  });

  it('that wait for the end of the same hours do not come all at once', () => {
    const hints = { ...NO_HINTS, skipHours: [12] };
    const busy = { hints, rhythm: 20 * MINUTE };
    const pace = { ...PACE, most: 2 * HOUR };
    const chance = chanceFrom(3);
    const ticks = new Map<number, number>();
    for (let feed = 0; feed < 1_000; feed++) {
      const wait = between(NOON, nextPollOf(read(busy), pace, chance).nextPollAt);
      expect(wait).toBeGreaterThanOrEqual(HOUR);
      ticks.set(Math.ceil(wait / TICK), (ticks.get(Math.ceil(wait / TICK)) ?? 0) + 1);
    }
    expect(Math.max(...ticks.values())).toBeLessThan(25);
  });
});
