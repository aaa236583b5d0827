/** A moment: ISO 8601 in UTC with milliseconds (`2020-01-06T20:05:00.000Z`), so that text order is time order. */
export type Instant = string;

/** Tells the time; injected wherever time matters, so that tests and recordings bring their own. */
export type Now = () => Instant;

export function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

export function plus(at: Instant, milliseconds: number): Instant {
  return instant(Date.parse(at) + milliseconds);
}

/** Milliseconds from `earlier` to `later`; negative when they are the other way round. */
export function between(earlier: Instant, later: Instant): number {
  return Date.parse(later) - Date.parse(earlier);
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
