import { type Form, formOf } from './stem.ts';

/** A half-open range of UTF-16 offsets in the document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word of the document. */
export interface Token extends Span, Form {
  readonly text: string;
  /** What stands between the word before (or the sentence's start) and this one. */
  readonly gap: string;
}

/** A sentence, or a headline. */
export interface Sentence extends Span {
  readonly text: string;
  readonly part: 'title' | 'lead' | 'body';
  readonly tokens: readonly Token[];
  /** What stands after the last word. */
  readonly tail: string;
}

const WORD = /\p{L}\.(?:\p{L}\.)+|\p{N}+(?:[.,]\p{N}+)*\p{L}*|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*['’]?/gu;
const STOP = /[.!?؟…]+["”’'»)\]]*/gu;
const ABBREVIATION =
  /(?:^|[\s("“‘'.-])(?:\p{L}|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Brig|Capt|Sgt|Cpl|Adm|Cmdr|Sen|Rep|Gov|Pres|Hon|Rev|St|Jr|Sr|No|vs|etc|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|e\.g|i\.e)\.$/u;
const OPENERS = new Set(
  'The A An In On At It He She They We But And This That There After For His Her Its'.split(' '),
);
const LONGEST_QUOTE = 600;
const LONGEST_SENTENCE = 1000;

/** The sentences of a document whose first `titleLength` units are its headline; see `documentOf`. */
export function sentencesOf(document: string, titleLength: number): Sentence[] {
  const found: Sentence[] = [];
  const headline = titleLength > 0 ? titleLength : headlineLength(document);
  let body = 0;
  for (const paragraph of paragraphsOf(document)) {
    const title = paragraph.start < headline;
    const whole = title ? [paragraph] : splitParagraph(document, paragraph);
    for (const span of whole.flatMap((sentence) => bounded(document, sentence))) {
      const tokens = tokensOf(document, span);
      if (tokens.length === 0) continue;
      const part = title ? 'title' : body++ < 2 ? 'lead' : 'body';
      const tail = document.slice(tokens.at(-1)?.end ?? span.end, span.end);
      found.push({ ...span, text: document.slice(span.start, span.end), part, tokens, tail });
    }
  }
  return found;
}

/** The words of a stretch of text. */
export function tokensOf(document: string, span: Span): Token[] {
  const text = document.slice(span.start, span.end);
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const end = match.index + word.length;
    const { lower, stem, capital } = formOf(word);
    const gap = text.slice(last, match.index);
    const start = span.start + match.index;
    tokens.push({ text: word, lower, stem, capital, gap, start, end: span.start + end });
    last = end;
  }
  return tokens;
}

/** A text without a title often opens with one: a short first paragraph that no full stop closes. */
function headlineLength(document: string): number {
  const first = /^[^\n]{1,160}(?=\n)/u.exec(document)?.[0] ?? '';
  return /[\p{L}\p{N}'’”"]$/u.test(first.trimEnd()) ? first.length : 0;
}

function paragraphsOf(document: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of document.matchAll(/\n+/gu)) {
    const next = document.charAt(match.index + match[0].length);
    // A line that goes on in lower case was only wrapped.
    if (match[0].length === 1 && /\p{Ll}/u.test(next)) continue;
    spans.push(trimmed(document, { start, end: match.index }));
    start = match.index + match[0].length;
  }
  spans.push(trimmed(document, { start, end: document.length }));
  return spans.filter((span) => span.end > span.start);
}

function splitParagraph(document: string, paragraph: Span): Span[] {
  const text = document.slice(paragraph.start, paragraph.end);
  const quotes = quotesOf(text);
  const spans: Span[] = [];
  let start = 0;
  let quote = 0;
  for (const match of text.matchAll(STOP)) {
    const end = match.index + match[0].length;
    while ((quotes[quote]?.end ?? Number.POSITIVE_INFINITY) <= match.index) quote += 1;
    // A quotation of several sentences stays whole, so that its speaker is found beside it.
    const inside = quotes[quote];
    if (inside && inside.start < match.index && end < inside.end) continue;
    if (!endsSentence(text, match.index, end)) continue;
    spans.push(trimmed(document, { start: paragraph.start + start, end: paragraph.start + end }));
    start = end;
  }
  if (start < text.length) {
    spans.push(trimmed(document, { start: paragraph.start + start, end: paragraph.end }));
  }
  return spans.filter((span) => span.end > span.start);
}

/** What runs on for pages is a list or a table and no sentence: it is cut at a space, so that reading stays linear. */
function bounded(document: string, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  let from = start;
  while (end - from > LONGEST_SENTENCE) {
    const space = document.lastIndexOf(' ', from + LONGEST_SENTENCE);
    const cut = space > from ? space : from + LONGEST_SENTENCE;
    spans.push(trimmed(document, { start: from, end: cut }));
    from = cut;
  }
  spans.push(trimmed(document, { start: from, end }));
  return spans.filter((span) => span.end > span.start);
}

function endsSentence(text: string, stop: number, end: number): boolean {
  const rest = text.slice(end, end + 40);
  if (rest.trim() === '') return true;
  if (!/^\s+["“‘'«([]*[\p{Lu}\p{Lo}\p{N}]/u.test(rest)) return false;
  const mark = text.slice(stop, end);
  if (!mark.startsWith('.')) return true;
  const before = text.slice(Math.max(0, stop - 12), stop + 1);
  if (!ABBREVIATION.test(before))
    return !/^["”’'»]/u.test(mark.slice(1)) || !/^\s+(?:said|says)\b/.test(rest);
  return /\p{L}\.\p{L}\.$/u.test(before) && OPENERS.has(/\p{L}+/u.exec(rest)?.[0] ?? '');
}

/** Quotations in double marks, marks included, each no longer than a spoken paragraph. */
export function quotesOf(text: string): Span[] {
  const spans: Span[] = [];
  let open: { at: number; mark: string } | null = null;
  for (const match of text.matchAll(/["“”«»„]/gu)) {
    const mark = match[0];
    if (open && match.index - open.at <= LONGEST_QUOTE && closes(open.mark, mark)) {
      spans.push({ start: open.at, end: match.index + 1 });
      open = null;
    } else if (mark !== '”' && mark !== '»') {
      open = { at: match.index, mark };
    }
  }
  return spans;
}

function closes(open: string, mark: string): boolean {
  if (open === '"') return mark === '"';
  if (open === '«') return mark === '»';
  return mark === '”' || (open === '„' && mark === '“');
}

function trimmed(document: string, { start, end }: Span): Span {
  const text = document.slice(start, end);
  const lead = text.length - text.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + text.trimEnd().length) };
}
