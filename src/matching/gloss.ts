import { readFileSync } from 'node:fs';
import { foldArabic, isArabic } from './arabic.ts';
import { romanised, soundBook } from './names.ts';

/** Each written with the particles and the article that Arabic joins to a word, and what they say in English. */
const JOINED: readonly (readonly [string, string])[] = [
  ['', ''],
  ['ال', ''],
  ['و', 'and '],
  ['وال', 'and '],
  ['لل', 'to '],
  ['ب', 'by '],
  ['بال', 'in '],
  ['ل', 'to '],
  ['س', 'will '],
  ['ف', 'so '],
  ['فال', 'so '],
  ['ك', 'as '],
  ['كال', 'as '],
  ['ولل', 'and to '],
  ['وس', 'and will '],
  ['وب', 'and by '],
  ['وبال', 'and in '],
  ['ول', 'and to '],
];
/** Endings, folded, and what may stand in their place in the word's own form: ة is ت before a pronoun. */
const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ['', ['']],
  ['ه', ['']],
  ['ي', ['']],
  ['ها', ['']],
  ['هم', ['']],
  ['نا', ['']],
  ['وا', ['']],
  ['ا', ['']],
  ['ات', ['', 'ه']],
  ['ان', ['', 'ه']],
  ['ون', ['', 'ي']],
  ['ين', ['', 'ي']],
  ['يه', ['', 'ي']],
  ['ته', ['ه']],
  ['تها', ['ه']],
  ['تهم', ['ه']],
  ['هما', ['']],
];
const SHORTEST = 3;
/** No word is longer; what is, stands for itself. */
const LONGEST = 30;
/** Words of Arabic, and numbers, which phrases may have in them. */
const TOKENS = /[\p{Script=Arabic}&&\p{L}][[\p{Script=Arabic}&&\p{L}]\p{M}]*|\p{Nd}+/gv;
const MARKS: Readonly<Record<string, string>> = {
  '،': ',',
  '؛': ';',
  '؟': '?',
  '٪': '%',
  '٫': '.',
  '٬': ',',
  '۔': '.',
};

/** English words for Arabic ones, and for phrases by their first word, longest first. */
interface Glossary {
  readonly words: ReadonlyMap<string, string>;
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
}
interface Phrase {
  /** Those after the first. */
  readonly words: readonly string[];
  readonly english: string;
}
interface Token {
  readonly written: string;
  readonly start: number;
  readonly end: number;
  readonly forms: readonly Form[];
}
/** What a word may be made of: what is joined to its front, in English, and the rest; `taken` letters are not the rest's. */
interface Form {
  readonly said: string;
  readonly core: string;
  readonly taken: number;
}

let loaded: Glossary | null = null;

/**
 * Arabic word by word in English, in its own order, from the glossary in `arabic-english.tsv`. A word that is not in it is
 * taken for a name: the one of `names` that sounds like it, else its letters in Latin ones. All else is left as it is.
 */
export function gloss(text: string, names: readonly string[]): string {
  if (!isArabic(text)) return text;
  loaded ??= read();
  const nameOf = soundBook(names);
  const tokens = tokensOf(text);
  let out = '';
  let last = 0;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token;
    const phrase = phraseAt(tokens, at, text, loaded);
    out += marks(text.slice(last, token.start)) + (phrase?.english ?? wordOf(token, nameOf, loaded));
    at += phrase?.many ?? 1;
    last = tokens[at - 1]?.end ?? text.length;
  }
  return (out + marks(text.slice(last))).replace(/ {2,}/g, ' ');
}

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(TOKENS), ({ 0: written, index: start }) => ({
    written,
    start,
    end: start + written.length,
    forms:
      isArabic(written) && !/\p{N}/u.test(written) ? formsOf(foldArabic(written)) : [whole(digits(written))],
  }));
}

/** Digits of any script in ours: their blocks of ten begin at a zero. */
function digits(number: string): string {
  return number.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

function marks(text: string): string {
  return text.replace(/[،؛؟٪٫٬۔]/g, (mark) => MARKS[mark] ?? mark);
}

/** The longest phrase that starts here, and of those as long the one with fewest changes; nothing but spaces stands in it. */
function phraseAt(
  tokens: readonly Token[],
  at: number,
  text: string,
  { phrases }: Glossary,
): { english: string; many: number } | null {
  let best: { english: string; many: number; taken: number } | null = null;
  for (const { said, core, taken: first } of tokens[at]?.forms ?? [])
    for (const { words, english } of phrases.get(core) ?? []) {
      const many = words.length + 1;
      if (best !== null && many < best.many) break;
      const taken = words.reduce(
        (sum, word, n) => sum + takenBy(word, tokens[at + n], tokens[at + n + 1], text),
        first,
      );
      if (Number.isFinite(taken) && (best === null || many > best.many || taken < best.taken))
        best = { english: said + english, many, taken };
    }
  return best;
}

/** Letters that this token has beside the word; Infinity if it is not that word, or does not follow the one before. */
function takenBy(word: string, before: Token | undefined, token: Token | undefined, text: string): number {
  if (before === undefined || token === undefined) return Number.POSITIVE_INFINITY;
  if (text.slice(before.end, token.start).trim() !== '') return Number.POSITIVE_INFINITY;
  return token.forms.find(({ core }) => core === word)?.taken ?? Number.POSITIVE_INFINITY;
}

function wordOf(
  { written, forms }: Token,
  nameOf: (word: string) => string | undefined,
  { words }: Glossary,
): string {
  if (/^\p{N}/u.test(written)) return forms[0]?.core ?? written;
  for (const { said, core } of forms) {
    const english = words.get(core);
    if (english !== undefined) return said + english;
  }
  const name = nameOf(written) ?? romanised(written);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** News has few words, again and again; the bound is for hostile text. */
const MOST_KNOWN = 5_000;
const known = new Map<string, readonly Form[]>();

/** The forms that a word may have, those that take least away first. */
function formsOf(folded: string): readonly Form[] {
  if (folded.length > LONGEST) return [whole(folded)];
  const met = known.get(folded);
  if (met !== undefined) return met;
  if (known.size >= MOST_KNOWN) known.clear();
  const forms: Form[] = [];
  for (const [start, said] of JOINED) {
    const bare = folded.slice(start.length);
    if (!folded.startsWith(start) || (start !== '' && bare.length < SHORTEST)) continue;
    for (const [end, places] of ENDINGS) {
      const rest = bare.slice(0, bare.length - end.length);
      if (!bare.endsWith(end) || (end !== '' && rest.length < SHORTEST)) continue;
      for (const place of places) forms.push({ said, core: rest + place, taken: start.length + end.length });
    }
  }
  forms.sort((a, b) => a.taken - b.taken);
  known.set(folded, forms);
  return forms;
}

function whole(core: string): Form {
  return { said: '', core, taken: 0 };
}

/** Entries count as they are written; without the article only where no other entry is written so. */
function read(): Glossary {
  const rows = readFileSync(new URL('./arabic-english.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string])
    .map(([arabic, english]) => [foldArabic(arabic), english] as const);
  const entries = new Map(rows);
  for (const [arabic, english] of rows) {
    const bare = arabic.split(' ').map(withoutArticle).join(' ');
    if (!entries.has(bare)) entries.set(bare, english);
  }
  const words = new Map<string, string>();
  const phrases = new Map<string, Phrase[]>();
  for (const [arabic, english] of entries) {
    const [first = '', ...rest] = arabic.split(' ');
    if (rest.length === 0) words.set(first, english);
    else phrases.set(first, [...(phrases.get(first) ?? []), { words: rest, english }]);
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { words, phrases };
}

function withoutArticle(word: string): string {
  return word.startsWith('ال') && word.length > SHORTEST + 1 ? word.slice(2) : word;
}
