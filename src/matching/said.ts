import { stretchOf, type Utterance } from './attribution.ts';
import type { Attributed } from './matcher.ts';
import { CLASSES, type Models } from './neural/models.ts';
import type { ReadSentence } from './reading.ts';
import type { Sentence } from './text.ts';

/** An item read for who says what. */
export interface Heard {
  readonly title: string;
  readonly sentences: readonly ReadSentence[];
  readonly utterances: ReadonlyMap<Sentence, readonly Utterance[]>;
}

/**
 * Who says what of a claim by the judge: for each claimant and stance the clearest sentence. Those of `near` come first,
 * then the others in their order. The judge reads what each says under the headline, without which a sentence often
 * tells nothing. `most` times that someone speaks are judged; all would take long.
 */
export async function saidOf(
  statement: string,
  near: readonly ReadSentence[],
  { title, sentences, utterances }: Heard,
  models: Pick<Models, 'judge'>,
  most: number,
): Promise<Attributed[]> {
  const spoken = [...new Set([...near, ...sentences])]
    .flatMap((sentence) => (utterances.get(sentence) ?? []).map((utterance) => ({ sentence, utterance })))
    .slice(0, most);
  const logits = await models.judge(
    spoken.map(({ sentence, utterance }) => {
      // A speaker who has the sentence alone says all of it; of several, each says a part.
      const alone = utterances.get(sentence)?.length === 1;
      const words = alone ? sentence.text : partOf(sentence, utterance);
      return [statement, title === '' || sentence.part === 'title' ? words : `${title} | ${words}`] as const;
    }),
  );
  const best = new Map<string, { readonly attributed: Attributed; readonly clear: number }>();
  for (const [n, { sentence, utterance }] of spoken.entries()) {
    const own = [...(logits[n] ?? [])];
    const clear = Math.max(...own);
    const stance = CLASSES[own.indexOf(clear)] ?? 'unrelated';
    if (stance === 'unrelated') continue;
    const { claimant, cue, agency } = utterance;
    const key = `${claimant.name}/${stance}`;
    if (clear <= (best.get(key)?.clear ?? Number.NEGATIVE_INFINITY)) continue;
    const { start, end, text: quote } = sentence;
    best.set(key, { attributed: { claimant, stance, cue, quote, start, end, agency }, clear });
  }
  return [...best.values()].map(({ attributed }) => attributed).sort((a, b) => a.start - b.start);
}

/** The words of one of several speakers. */
function partOf(sentence: ReadSentence, { from, to }: Utterance): string {
  const { start, end } = stretchOf(sentence, from, to);
  return sentence.text.slice(start - sentence.start, end - sentence.start);
}
