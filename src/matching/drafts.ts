import { isArabic } from './arabic.ts';
import { isDocument, isRoleWord, sayingOf } from './cues.ts';
import { isComma, isHard, type Located, phraseAfter, subjectBefore, verbStart, wordsIn } from './phrases.ts';
import type { Sentence, Token } from './text.ts';

/** Words and their speaker as first found; `speaker` null stands for whoever spoke last. */
export interface Draft {
  readonly speaker: Located | null;
  readonly from: number;
  readonly to: number;
  readonly at: number;
  /** What links the two: a verb with its own words, "according to", a headline's colon. */
  readonly cue: string;
}

type Uncued = Omit<Draft, 'cue'>;

const LABEL =
  /^(?:breaking|live|update|exclusive|analysis|opinion|watch|video|explainer|factbox|check|report|reports|what|how|why|timeline|profile|editorial|column)$/;
const QUOTE_MARK = /["“”«»]/;
const ARABIC_THAT = /^(?:ان|أن|إن|بان|بأن|انه|إنه|أنه|انها|إنها|أنها|انهم|إنهم|أنهم)$/;
const TO_AS = /^(?:as|when|after|during)$/;
const NOT_SPOKEN =
  /^(?:decisions?|laws?|rules?|plans?|schedules?|agreements?|resolutions?|terms|custom|tradition)$/;
const PASSIVE =
  /^(?:confirmed|denied|announced|rejected|dismissed|disputed|acknowledged|refuted|revealed|disclosed|condemned|told)$/;

/** "Pentagon: no decision", and "No decision yet – minister". */
export function headline({ tokens, part }: Sentence): Draft[] {
  if (part === 'body') return [];
  const colon = tokens.findIndex(({ gap }, at) => at > 0 && at <= 7 && /^["”’']?\s*:/.test(gap));
  const before = tokens.slice(0, Math.max(colon, 0));
  const named =
    before.some(({ capital, text }) => capital || isArabic(text)) &&
    !before.some(({ lower }) => LABEL.test(lower) || sayingOf(lower) === 'sure');
  const verb = before.some(({ lower }) => /^(?:is|are|was|were|has|have|will|to)$/.test(lower));
  if (colon > 0 && named && !verb) {
    return [{ speaker: phraseOf(tokens, 0, colon), from: colon, to: tokens.length, at: 0, cue: ':' }];
  }
  const dash = part === 'title' ? tokens.findLastIndex(({ gap }, at) => at > 2 && /\s[-–—]\s/.test(gap)) : -1;
  const source = tokens.slice(dash);
  if (dash < 0 || source.length > 4 || !source.some(({ lower }) => isRoleWord(lower) || isDocument(lower)))
    return [];
  return [{ speaker: phraseOf(tokens, dash, tokens.length), from: 0, to: dash, at: dash, cue: '–' }];
}

/** Everyone who is said to say something, by the verbs and turns that say so. */
export function spoken(tokens: readonly Token[]): Draft[] {
  const drafts: Uncued[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.lower === 'according' && tokens[at + 1]?.lower === 'to')
      drafts.push(...accordingTo(tokens, at));
    else if (token.lower === 'by' && PASSIVE.test(tokens[at - 1]?.lower ?? ''))
      drafts.push(...byWhom(tokens, at));
    else if (/^(?:quoted|quotes|quoting|cited|cites|citing)$/.test(token.lower))
      drafts.push(...quoted(tokens, at));
    else if (isSaying(tokens, at)) {
      const draft = isArabic(token.text) ? arabic(tokens, at) : said(tokens, at);
      if (draft) drafts.push(...conjoined(tokens, draft));
    }
  }
  return drafts.map((draft) => ({ ...draft, cue: cueAt(tokens, draft.at) }));
}

function cueAt(tokens: readonly Token[], at: number): string {
  const { lower = '', text = '' } = tokens[at] ?? {};
  if (lower === 'according') return `${text} to`;
  if (lower === 'by') return `${tokens[at - 1]?.text} by`;
  return wordsIn(tokens, verbStart(tokens, at), at + 1).join(' ');
}

function isSaying(tokens: readonly Token[], at: number): boolean {
  const kind = sayingOf(tokens[at]?.lower ?? '');
  const before = tokens[at - 1]?.lower ?? '';
  if (kind === null || /^(?:to|as|be|been|the|a|an|this|its|of|when|or|nor)$/.test(before)) return false;
  const next = tokens[at + 1];
  if (next?.lower === 'by') return false;
  if (kind === 'sure') return true;
  return (
    /^(?:that|it|he|she|they|there|no|not|whether|to)$/.test(next?.lower ?? '') ||
    /[:"“«]/.test(next?.gap ?? '')
  );
}

/** "X said that …", "'…,' X said", "'…,' said X", "…, X said" and "…, adding that …". */
function said(tokens: readonly Token[], at: number): Uncued | null {
  const verb = verbStart(tokens, at);
  const more = tokens.slice(at + 1).filter(({ lower }) => lower.length > 3).length >= 2;
  if (/ing$/.test(tokens[at]?.lower ?? '')) {
    const after = verb > 0 && isComma(tokens[verb]?.gap ?? '');
    return after ? { speaker: null, from: verb, to: tokens.length, at } : null;
  }
  const speaker = subjectBefore(tokens, verb);
  const opening = tokens[verb]?.gap ?? '';
  if (speaker === null || (isComma(opening) && QUOTE_MARK.test(opening))) {
    const after =
      verb > 0 && (QUOTE_MARK.test(opening) || isComma(opening)) ? phraseAfter(tokens, at + 1) : null;
    if (after === null) return null;
    const goesOn = QUOTE_MARK.test(tokens[after.to]?.gap ?? '');
    return { speaker: after, from: clauseStart(tokens, verb), to: goesOn ? tokens.length : verb, at };
  }
  const before = tokens[speaker.from]?.gap ?? '';
  const quoteBefore = speaker.from > 1 && QUOTE_MARK.test(before);
  const quoteAfter = QUOTE_MARK.test(
    tokens
      .slice(at + 1)
      .map(({ gap }) => gap)
      .join(''),
  );
  if (quoteBefore) return { speaker, from: 0, to: quoteAfter ? tokens.length : speaker.from, at };
  // "The talks, he said, have failed": the words on both sides are his.
  const parenthesis = speaker.from > 1 && isComma(before) && isComma(tokens[at + 1]?.gap ?? '');
  if (parenthesis) return { speaker, from: 0, to: tokens.length, at };
  if (speaker.from > 2 && !more && (isComma(before) || isHard(before)))
    return { speaker, from: clauseStart(tokens, speaker.from), to: speaker.from, at };
  return { speaker, from: verb, to: tokens.length, at };
}

/** A semicolon outside quotations parts what one says from what the next does. */
function clauseStart(tokens: readonly Token[], before: number): number {
  const words = tokens.slice(0, before + 1);
  if (words.some(({ gap }) => QUOTE_MARK.test(gap))) return 0;
  return Math.max(
    0,
    words.findLastIndex(({ gap }) => gap.includes(';')),
  );
}

/** "A US official and an Iraqi official said …": each of them says it. */
function conjoined(tokens: readonly Token[], draft: Uncued): Uncued[] {
  const from = draft.speaker?.from ?? 0;
  const joined = tokens[from - 1]?.lower === 'and' && /^(?:an?|another|the)$/.test(tokens[from]?.lower ?? '');
  const first = joined ? subjectBefore(tokens, from - 1) : null;
  const last = tokens[from - 2];
  if (first === null || last === undefined) return [draft];
  const speaks = isRoleWord(last.lower) || (last.capital && first.words.length <= 3);
  return speaks ? [{ ...draft, speaker: first }, draft] : [draft];
}

/** Arabic puts the verb first: "قال المتحدث إن …"; headlines may put the speaker first. */
function arabic(tokens: readonly Token[], at: number): Uncued | null {
  const stop = tokens.findIndex(
    ({ lower, gap }, i) => i > at + 1 && i <= at + 10 && (ARABIC_THAT.test(lower) || /[:«"“]/.test(gap)),
  );
  const before = at > 0 && at <= 4 ? phraseOf(tokens, 0, at) : null;
  // Where nothing marks its end, the speaker is a word or two, or a known name soon after.
  const joint = /^و\p{L}{3,}/u.test(tokens[at + 2]?.lower ?? '') ? at + 3 : at + 2;
  const short = phraseOf(tokens, at + 1, Math.min(tokens.length, joint));
  const loose = short && { ...short, beside: wordsIn(tokens, joint, Math.min(tokens.length, at + 7)) };
  const speaker = before ?? (stop > 0 ? phraseOf(tokens, at + 1, stop) : loose);
  return speaker && { speaker, from: at, to: tokens.length, at };
}

function accordingTo(tokens: readonly Token[], at: number): Uncued[] {
  const speaker = phraseAfter(tokens, at + 2);
  if (speaker === null || speaker.words.slice(0, 2).some((word) => NOT_SPOKEN.test(word))) return [];
  return at === 0
    ? [{ speaker, from: speaker.to, to: tokens.length, at }]
    : [{ speaker, from: 0, to: at, at }];
}

/** "Which was confirmed by a US official and another Iraqi": each of them says it. */
function byWhom(tokens: readonly Token[], at: number): Uncued[] {
  const all = phraseAfter(tokens, at + 1);
  if (all === null) return [];
  const and = tokens.findIndex(({ lower }, i) => i > at && i < all.to && lower === 'and');
  const parts = and < 0 ? [all] : [phraseOf(tokens, at + 1, and), phraseOf(tokens, and + 1, all.to)];
  return parts.flatMap((speaker) => (speaker === null ? [] : [{ speaker, from: 0, to: at, at }]));
}

/** "Reuters quoted X as saying", "X was quoted as saying", "Reuters reported, citing X". */
function quoted(tokens: readonly Token[], at: number): Uncued[] {
  const passive = /^(?:was|were|is|been)$/.test(tokens[at - 1]?.lower ?? '');
  const speaker = passive ? subjectBefore(tokens, verbStart(tokens, at)) : phraseAfter(tokens, at + 1, TO_AS);
  if (speaker === null) return [];
  const saying = tokens.findIndex(({ lower }, i) => i > at && i <= at + 24 && lower === 'saying');
  if (saying > 0) return [{ speaker, from: saying, to: tokens.length, at }];
  return [{ speaker, from: 0, to: passive ? tokens.length : at, at }];
}

/** "In the letter signed by X, …": the letter's signatory, and the letter where the desk knows it, say so too. */
export function framing(tokens: readonly Token[]): Located[] {
  if (!/^(?:in|by)$/.test(tokens[0]?.lower ?? '')) return [];
  const at = tokens.findIndex(({ lower }, i) => i > 0 && i <= 5 && isDocument(lower));
  if (at < 0) return [];
  const by = tokens.findIndex(({ lower }, i) => i > at && i <= at + 4 && /^(?:by|from)$/.test(lower));
  const letter = phraseOf(tokens, 1, at + 1);
  const signatory = by < 0 ? null : phraseAfter(tokens, by + 1);
  return [letter, signatory].filter((speaker) => speaker !== null);
}

function phraseOf(tokens: readonly Token[], from: number, to: number): Located | null {
  if (to <= from) return null;
  return { words: wordsIn(tokens, from, to), beside: [], from, to };
}
