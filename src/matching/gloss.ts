import { readFileSync } from 'node:fs';
import { foldArabic, isArabic } from './arabic.ts';
import { type Form, formsOf, whole, withoutArticle } from './forms.ts';
import { romanised, soundBook } from './sounds.ts';

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
    forms: isArabic(written) && !/\p{N}/u.test(written) ? formsOf(written) : [whole(digits(written))],
  }));
}

/** Arabic's digits, Eastern and Persian, in ours: both blocks of ten begin at a zero. */
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
