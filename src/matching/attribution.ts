import type { Claimant } from '../model/match.ts';
import { agenciesIn } from './cues.ts';
import { type Draft, framing, headline, spoken } from './drafts.ts';
import type { NameBook } from './names.ts';
import { createSpeakers, type Speakers } from './speakers.ts';
import type { Sentence, Token } from './text.ts';

/** Words that someone is said to have said: `from` and `to` are indexes of the sentence's words. */
export interface Utterance {
  readonly claimant: Claimant;
  readonly from: number;
  readonly to: number;
  /** The agency or outlet credited with having it, or null. */
  readonly agency: string | null;
}

const QUOTE_MARK = /["“”«»]/;
const DATELINE = /^\P{Ll}{2,40}\(([^()]{2,20})\)\s*[-–—]/u;

/** Who says what in each sentence, in order, so that pronouns find who was named before. */
export function attribute(
  sentences: readonly Sentence[],
  book: NameBook,
): Map<Sentence, readonly Utterance[]> {
  const speakers = createSpeakers(book);
  const found = new Map<Sentence, readonly Utterance[]>();
  for (const sentence of sentences) found.set(sentence, utterancesIn(sentence, speakers));
  return found;
}

function utterancesIn(sentence: Sentence, speakers: Speakers): Utterance[] {
  const { tokens } = sentence;
  const drafts = [...headline(sentence), ...spoken(tokens)].sort((a, b) => a.at - b.at);
  const credited = agencyOf(sentence, drafts);
  const found: Utterance[] = [];
  for (const [index, draft] of drafts.entries()) {
    const claimant =
      draft.speaker === null ? (found.at(-1)?.claimant ?? speakers.last()) : speakers.resolve(draft.speaker);
    if (claimant === null) continue;
    const to = Math.min(draft.to, nextSpeaker(tokens, draft, drafts[index + 1]));
    found.push({ claimant, from: draft.from, to, agency: credited });
  }
  for (const speaker of framing(tokens)) {
    const words = found.find(({ to }) => to === tokens.length);
    const claimant = words && speakers.resolve(speaker);
    if (words && claimant) found.push({ ...words, claimant });
  }
  const last = speakers.last();
  const quoted = QUOTE_MARK.test(tokens[0]?.gap ?? '') && QUOTE_MARK.test(sentence.tail);
  if (drafts.length === 0 && quoted && last) {
    found.push({ claimant: last, from: 0, to: tokens.length, agency: null });
  }
  return found;
}

/** A new speaker after "while", "but" or "and" ends what the one before says. */
function nextSpeaker(tokens: readonly Token[], draft: Draft, next: Draft | undefined): number {
  const start = next?.speaker?.from;
  if (start === undefined || start <= draft.at) return tokens.length;
  const before = tokens[start - 1]?.lower ?? '';
  const turned = /^(?:while|but|whereas|although|and)$/.test(before) || /;/.test(tokens[start]?.gap ?? '');
  return turned ? start : tokens.length;
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
