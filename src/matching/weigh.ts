import { setImmediate } from 'node:timers/promises';
import type { Followed } from './followed.ts';
import { type Chances, chancesOf, type Signals } from './fusion.ts';
import { candidatesFor, foundIn, type Ruled, ruledOn } from './lexical.ts';
import { BANDS, type ItemText } from './matcher.ts';
import { nearestTo } from './nearest.ts';
import type { Models } from './neural/models.ts';
import { type Passage, passageOf } from './passage.ts';
import type { ReadSentence } from './reading.ts';
import type { Found } from './retrieval.ts';
import type { Vectors } from './vectors.ts';

/** The judge reads so many of the nearest claims. */
const JUDGED = 8;
/**
 * A long item shares words with much that it is not about: this near by its vector must a claim be, unless the rules
 * find it. The more claims, the more of them resemble an item by chance.
 */
const LIKE = { few: 0.15, many: 0.45, crowd: 100 } as const;
const LEAD_WORDS = 80;

/** One claim with all that is known of it and an item. */
export interface Weighed {
  readonly id: string;
  readonly passage: Passage;
  readonly signals: Signals;
  readonly chances: Chances;
  /** What the rules found and made of it, or null. */
  readonly rules: { readonly found: Found; readonly ruled: Ruled } | null;
}

/** What weighing needs: what is followed, its vectors, and the models. */
export interface Scales {
  readonly followed: Followed;
  readonly vectors: Vectors;
  readonly models: Models;
}

/** Weighs the claims that an item may be about, or just those of `only`; in no order. */
export async function weigh(
  sentences: readonly ReadSentence[],
  item: ItemText,
  { followed, vectors, models }: Scales,
  only?: readonly string[],
): Promise<Weighed[]> {
  const [vector] = await models.embed([leadOf(sentences, item)]);
  if (vector === undefined) return [];
  const candidates = only ?? candidatesFor(sentences, followed);
  // Whoever waits gets a turn between the steps, each of which takes some milliseconds of a long item.
  await setImmediate();
  const found = new Map(
    foundIn(sentences, candidates, followed, BANDS.suggest).map((one) => [one.claim.id, one]),
  );
  await setImmediate();
  const like = followed.size > LIKE.crowd ? LIKE.many : LIKE.few;
  const near =
    only ??
    nearestTo(vector, sentences, { followed, vectors }, JUDGED)
      .filter(({ cosine }) => cosine >= like)
      .map(({ id }) => id);
  const ids = [...new Set([...near, ...found.keys()])];
  const passages = ids.map((id) => passageOf(sentences, relevanceTo(id, found.get(id), followed)));
  const logits = await models.judge(
    ids.map((id, n) => [followed.claim(id)?.statement ?? '', passages[n]?.text ?? ''] as const),
  );
  const nearness = vectors.cosines(vector, ids);
  const nearest = Math.max(...nearness);
  return ids.flatMap((id, n): Weighed[] => {
    const [own, passage] = [logits[n], passages[n]];
    if (own === undefined || passage === undefined) return [];
    const known = found.get(id);
    const rules = known ? { found: known, ruled: ruledOn(known) } : null;
    const signals: Signals = {
      logits: own,
      cosine: nearness[n] ?? 0,
      behind: nearest - (nearness[n] ?? 0),
      score: Math.min(1, known?.score ?? 0),
      stance: rules?.ruled.stance ?? null,
    };
    return [{ id, passage, signals, chances: chancesOf(signals), rules }];
  });
}

/** How much a sentence has to do with a claim: by the rules, else by the words of the claim that it names. */
function relevanceTo(id: string, found: Found | undefined, followed: Followed) {
  const scores = new Map(found?.sentences.map(({ sentence, score }) => [sentence, 10 + score]));
  const keys = new Set(followed.prepared(id)?.variants.flatMap(({ terms }) => terms.map(({ key }) => key)));
  return (sentence: ReadSentence) =>
    scores.get(sentence) ??
    sentence.mentions.filter(({ place, word }) => keys.has(place ?? word)).length / (1 + keys.size);
}

/** What an item is found by: its headline and what comes first. */
export function leadOf(
  sentences: readonly Pick<ReadSentence, 'text'>[],
  { title, summary, text }: ItemText,
): string {
  if (title !== '' && summary === '' && text === '') return title;
  const words = sentences.flatMap((sentence) => sentence.text.split(/\s+/u));
  return words.slice(0, LEAD_WORDS).join(' ');
}
