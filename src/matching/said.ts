import type { Utterance } from './attribution.ts';
import type { Attributed } from './matcher.ts';
import { CLASSES, type Models } from './neural/models.ts';
import type { ReadSentence } from './reading.ts';
import type { Sentence } from './text.ts';

/** A sentence and what the judge makes of it: the logits of CLASSES. */
export interface JudgedSentence {
  readonly sentence: ReadSentence;
  readonly logits: Float32Array;
}

/** Who says what of a claim by the judge: each speaker's sentence that is about it, one for each claimant and stance. */
export async function saidOf(
  statement: string,
  judged: readonly JudgedSentence[],
  utterances: ReadonlyMap<Sentence, readonly Utterance[]>,
  models: Pick<Models, 'judge'>,
): Promise<Attributed[]> {
  const best = new Map<string, { readonly attributed: Attributed; readonly clear: number }>();
  for (const { sentence, logits } of judged) {
    const spoken = utterances.get(sentence) ?? [];
    // A speaker who has the sentence alone says all of it; of several, each says a part.
    const parts =
      spoken.length === 1
        ? [logits]
        : await models.judge(spoken.map((utterance) => [statement, partOf(sentence, utterance)] as const));
    for (const [n, { claimant, agency }] of spoken.entries()) {
      const own = [...(parts[n] ?? [])];
      const clear = Math.max(...own);
      const stance = CLASSES[own.indexOf(clear)] ?? 'unrelated';
      if (stance === 'unrelated') continue;
      const key = `${claimant.name}/${stance}`;
      if (clear <= (best.get(key)?.clear ?? Number.NEGATIVE_INFINITY)) continue;
      const { start, end, text: quote } = sentence;
      best.set(key, { attributed: { claimant, stance, quote, start, end, agency }, clear });
    }
  }
  return [...best.values()].map(({ attributed }) => attributed).sort((a, b) => a.start - b.start);
}

/** The words of one of several speakers. */
function partOf(sentence: ReadSentence, { from, to }: Utterance): string {
  const start = sentence.tokens[from]?.start ?? sentence.start;
  const end = sentence.tokens[to - 1]?.end ?? sentence.end;
  return sentence.text.slice(start - sentence.start, end - sentence.start);
}
