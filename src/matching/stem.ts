import { isArabic, stemArabic } from './arabic.ts';
import { remembering } from './memo.ts';

const IRREGULAR = new Map(
  (
    'withdrew withdraw|withdrawn withdraw|left leave|fell fall|fallen fall|rose rise|risen rise|won win|lost lose|died die|' +
    'dead die|death die|deaths die|dying die|sold sell|sale sell|sales sell|bought buy|paid pay|held hold|kept keep|sent send|' +
    'went go|gone go|came come|made make|took take|taken take|gave give|given give|found find|met meet|told tell|said say|' +
    'chose choose|chosen choose|broke break|broken break|began begin|begun begin|struck strike|shot shoot|hit hit|led lead|' +
    'grew grow|grown grow|spoke speak|spoken speak|wrote write|written write|beat beat|beaten beat|bore bear|built build|' +
    'defence defens|offence offens|licence licens|centre center|centres center|men man|women woman|children child|' +
    'million million|millions million|billion billion|billions billion|station station|stations station|' +
    'species species|news news|series series|decision decide|decisions decide|denial deny|denials deny|ukraine ukraine'
  )
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]),
);

/** Longest first, each with the fewest letters that must be left before it. */
const ENDINGS: readonly (readonly [string, number])[] = [
  ['ization', 4],
  ['isation', 4],
  ['ation', 5],
  ['ement', 5],
  ['ment', 4],
  ['ating', 5],
  ['ated', 5],
  ['ally', 4],
  ['ate', 5],
  ['ure', 5],
  ['ing', 3],
  ['ion', 5],
  ['ied', 2],
  ['ed', 3],
  ['al', 5],
  ['ly', 4],
];

const MOST_KNOWN = 50_000;

/** A word as it is compared. */
export interface Form {
  readonly lower: string;
  readonly stem: string;
  readonly capital: boolean;
}

/** A word in small letters, its stem, and whether it opens with a capital. */
export const formOf = remembering(MOST_KNOWN, (word): Form => {
  const lower = word.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  return { lower, stem: stemmed(word), capital: /^[\p{Lu}\p{Lt}]/u.test(word) };
});

/** The light stem of a word: case, accents, possessives, number, tense and common nominal endings removed. */
export function stemOf(word: string): string {
  return formOf(word).stem;
}

function stemmed(word: string): string {
  const folded = foldWord(word);
  if (isArabic(folded)) return stemArabic(folded);
  const irregular = IRREGULAR.get(folded);
  if (irregular !== undefined) return tidy(irregular);
  return tidy(withoutEnding(singular(folded)));
}

/** Lower case, compatibility forms and accents folded, possessive and abbreviation points dropped. */
export function foldWord(word: string): string {
  const folded = word.normalize('NFKD').toLowerCase().replaceAll('’', "'");
  const bare = isArabic(folded) ? folded : folded.replace(/\p{M}/gu, '');
  return bare.replace(/'s$|'$/, '').replaceAll('.', '');
}

function singular(word: string): string {
  if (word.length <= 3 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return /(sses|ches|shes|xes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

function withoutEnding(word: string): string {
  for (const [ending, least] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < least) continue;
    const rest = word.slice(0, -ending.length);
    if (!/[aeiouy]/.test(rest)) continue;
    return ending === 'ied' ? `${rest}y` : rest;
  }
  return word;
}

function tidy(word: string): string {
  if (word.length <= 3) return word;
  const spelled = word.length > 4 && word.endsWith('our') ? `${word.slice(0, -3)}or` : word;
  const bare = spelled.replace(/e$/, '').replace(/i$/, 'y');
  return bare.replace(/([bcdfgklmnprstvz])\1$/, '$1');
}
