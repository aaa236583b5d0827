import type { Stance } from '../model/stance.ts';
import type { Utterance } from './attribution.ts';
import type { Attributed } from './matcher.ts';
import type { Models } from './neural/models.ts';
import type { ReadSentence } from './reading.ts';
import type { Sentence } from './text.ts';

const STANCES: readonly (Stance | null)[] = ['affirms', 'denies', 'observes', null];

/** Who says what of a claim by the judge: each speaker's sentence that is about it, one for each claimant and stance. */
export async function saidOf(
  statement: string,
  sentences: readonly ReadSentence[],
  utterances: ReadonlyMap<Sentence, readonly Utterance[]>,
  models: Pick<Models, 'judge'>,
): Promise<Attributed[]> {
  const spoken = sentences.flatMap((sentence) =>
    (utterances.get(sentence) ?? []).map((utterance) => ({ sentence, utterance })),
  );
  const logits = await models.judge(
    spoken.map(({ sentence, utterance }) => [statement, wordsOf(sentence, utterance, spoken)] as const),
  );
  const best = new Map<string, { readonly attributed: Attributed; readonly clear: number }>();
  for (const [n, { sentence, utterance }] of spoken.entries()) {
    const own = [...(logits[n] ?? [])];
    const clear = Math.max(...own);
    const stance = STANCES[own.indexOf(clear)] ?? null;
    if (stance === null) continue;
    const { claimant, agency } = utterance;
    const key = `${claimant.name}/${stance}`;
    if (clear <= (best.get(key)?.clear ?? Number.NEGATIVE_INFINITY)) continue;
    const { start, end, text: quote } = sentence;
    best.set(key, { attributed: { claimant, stance, quote, start, end, agency }, clear });
  }
  return [...best.values()].map(({ attributed }) => attributed).sort((a, b) => a.start - b.start);
}

/** The whole sentence of a speaker who has it alone, else that speaker's part. */
function wordsOf(
  sentence: ReadSentence,
  { from, to }: Utterance,
  spoken: readonly { readonly sentence: ReadSentence }[],
): string {
  if (spoken.filter((one) => one.sentence === sentence).length === 1) return sentence.text;
  const start = sentence.tokens[from]?.start ?? sentence.start;
  const end = sentence.tokens[to - 1]?.end ?? sentence.end;
  return sentence.text.slice(start - sentence.start, end - sentence.start);
}
