import { documentOf } from '../model/item.ts';
import type { ItemText } from './matcher.ts';
import type { Models } from './neural/models.ts';
import { sentencesOf } from './text.ts';
import { leadOf } from './weigh.ts';

/** Vectors that are remembered, of 1.5 kB each: new items are compared with the same recent ones again and again. */
const REMEMBERED = 200;

/** Tells how like an item is to others: the cosine of the vectors of their leads. */
export type Likeness = (item: ItemText, others: readonly ItemText[]) => Promise<number[]>;

export function createLikeness({ embed }: Pick<Models, 'embed'>): Likeness {
  /** By lead, the longest unused first. */
  const remembered = new Map<string, Float32Array>();
  return async (item, others) => {
    const leads = [item, ...others].map((one) => leadOf(sentencesOf(documentOf(one), one.title.length), one));
    const vectors = new Map(leads.map((lead) => [lead, remembered.get(lead)]));
    const fresh = [...vectors.keys()].filter((lead) => !vectors.get(lead));
    for (const [n, vector] of (await embed(fresh)).entries()) vectors.set(fresh[n] ?? '', vector);
    for (const [lead, vector] of vectors) {
      remembered.delete(lead);
      if (vector) remembered.set(lead, vector);
    }
    for (const lead of remembered.keys()) if (remembered.size > REMEMBERED) remembered.delete(lead);
    const [own, ...rest] = leads.map((lead) => vectors.get(lead));
    return rest.map((other) => (own && other ? cosine(own, other) : 0));
  };
}

/** Of unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
}
