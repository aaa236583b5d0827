import type { Draft } from './drafts.ts';
import type { Tagged } from './neural/tagging.ts';
import type { Located } from './phrases.ts';
import { isComma } from './phrases.ts';
import type { Sentence, Span, Token } from './text.ts';

/** A stretch of a sentence's words: indexes of its tokens. */
interface Stretch {
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
}

/** A draft by the tagger: its `from` and `to` are exact, and `further` are the other sentences of what is said. */
export interface TaggedDraft extends Draft {
  readonly further: readonly Stretch[];
}

/** What the tagger found, by the sentence that the cue stands in. */
export function draftsOf(
  tagged: readonly Tagged[],
  sentences: readonly Sentence[],
): Map<Sentence, readonly TaggedDraft[]> {
  const drafts = new Map<Sentence, TaggedDraft[]>();
  for (const { cue, source, content } of tagged) {
    const speaker = speakerOf(source, sentences);
    const place = placeOf(cue[0]?.start ?? 0, sentences);
    if (place === null || speaker === null) continue;
    const said = stretchesOf(content, sentences);
    const here = said.find(({ sentence }) => sentence === place.sentence);
    const { from, to } = here ?? { from: place.at, to: place.at };
    const linking = cue.map((one) => textAt(one, place.sentence)).join(' ');
    const further = said.filter((one) => one !== here);
    const draft = { speaker, from, to, at: place.at, cue: linking, further };
    drafts.set(place.sentence, [...(drafts.get(place.sentence) ?? []), draft]);
  }
  return drafts;
}

/** The sentence that stands at this offset, and its first word from there; a cue may be a mere colon. */
function placeOf(start: number, sentences: readonly Sentence[]): { sentence: Sentence; at: number } | null {
  const sentence = sentences.find((one) => one.start <= start && start < one.end);
  const at = sentence?.tokens.findIndex(({ end }) => end > start) ?? -1;
  return sentence ? { sentence, at: at < 0 ? sentence.tokens.length - 1 : at } : null;
}

function textAt({ start, end }: Span, sentence: Sentence): string {
  return sentence.text.slice(Math.max(0, start - sentence.start), Math.max(0, end - sentence.start));
}

/** For each sentence with words in these spans, from the first such word to behind the last. */
function stretchesOf(spans: readonly Span[], sentences: readonly Sentence[]): Stretch[] {
  return sentences.flatMap((sentence): Stretch[] => {
    const near = spans.filter(({ start, end }) => start < sentence.end && sentence.start < end);
    if (near.length === 0) return [];
    const inside = (token: Token) => near.some(({ start, end }) => token.start < end && start < token.end);
    const from = sentence.tokens.findIndex(inside);
    return from < 0 ? [] : [{ sentence, from, to: sentence.tokens.findLastIndex(inside) + 1 }];
  });
}

/** The source's words up to the first comma, and those set beside it. */
function speakerOf(source: readonly Span[], sentences: readonly Sentence[]): Located | null {
  const [found] = stretchesOf(source.slice(0, 1), sentences);
  if (found === undefined) return null;
  const { sentence } = found;
  const [from, to] = wholeName(found);
  const tokens = sentence.tokens.slice(from, to);
  const comma = tokens.findIndex(({ gap }, n) => n > 0 && isComma(gap));
  const head = comma < 0 ? tokens : tokens.slice(0, comma);
  const words = (some: readonly Token[]) => some.map(({ text }) => text);
  return { words: words(head), beside: words(tokens.slice(head.length)), from, to };
}

/** A name that the tagger cut in two ("Florence" of "Florence Parly") is made whole. */
function wholeName({ sentence: { tokens }, from, to }: Stretch): [from: number, to: number] {
  const joins = (at: number) => tokens[at]?.capital && tokens[at + 1]?.capital && tokens[at + 1]?.gap === ' ';
  let [first, last] = [from, to];
  while (first > 0 && joins(first - 1)) first -= 1;
  while (last < tokens.length && joins(last - 1)) last += 1;
  return [first, last];
}
