import type { Claimant } from '../model/match.ts';
import { agenciesIn, isAttitude } from './cues.ts';
import { type Draft, framing, headline, spoken } from './drafts.ts';
import type { Said } from './matcher.ts';
import type { NameBook } from './names.ts';
import type { Tagged } from './neural/tagging.ts';
import { isComma } from './phrases.ts';
import { createSpeakers, type Speakers } from './speakers.ts';
import { draftsOf, type TaggedDraft } from './tagged.ts';
import type { Sentence, Span, Token } from './text.ts';

/** Words that someone is said to have said: `from` and `to` are indexes of the sentence's words. */
export interface Utterance {
  readonly claimant: Claimant;
  readonly from: number;
  readonly to: number;
  /** What links the two, or null where a quotation simply goes on. */
  readonly cue: string | null;
  /** The agency or outlet credited with having it, or null. */
  readonly agency: string | null;
}

/** More in one sentence are no sentence of news; the bound keeps hostile text cheap. */
const SPEAKERS = 12;
const QUOTE_MARK = /["“”«»]/;
const DATELINE = /^\P{Ll}{2,40}\(([^()]{2,20})\)\s*[-–—]/u;

/**
 * Who says what in each sentence, in order, so that pronouns find who was named before. What the rules find goes before
 * what the tagger found: they miss more and err less.
 */
export function attribute(
  sentences: readonly Sentence[],
  book: NameBook,
  tagged: readonly Tagged[] = [],
): Map<Sentence, readonly Utterance[]> {
  const drafts = draftsOf(tagged, sentences);
  // Read twice: a headline's "general" is only named below it.
  const first = createSpeakers(book, []);
  for (const sentence of sentences) utterancesIn(sentence, first, drafts.get(sentence) ?? [], new Map());
  const speakers = createSpeakers(book, first.all());
  const found = new Map<Sentence, Utterance[]>();
  for (const sentence of sentences) {
    const own = utterancesIn(sentence, speakers, drafts.get(sentence) ?? [], found);
    found.set(sentence, [...(found.get(sentence) ?? []), ...own]);
  }
  return found;
}

/** Those of them that say something, and are not only said to want or feel it. */
export function asserting(
  utterances: ReadonlyMap<Sentence, readonly Utterance[]>,
): Map<Sentence, readonly Utterance[]> {
  return new Map(
    [...utterances].map(([sentence, some]) => [sentence, some.filter(({ cue }) => !isAttitude(cue ?? ''))]),
  );
}

/** All that is said, with its own words, in the order of the text. */
export function saidIn(
  sentences: readonly Sentence[],
  utterances: ReadonlyMap<Sentence, readonly Utterance[]>,
): Said[] {
  return sentences.flatMap((sentence) =>
    (utterances.get(sentence) ?? []).flatMap(({ claimant, from, to, cue, agency }): Said[] => {
      const { start, end } = stretchOf(sentence, from, to);
      const quote = sentence.text.slice(start - sentence.start, end - sentence.start);
      return quote === '' ? [] : [{ claimant, cue, quote, start, end, agency }];
    }),
  );
}

/** Where the words from `from` to before `to` stand in the document. */
export function stretchOf({ tokens, start, end }: Sentence, from: number, to: number): Span {
  const first = tokens[from]?.start ?? start;
  return { start: first, end: Math.max(first, tokens[to - 1]?.end ?? end) };
}

/** What is said in a sentence; what its speakers say in others is added to `found`. */
function utterancesIn(
  sentence: Sentence,
  speakers: Speakers,
  tagged: readonly TaggedDraft[],
  found: Map<Sentence, Utterance[]>,
): Utterance[] {
  const ruled = ruledIn(sentence, speakers, found.has(sentence));
  const free = tagged.filter((draft) => !ruled.some(({ from, to }) => from < draft.to && draft.from < to));
  const agency = agencyOf(sentence, free);
  const own = free.slice(0, SPEAKERS).flatMap(({ speaker, from, to, cue, further }): Utterance[] => {
    const claimant = speaker && speakers.resolve(speaker);
    if (claimant === null) return [];
    for (const { sentence: other, ...stretch } of further)
      found.set(other, [...(found.get(other) ?? []), { claimant, ...stretch, cue, agency }]);
    return from < to ? [{ claimant, from, to, cue, agency }] : [];
  });
  return [...ruled, ...own];
}

function ruledIn(sentence: Sentence, speakers: Speakers, isSpoken: boolean): Utterance[] {
  const { tokens } = sentence;
  const drafts = [...headline(sentence), ...spoken(tokens)].sort((a, b) => a.at - b.at).slice(0, SPEAKERS);
  const credited = agencyOf(sentence, drafts);
  const spoke: (Draft & { readonly claimant: Claimant })[] = [];
  for (const draft of drafts) {
    const claimant =
      draft.speaker === null ? (spoke.at(-1)?.claimant ?? speakers.last()) : speakers.resolve(draft.speaker);
    if (claimant !== null) spoke.push({ ...draft, claimant });
  }
  const found = spoke.map((draft, index): Utterance => {
    const to = Math.min(draft.to, nextSpeaker(tokens, draft, spoke[index + 1]), asideEnd(tokens, draft));
    return { claimant: draft.claimant, from: draft.from, to, cue: draft.cue, agency: credited };
  });
  for (const speaker of framing(tokens)) {
    const words = found.find(({ to }) => to === tokens.length);
    const claimant = words && speakers.resolve(speaker);
    if (words && claimant) found.push({ ...words, claimant });
  }
  const last = speakers.last();
  const quoted = QUOTE_MARK.test(tokens[0]?.gap ?? '') && QUOTE_MARK.test(sentence.tail);
  if (drafts.length === 0 && quoted && last && !isSpoken) {
    found.push({ claimant: last, from: 0, to: tokens.length, cue: null, agency: null });
  }
  return found;
}

/** A new speaker after "while", "but", "and" or a semicolon ends what the one before says. */
function nextSpeaker(tokens: readonly Token[], draft: Draft, next: Draft | undefined): number {
  const start = next?.speaker?.from;
  if (next === undefined || start === undefined || start <= draft.at) return tokens.length;
  // "…; Y, Z says": what Z says stands before Z.
  if (next.from > draft.at && next.from < start) return next.from;
  const before = tokens[start - 1]?.lower ?? '';
  const turned = /^(?:while|but|whereas|although|and)$/.test(before) || /;/.test(tokens[start]?.gap ?? '');
  return turned ? start : tokens.length;
}

/** "The letter in which X announced Y, …": what X says ends with the clause. */
function asideEnd(tokens: readonly Token[], { speaker, at }: Draft): number {
  const before = tokens[(speaker?.from ?? 0) - 1]?.lower ?? '';
  if (speaker === null || speaker.from > at || !/^(?:which|whom|where)$/.test(before)) return tokens.length;
  const comma = tokens.findIndex(({ gap }, i) => i > at && isComma(gap));
  return comma < 0 ? tokens.length : comma;
}

/** The agencies that report it ("Reuters quoted …") or were told ("… told AFP", "to the French news agency"). */
function agencyOf({ tokens, text }: Sentence, drafts: readonly Draft[]): string | null {
  const dateline = agenciesIn(DATELINE.exec(text)?.[1] ?? '');
  const credits = drafts.flatMap(({ speaker, at }) => {
    const told = tokens.slice(at, at + 14).findIndex(({ lower }) => /^(?:told|tells|to|with)$/.test(lower));
    const near = told < 0 ? '' : textOf(tokens.slice(at + told, at + told + 5));
    const subject = textOf(tokens.slice(Math.max(0, at - 8), at));
    const quoting = /^(?:quot|cit|report)/.test(tokens[at]?.lower ?? '') ? subject : '';
    return [near, quoting, speaker?.words.join(' ') ?? ''].flatMap(agenciesIn);
  });
  const credited = new Set([...credits, ...dateline]);
  return credited.size === 0 ? null : [...credited].join(', ');
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}
