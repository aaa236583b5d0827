import { sayingOf } from './cues.ts';
import type { SpeakerPhrase } from './speakers.ts';
import type { Token } from './text.ts';

/** A speaker's phrase and where it stands among the words. */
export interface Located extends SpeakerPhrase {
  readonly from: number;
  readonly to: number;
}

const LONGEST = 14;
const HARD = /[;:!?()…]|[—–]| - |["“”«»]/;
const CLAUSE =
  /^(?:that|which|who|whom|whose|as|when|because|but|while|if|where|before|after|since|although|though|amid|whether|than|so|then|however|إن|ان|أن)$/;
const BETWEEN =
  /^(?:has|have|had|also|later|earlier|again|repeatedly|further|once|first|then|not|did|does|do|will|would|previously|now|still|just|even|neither|nor|never|may|might|must|should|is|are|was|were|could|cannot|can|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|\p{L}{3,}ly)$/u;
const OPENING =
  /^(?:for|in|on|at|by|with|from|during|following|despite|under|but|and|meanwhile|yet|however|after|when|as|while|to|about|asked)$/;
const AFTER_NAME =
  /^(?:on|after|when|during|told|to|as|following|that|who|which|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|at|while|before|but|because|if|late|early|earlier)$/;

/** An adverb or auxiliary beside a verb; with a capital inside a sentence it is a name ("Parly"). */
function isBetween(tokens: readonly Token[], at: number): boolean {
  const { lower = '', capital = false } = tokens[at] ?? {};
  return BETWEEN.test(lower) && !(capital && at > 0 && lower.endsWith('ly'));
}

export function isHard(gap: string): boolean {
  return HARD.test(gap);
}

export function isComma(gap: string): boolean {
  return /[,،]/.test(gap);
}

/** The first of the verb's own words: its auxiliaries, negations and adverbs belong to what is said. */
export function verbStart(tokens: readonly Token[], cue: number): number {
  let at = cue;
  while (at > 0 && isBetween(tokens, at - 1) && !/\p{P}/u.test(tokens[at]?.gap ?? '')) at -= 1;
  return at;
}

/** The subject before a verb that starts at `verb`, with the apposition that commas set beside it. */
export function subjectBefore(tokens: readonly Token[], verb: number): Located | null {
  const gap = tokens[verb]?.gap ?? '';
  if (verb === 0 || isHard(gap)) return null;
  if (!isComma(gap)) return located(tokens, phraseStart(tokens, verb), verb);
  const from = segmentStart(tokens, verb);
  const aside = tokens.slice(from, verb);
  const first = aside[0]?.lower ?? '';
  if (from === 0 || !isComma(tokens[from]?.gap ?? '')) {
    return null;
  }
  const before = phraseStart(tokens, from);
  if (/^(?:who|which|whose)$/.test(first)) return located(tokens, before, from);
  const opener = tokens[segmentStart(tokens, from)]?.lower ?? '';
  if (OPENING.test(opener) && !OPENING.test(first)) return located(tokens, from, verb);
  return located(tokens, before, from, [from, verb]);
}

/** The phrase that starts at `from`, as after "said" or "according to", and what a comma sets beside it. */
export function phraseAfter(tokens: readonly Token[], from: number, stop = AFTER_NAME): Located | null {
  let to = from;
  while (to < Math.min(tokens.length, from + LONGEST)) {
    const token = tokens[to];
    if (
      token === undefined ||
      (to > from && /[,،]/.test(token.gap)) ||
      isHard(token.gap) ||
      isStop(token, stop)
    )
      break;
    if (to > from && sayingOf(token.lower) === 'sure') break;
    to += 1;
  }
  const next = tokens[to];
  if (to === from || next === undefined || !isComma(next.gap) || isHard(next.gap))
    return located(tokens, from, to);
  let end = to;
  while (end < Math.min(tokens.length, to + LONGEST)) {
    const token = tokens[end];
    if (
      token === undefined ||
      (end > to && /\p{P}/u.test(token.gap.replace('-', ''))) ||
      isStop(token, CLAUSE)
    )
      break;
    end += 1;
  }
  const apposition = next.capital || /^(?:a|an|the|his|her|its|head|chief|spokes\p{L}+)$/u.test(next.lower);
  return apposition ? located(tokens, from, to, [to, end]) : located(tokens, from, to);
}

function located(
  tokens: readonly Token[],
  from: number,
  to: number,
  [asideFrom, asideTo]: readonly [number, number] = [to, to],
): Located | null {
  let start = from;
  while (start < to && (OPENING.test(tokens[start]?.lower ?? '') || BETWEEN.test(tokens[start]?.lower ?? '')))
    start += 1;
  if (start >= to) return null;
  const text = (a: number, b: number) => wordsIn(tokens, a, b);
  return { words: text(start, to), beside: text(asideFrom, asideTo), from: start, to: Math.max(to, asideTo) };
}

/** The words from one index to another, compounds kept whole: "US-led", "Abdul-Mahdi". */
export function wordsIn(tokens: readonly Token[], from: number, to: number): string[] {
  const words: string[] = [];
  for (const { text, gap } of tokens.slice(from, to)) {
    const last = words.at(-1);
    if (gap === '-' && last !== undefined) words[words.length - 1] = `${last}-${text}`;
    else words.push(text);
  }
  return words;
}

/** "WHO" is a body, and "who" begins a clause. */
function isStop({ text, lower }: Token, stop: RegExp): boolean {
  return stop.test(lower) && !/^\p{Lu}{2,}$/u.test(text);
}

function segmentStart(tokens: readonly Token[], before: number): number {
  let at = before - 1;
  while (at > 0 && !isComma(tokens[at]?.gap ?? '') && !isHard(tokens[at]?.gap ?? '')) at -= 1;
  return Math.max(at, 0);
}

function phraseStart(tokens: readonly Token[], end: number): number {
  let at = end - 1;
  while (at > 0 && end - at < LONGEST) {
    const token = tokens[at];
    const previous = tokens[at - 1];
    if (token === undefined || previous === undefined || isComma(token.gap) || isHard(token.gap)) break;
    if (isStop(previous, CLAUSE) || sayingOf(previous.lower) === 'sure') break;
    if (previous.lower === 'and' && !(token.capital && tokens[at - 2]?.capital)) break;
    at -= 1;
  }
  return at;
}
