import type { Match } from './match.ts';

/** The desk's word on one match: whether the item is about the claim. */
export interface Ruling {
  /** The match's score, 0 to 1. */
  readonly score: number;
  readonly confirmed: boolean;
}

/** What the desk ruled on these matches. */
export function rulingsIn(matches: readonly Match[]): Ruling[] {
  return matches
    .filter(({ byDesk }) => byDesk)
    .map(({ score, status }) => ({ score, confirmed: status === 'confirmed' }));
}
