import type { ReadSentence } from './reading.ts';

/** A stretch of an item, and the sentences that it is made of: the headline, and then those that have most to do with the claim. */
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
    .map((sentence, at) => ({ sentence, at, relevance: relevance(sentence) }))
    .sort((a, b) => b.relevance - a.relevance || a.at - b.at);
  const isLead = ({ at }: { readonly at: number }) => at < LEAD_SENTENCES;
  const leads = ranked.filter(isLead).sort((a, b) => a.at - b.at);
  const kept = new Set<ReadSentence>();
  let words = 0;
  for (const one of [...leads, ...ranked.filter((other) => !isLead(other))]) {
    if (!isLead(one) && one.relevance <= 0 && words > 0) break;
    words += one.sentence.tokens.length;
    if (words > MOST_WORDS && kept.size > 0) continue;
    kept.add(one.sentence);
  }
  const headline = title.map(({ text }) => text).join(' ');
  const body = rest.filter((sentence) => kept.has(sentence)).map(({ text }) => text);
  const text = [headline, body.join(' ')].filter((part) => part !== '').join(' | ');
  const telling = ranked.flatMap(({ sentence }) => (kept.has(sentence) ? [sentence] : []));
  return { text, sentences: [...title, ...telling] };
}
