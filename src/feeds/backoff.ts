import { HOUR, type Instant, plus } from '../model/time.ts';

const LONGEST_DELAY = 6 * HOUR;
/** Feeds that are added together, or fail together, drift apart by up to a tenth. */
const JITTER = 0.1;

/**
 * When to poll next: after `interval` milliseconds, doubled for each of `failures` in a row up to six hours
 * (or to the interval, if that is longer), and never sooner than the server asked (`retryAfter`,
 * milliseconds). `random` gives 0 to 1.
 */
export function nextPoll(
  now: Instant,
  failures: number,
  retryAfter: number | null,
  interval: number,
  random: () => number,
): Instant {
  const delay = Math.min(interval * 2 ** failures, Math.max(LONGEST_DELAY, interval));
  return plus(now, Math.max(Math.round(delay * (1 + JITTER * random())), retryAfter ?? 0));
}
