/** What an item or a speaker says of a claim; an item with no match is unrelated to it. */
const STANCES = ['affirms', 'denies', 'observes'] as const;
export type Stance = (typeof STANCES)[number];

/** Whether it says that a claim is true, or that it is not. */
export function isSide(stance: string | null): stance is 'affirms' | 'denies' {
  return stance === 'affirms' || stance === 'denies';
}

/** What one affirms and the other denies. */
export function areOpposed(a: string | null, b: string | null): boolean {
  return isSide(a) && isSide(b) && a !== b;
}

/** The desk's own word on a claim. */
export const VERDICTS = ['unverified', 'developing', 'confirmed', 'disputed', 'false'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the assertions on a claim add up to. */
export type Standing = 'unaddressed' | 'affirmed' | 'denied' | 'contested';

/** The standing that a set of stances gives: observations alone leave a claim unaddressed. */
export function standingOf(stances: Iterable<Stance>): Standing {
  const seen = new Set(stances);
  if (seen.has('affirms')) return seen.has('denies') ? 'contested' : 'affirmed';
  return seen.has('denies') ? 'denied' : 'unaddressed';
}
