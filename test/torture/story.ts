import { BEGIN } from './clock.ts';

const HOUR = 3_600_000;
/** Items of one story follow within minutes; the next one begins after longer than a story lasts. */
const A_STORY = 8;
const BETWEEN = 80 * HOUR;
export const CLAIMS = ['withdrawal', 'letter', 'ceasefire'] as const;

/** An item of a feed, as the scripted matcher reads it. */
export interface ToldItem {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly at: string;
}

/** The nth item of a claim's feed: affirmed first, then denied, then by turns, each with words of its own. */
function itemOf(claim: string, n: number, all: number): ToldItem {
  const story = Math.floor(n / A_STORY);
  const stories = Math.ceil(all / A_STORY);
  const stance = n % A_STORY === 0 || n % 3 === 0 ? 'affirms' : 'denies';
  const at = BEGIN - (stories - story) * BETWEEN + (n % A_STORY) * 60_000;
  return {
    id: `${claim}-${n}`,
    title: `Report ${n} on the ${claim}`,
    text: `${claim} ${stance} 0.9 Speaker ${n % 5}: Words ${n} about the ${claim}.`,
    at: new Date(at).toISOString(),
  };
}

/** So many items in all, by turns of the claims. */
export function storyOf(items: number): Map<string, ToldItem[]> {
  const each = Math.ceil(items / CLAIMS.length);
  return new Map(
    CLAIMS.map((claim) => [claim, Array.from({ length: each }, (_, n) => itemOf(claim, n, each))]),
  );
}
