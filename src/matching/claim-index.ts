import type { PreparedClaim, Term } from './claims.ts';
import { keysOf } from './reading.ts';

/** What is followed, ready to be searched. */
export interface ClaimIndex {
  readonly claims: readonly PreparedClaim[];
  readonly weights: ReadonlyMap<Term, number>;
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
}

interface Posting {
  readonly claim: number;
  readonly variant: number;
  readonly share: number;
}

/**
 * Weighs each claim's terms by how few of all that are followed share them, and lists who to look for under each
 * word.
 */
export function indexClaims(
  claims: readonly PreparedClaim[],
  followed: { readonly size: number; claimsWith(key: string): number },
): ClaimIndex {
  // A desk with five claims on one story must not find its own subject commonplace.
  const size = Math.max(followed.size, 60);
  const rarity = (key: string) =>
    Math.log(1 + size / Math.max(1, followed.claimsWith(key))) / Math.log(1 + size);
  const weights = new Map<Term, number>();
  const postings = new Map<string, Posting[]>();
  for (const [claim, { variants }] of claims.entries()) {
    for (const [variant, { terms }] of variants.entries()) {
      for (const term of terms) weights.set(term, term.weight * (0.5 + 0.5 * rarity(term.key)));
      const total = terms.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
      for (const term of terms) {
        const posting = { claim, variant, share: (weights.get(term) ?? 0) / total };
        for (const key of keysOf(term.mention)) {
          const list = postings.get(key);
          if (list) list.push(posting);
          else postings.set(key, [posting]);
        }
      }
    }
  }
  return { claims, weights, postings };
}

/** Wordings of which the whole item has enough to be worth reading sentence by sentence: variants by claim. */
export function candidates(
  keys: ReadonlySet<string>,
  index: ClaimIndex,
  least: number,
): Map<number, Set<number>> {
  const covered = new Map<string, { posting: Posting; share: number; seen: Set<Posting> }>();
  for (const key of keys) {
    for (const posting of index.postings.get(key) ?? []) {
      const id = `${posting.claim}/${posting.variant}`;
      const known = covered.get(id) ?? { posting, share: 0, seen: new Set<Posting>() };
      if (known.seen.has(posting)) continue;
      known.seen.add(posting);
      known.share += posting.share;
      covered.set(id, known);
    }
  }
  const byClaim = new Map<number, Set<number>>();
  for (const { posting, share } of covered.values()) {
    if (share < least) continue;
    byClaim.set(posting.claim, (byClaim.get(posting.claim) ?? new Set()).add(posting.variant));
  }
  return byClaim;
}
