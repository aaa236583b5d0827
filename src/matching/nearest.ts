import type { Followed } from './followed.ts';
import type { ReadSentence } from './reading.ts';
import type { Vectors } from './vectors.ts';

/**
 * With no more claims than this, each is compared by its vector; with more, those that share most words with the item: a
 * hundredth of them, and no fewer than `SHARED`.
 */
const COMPARED = 4_096;
const SHARED = 500;
/** What BM25 counts beside a cosine, tuned on CheckThat!'s train and dev queries. */
const BM25_WEIGHT = 0.01;

/** A claim near an item, and the cosine of their vectors. */
export interface Near {
  readonly id: string;
  readonly cosine: number;
}

/** The claims nearest to an item with this vector, best first, at most `most`. */
export function nearestTo(
  vector: Float32Array,
  sentences: readonly ReadSentence[],
  { followed, vectors }: { readonly followed: Followed; readonly vectors: Vectors },
  most: number,
): Near[] {
  const mentions = sentences.flatMap((sentence) => sentence.mentions);
  const shared = followed.sharing(mentions, Math.max(SHARED, Math.ceil(followed.size / 100)));
  const ids = shared.map(({ id }) => id);
  if (followed.size <= COMPARED) {
    const known = new Set(ids);
    for (const id of vectors.ids()) if (!known.has(id)) ids.push(id);
  }
  const cosines = vectors.cosines(vector, ids);
  const ranks = Float32Array.from(cosines);
  for (const [n, { score }] of shared.entries()) ranks[n] = (ranks[n] as number) + BM25_WEIGHT * score;
  return largest(ranks, most).map((n) => ({ id: ids[n] as string, cosine: cosines[n] as number }));
}

/** The places of the `most` largest numbers, the largest first. */
function largest(numbers: Float32Array, most: number): number[] {
  const places: number[] = [];
  for (let n = 0; n < numbers.length; n++) {
    const number = numbers[n] as number;
    if (places.length === most && number <= (numbers[places[most - 1] as number] as number)) continue;
    let at = Math.min(places.length, most - 1);
    for (; at > 0 && (numbers[places[at - 1] as number] as number) < number; at--)
      places[at] = places[at - 1] as number;
    places[at] = n;
  }
  return places;
}
