import type { FeedDocument } from '../model/feed.ts';
import { between, HOUR, type Instant } from '../model/time.ts';

/** How far back a feed's entries tell of its rhythm. */
const WINDOW = 7 * 24 * HOUR;
/** A feed that had nothing new is asked a little later each time. */
const SLOWING = 1.1;

/** Milliseconds between polls: the shortest that the desk allows, and the longest that it accepts. */
export interface Pace {
  readonly least: number;
  readonly most: number;
}

/**
 * Milliseconds to wait so that about one entry comes with each poll, by the entries of the last week (Miniflux's
 * entry frequency). A feed without dated entries, or silent for a week, gets the longest wait.
 */
export function rhythmOf(document: FeedDocument, now: Instant, { least, most }: Pace): number {
  const ages = document.items
    .flatMap((item) => item.published ?? item.updated ?? [])
    .map((at) => between(at, now))
    .filter((age) => age >= 0 && age <= WINDOW);
  if (ages.length === 0) return most;
  // The entries shown may cover less than a week: their own span is what they tell of.
  return clamp(Math.max(...ages) / ages.length, { least, most });
}

/** The wait after a poll that brought nothing. */
export function slower(interval: number | null, { least, most }: Pace): number {
  return clamp((interval ?? most) * SLOWING, { least, most });
}

function clamp(interval: number, { least, most }: Pace): number {
  return Math.round(Math.min(most, Math.max(least, interval)));
}
