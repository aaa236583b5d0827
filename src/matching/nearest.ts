import type { Followed } from './followed.ts';
import type { ReadSentence } from './reading.ts';
import type { Vectors } from './vectors.ts';

/** With no more claims than this, each is compared by its vector; with more, those that share most words with the item. */
const COMPARED = 4_096;
const SHARED = 1_000;
/** What BM25 counts beside a cosine, tuned on CheckThat!'s train and dev queries. */
const BM25_WEIGHT = 0.01;

/** A claim and how near an item is to it: its cosine, and what shared words add. */
export interface Near {
  readonly id: string;
  readonly rank: number;
}

/** The claims nearest to an item with this vector, best first, at most `most`. */
export function nearestTo(
  vector: Float32Array,
  sentences: readonly ReadSentence[],
  { followed, vectors }: { readonly followed: Followed; readonly vectors: Vectors },
  most: number,
): Near[] {
  const mentions = sentences.flatMap((sentence) => sentence.mentions);
  const ranks = new Map<string, number>();
  for (const { id, score } of followed.search(mentions, SHARED))
    ranks.set(id, BM25_WEIGHT * score + vectors.cosine(vector, id));
  if (followed.size <= COMPARED)
    for (const id of vectors.ids()) if (!ranks.has(id)) ranks.set(id, vectors.cosine(vector, id));
  return [...ranks]
    .map(([id, rank]) => ({ id, rank }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, most);
}
