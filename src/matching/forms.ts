import { foldArabic } from './arabic.ts';
import { remembering } from './memo.ts';

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

/** What a word may be made of: what is joined to its front, in English, and the rest; `taken` letters are not the rest's. */
export interface Form {
  readonly said: string;
  readonly core: string;
  readonly taken: number;
}

const MOST_KNOWN = 5_000;

/** The forms that a word may have, those that take least away first. */
export function formsOf(word: string): readonly Form[] {
  const folded = foldArabic(word);
  return folded.length > LONGEST ? [whole(folded)] : formsOfFolded(folded);
}

const formsOfFolded = remembering(MOST_KNOWN, (folded): readonly Form[] => {
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
  return forms.sort((a, b) => a.taken - b.taken);
});

export function whole(core: string): Form {
  return { said: '', core, taken: 0 };
}

/** A word, folded, without the article. */
export function withoutArticle(word: string): string {
  return word.startsWith('ال') && word.length > SHORTEST + 1 ? word.slice(2) : word;
}
