import { readFileSync } from 'node:fs';
import { isSide, type Stance } from '../model/stance.ts';

/** What is known of an item and a claim before it is decided. */
export interface Signals {
  /** The judge's logits: affirms, denies, observes, unrelated. */
  readonly logits: Float32Array;
  /** Cosine of the claim's and the item's vectors; 0 where there is none yet. */
  readonly cosine: number;
  /** By how much the item is nearer to the claim that it is nearest to; 0 for that one. */
  readonly behind: number;
  /** The rules' score, 0 if they find nothing, and their stance. */
  readonly score: number;
  readonly stance: Stance | null;
}

/** Chances of each stance, and that the item is about something else; they sum to 1. */
export interface Chances {
  readonly affirms: number;
  readonly denies: number;
  readonly observes: number;
  readonly unrelated: number;
}

const STANCES = ['affirms', 'denies', 'observes'] as const;
const WEIGHTS: readonly (readonly number[])[] = JSON.parse(
  readFileSync(new URL('../models/fusion.json', import.meta.url), 'utf8'),
).weights;

/** What the weights are multiplied with, in their order. */
export function featuresOf({ logits, cosine, behind, score, stance }: Signals): number[] {
  const [affirms = 0, denies = 0, observes = 0, unrelated = 0] = logits;
  return [
    1,
    affirms - unrelated,
    denies - unrelated,
    observes - unrelated,
    cosine,
    behind,
    score,
    ...STANCES.map((own) => (own === stance ? score : 0)),
  ];
}

/** A multinomial logistic regression over the features, fitted on the corpus' dev split by bench/train/fusion.ts. */
export function chancesOf(signals: Signals, weights = WEIGHTS): Chances {
  const features = featuresOf(signals);
  const sums = weights.map((row) => row.reduce((sum, weight, n) => sum + weight * (features[n] ?? 0), 0));
  const most = Math.max(0, ...sums);
  const [affirms = 0, denies = 0, observes = 0] = sums.map((sum) => Math.exp(sum - most));
  const unrelated = Math.exp(-most);
  const total = affirms + denies + observes + unrelated;
  return {
    affirms: affirms / total,
    denies: denies / total,
    observes: observes / total,
    unrelated: unrelated / total,
  };
}

/**
 * A side is taken for neither where the other has more than this share of what both have. Chosen on dev: it costs one
 * item in fifty, and spares a third of the sides that would be taken for the other.
 */
const EITHER = 0.4;

/** The likeliest stance, if it is about the claim at all; `observes` where it takes a side and which is not clear. */
export function stanceOf(chances: Chances): Stance {
  return leansWithin(chances, EITHER) ? 'observes' : likeliest(chances);
}

/** The likeliest of the three. */
export function likeliest(chances: Chances): Stance {
  return STANCES.reduce((top, stance) => (chances[stance] > chances[top] ? stance : top));
}

/** Whether it takes a side, and the other has more than `share` of what both have, which is at most 0.5. */
export function leansWithin(chances: Chances, share: number): boolean {
  return isSide(likeliest(chances)) && otherSide(chances) > share;
}

/** The less likely side's share of what both sides have; at most 0.5. */
export function otherSide({ affirms, denies }: Chances): number {
  return Math.min(affirms, denies) / (affirms + denies);
}
