import type { PollHints } from '../model/feed.ts';
import { between, HOUR, type Instant, MINUTE, plus } from '../model/time.ts';
import type { Pace } from './rhythm.ts';

/** Feeds that are polled together drift apart by up to a tenth each time. */
const DRIFT = 0.1;
/** A poll that comes later than this after its time comes with many others: the desk was off. */
const LATE = MINUTE;

/** A feed that was just read, as far as its next poll depends on it. */
export interface JustRead {
  readonly now: Instant;
  /** When this poll was due, and whether it was the first. */
  readonly due: Instant;
  readonly isFirst: boolean;
  /** Its news come by themselves, so that polls only make sure of them. */
  readonly isPushed: boolean;
  /** Milliseconds that suit the feed's rhythm. */
  readonly rhythm: number;
  /** Milliseconds for which the answer is fresh (Cache-Control, Expires); null if it does not say. */
  readonly freshFor: number | null;
  readonly hints: PollHints | null;
}

/** When a feed is polled again. */
export interface NextPoll {
  /** Milliseconds between polls, before chance has its say; also for a feed that is pushed, should that end. */
  readonly interval: number;
  readonly nextPollAt: Instant;
  /** The earliest time, which counts while a topic of the feed is in motion. */
  readonly soonestPollAt: Instant;
}

/**
 * When to poll a feed again that was just read: after the longest of its rhythm, the freshness of its answer and the
 * time that it asks for itself (`ttl`, `sy:updatePeriod`), within the desk's pace, and up to a tenth later by chance.
 * After a first poll, or one that is overdue, many feeds stand in one crowd: they are spread over the whole interval,
 * or from one to two of it where there is no room below.
 *
 * A feed that is pushed is polled at the desk's longest wait only.
 *
 * Hours and days that the publisher has nothing new in are waited out, up to the desk's longest wait.
 *
 * The soonest is the desk's shortest wait, or for as long as the answer is fresh: before that a cache would give the
 * same again. What the feed asks for in `ttl` and `sy:` does not hold it, since most often a publishing system
 * wrote that, for every feed the same. `random` gives 0 to 1.
 */
export function nextPollOf(read: JustRead, pace: Pace, random: () => number): NextPoll {
  const { now, due, isFirst, isPushed, rhythm, freshFor, hints } = read;
  const within = (wait: number) => Math.round(Math.min(pace.most, Math.max(pace.least, wait)));
  const fresh = within(freshFor ?? 0);
  const wish = within(Math.max(fresh, hints?.every ?? 0));
  const interval = within(Math.max(rhythm, wish));
  const chance = random();
  const isInCrowd = isFirst || between(due, now) > LATE;
  const usual = isPushed ? pace.most : interval;
  const later = Math.max(usual, Math.min(pace.most, 2 * wish));
  const wait = isInCrowd && later > wish ? wish + chance * (later - wish) : usual * (1 + DRIFT * chance);
  const at = (delay: number) => afterSkips(now, Math.round(delay), interval, hints, pace, chance);
  const nextPollAt = at(wait);
  const soonest = isPushed ? nextPollAt : at(fresh * (1 + DRIFT * chance));
  return { interval, nextPollAt, soonestPollAt: soonest < nextPollAt ? soonest : nextPollAt };
}

/**
 * The end of the skipped stretch that the wait ends in, and some of an interval more, since others wait for the same
 * end; at the latest the desk's longest wait.
 */
function afterSkips(
  now: Instant,
  wait: number,
  interval: number,
  hints: PollHints | null,
  pace: Pace,
  chance: number,
): Instant {
  const at = plus(now, wait);
  if (hints === null || !isSkipped(at, hints)) return at;
  let end = Math.floor(Date.parse(at) / HOUR) * HOUR + HOUR - Date.parse(now);
  while (end < pace.most && isSkipped(plus(now, end), hints)) end += HOUR;
  // The end is too far away: then as late as the desk allows.
  if (end >= pace.most) return plus(now, Math.round(pace.most * (1 - DRIFT * chance)));
  return plus(now, Math.round(end + chance * Math.min(interval, pace.most - end)));
}

function isSkipped(at: Instant, { skipHours, skipDays }: PollHints): boolean {
  const time = new Date(at);
  return skipHours.includes(time.getUTCHours()) || skipDays.includes(time.getUTCDay());
}
