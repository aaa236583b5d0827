import { readFileSync } from 'node:fs';
import { foldArabic, isArabic } from './arabic.ts';
import { romanised, soundsLike } from './names.ts';

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
const LONGEST_PHRASE = 5;
const WORDS = /[[\p{Script=Arabic}\p{M}]--\p{N}]+/gv;
const DIGITS = /[٠-٩]/g;
const MARKS: Readonly<Record<string, string>> = {
  '،': ',',
  '؛': ';',
  '؟': '?',
  '٪': '%',
  '٫': '.',
  '٬': ',',
};

/** English words for Arabic ones, and for phrases by their first word. */
interface Glossary {
  readonly words: ReadonlyMap<string, string>;
  readonly phrases: ReadonlyMap<
    string,
    readonly { readonly words: readonly string[]; readonly english: string }[]
  >;
}

let loaded: Glossary | null = null;

/**
 * Arabic word by word in English, in its own order, from the glossary in `arabic-english.tsv`. A word that is not in it is taken
 * for a name: the one of `names` that sounds like it, else its letters in Latin ones. All else is left as it is.
 */
export function gloss(text: string, names: readonly string[]): string {
  if (!isArabic(text)) return text;
  loaded ??= read();
  const glossary = loaded;
  const found = [...text.matchAll(WORDS)];
  const words = found.map(([word]) => foldArabic(word));
  let out = '';
  let last = 0;
  for (let at = 0; at < words.length; ) {
    const match = found[at];
    if (match === undefined) break;
    const { english, many } = phraseAt(words, at, text, found, glossary) ?? {
      english: wordOf(words[at] ?? '', match[0], names, glossary),
      many: 1,
    };
    out += marks(text.slice(last, match.index)) + english;
    const end = found[at + many - 1];
    last = end === undefined ? text.length : end.index + end[0].length;
    at += many;
  }
  return (out + marks(text.slice(last))).replace(/ {2,}/g, ' ');
}

function marks(text: string): string {
  return text
    .replace(DIGITS, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[،؛؟٪٫٬]/g, (mark) => MARKS[mark] ?? mark);
}

/** A phrase of the glossary that starts here; its words stand side by side with nothing but spaces between. */
function phraseAt(
  words: readonly string[],
  at: number,
  text: string,
  found: readonly RegExpExecArray[],
  { phrases }: Glossary,
): { english: string; many: number } | null {
  for (const { said, core } of formsOf(words[at] ?? ''))
    for (const { words: own, english } of phrases.get(core) ?? []) {
      const isThere = own.every((word, step) => {
        const [before, here] = [found[at + step], found[at + step + 1]];
        if (before === undefined || here === undefined) return false;
        const gap = text.slice(before.index + before[0].length, here.index);
        return gap.trim() === '' && formsOf(words[at + step + 1] ?? '').some((form) => form.core === word);
      });
      if (isThere) return { english: said + english, many: own.length + 1 };
    }
  return null;
}

function wordOf(folded: string, written: string, names: readonly string[], { words }: Glossary): string {
  for (const { said, core } of formsOf(folded)) {
    const english = words.get(core);
    if (english !== undefined) return said + english;
  }
  const sounds = soundsLike(written);
  const name = names.find(sounds) ?? romanised(written);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** News has few words, again and again; the bound is for hostile text. */
const MOST_KNOWN = 20_000;
const known = new Map<string, readonly Form[]>();

/** What a word may be made of: what is joined to its front, in English, and the rest. */
interface Form {
  readonly said: string;
  readonly core: string;
}

/** The forms that a word may have, those that take least away first. */
function formsOf(folded: string): readonly Form[] {
  const met = known.get(folded);
  if (met !== undefined) return met;
  if (known.size >= MOST_KNOWN) known.clear();
  const forms: (Form & { taken: number })[] = [];
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

function read(): Glossary {
  const words = new Map<string, string>();
  const phrases = new Map<string, { words: string[]; english: string }[]>();
  const lines = readFileSync(new URL('./arabic-english.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  for (const line of lines) {
    const [arabic = '', english = ''] = line.split('\t');
    const [first = '', ...rest] = foldArabic(arabic).split(' ').map(withoutArticle);
    if (rest.length === 0) {
      // "الجزيرة" is a broadcaster and "جزيرة" an island; most words have no such other self.
      words.set(foldArabic(arabic), english);
      if (!words.has(first)) words.set(first, english);
    } else if (rest.length < LONGEST_PHRASE)
      phrases.set(first, [...(phrases.get(first) ?? []), { words: rest, english }]);
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { words, phrases };
}

function withoutArticle(word: string): string {
  return word.startsWith('ال') && word.length > SHORTEST + 1 ? word.slice(2) : word;
}
