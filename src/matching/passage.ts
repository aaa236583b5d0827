import type { ReadSentence } from './reading.ts';

/** A stretch of an item, and the sentences that it is made of: the headline, the lead, and then those that matter most. */
export interface Passage {
  readonly text: string;
  readonly sentences: readonly ReadSentence[];
}

/** Words of a passage beyond its headline: about what the models read, and what they were trained on. */
const MOST_WORDS = 90;
const LEAD_SENTENCES = 2;

/**
 * What a model is given of an item to judge one claim: the headline, a bar, and the rest in order; of a long text the
 * lead and the sentences that `relevance` ranks highest.
 */
export function passageOf(
  sentences: readonly ReadSentence[],
  relevance: (sentence: ReadSentence) => number,
): Passage {
  const title = sentences.filter(({ part }) => part === 'title');
  const rest = sentences.filter(({ part }) => part !== 'title');
  const ranked = rest
    .map((sentence, at) => ({
      sentence,
      rank: at < LEAD_SENTENCES ? Number.POSITIVE_INFINITY : relevance(sentence),
    }))
    .sort((a, b) => (b.rank === a.rank ? a.sentence.start - b.sentence.start : b.rank - a.rank));
  const kept = new Set<ReadSentence>();
  let words = 0;
  for (const { sentence, rank } of ranked) {
    if (rank <= 0 && words > 0) break;
    words += sentence.tokens.length;
    if (words > MOST_WORDS && kept.size > 0) continue;
    kept.add(sentence);
  }
  const headline = title.map(({ text }) => text).join(' ');
  const body = rest.filter((sentence) => kept.has(sentence)).map(({ text }) => text);
  const text = [headline, body.join(' ')].filter((part) => part !== '').join(' | ');
  return { text, sentences: [...title, ...kept] };
}
