import { isArabic } from './arabic.ts';
import { isBody, isDocument, isRoleWord } from './cues.ts';

const ARTICLES = /^(?:the|a|an|its|his|her|their|this|that)$/i;
const AFTER_NOUN = /^(?:of|from|to|by|in|on|for|about|signed|sent|issued|addressed|that|which|التي)$/;
const ISSUED = /^(?:statement|report|filing|communique|tweet|email|text)$/;
const PARTICLES = /^(?:al|el|bin|ibn|de|van|von|der|abu|abd|ii|iii|iv|jr|sr)$/i;

/** The longest run of capitalised words after titles; Arabic has no capitals and gives none. */
export function properName(words: readonly string[]): string[] {
  let best: string[] = [];
  let run: string[] = [];
  for (const word of [...words, '']) {
    const lower = word.toLowerCase().replace(/\.$/, '');
    const capital = /^\p{Lu}/u.test(word) && !/^\p{Lu}\.?\p{Lu}\.?$/u.test(word) && !/['’]s$/.test(word);
    if (
      (capital && !isRoleWord(lower) && !ARTICLES.test(lower)) ||
      (run.length > 0 && PARTICLES.test(lower))
    ) {
      run.push(word);
    } else {
      if (run.length > best.length) best = run;
      run = [];
    }
  }
  return best;
}

/** Whether a proper name among these words is a person rather than an institution. */
export function isPerson(name: readonly string[], words: readonly string[]): boolean {
  if (name.length === 0 || name.some((word) => isBody(word.toLowerCase()))) return false;
  const titled = words.some((word) => isRoleWord(word.toLowerCase().replace(/\.$/, '')));
  const last = words.at(-1) === name.at(-1);
  return name.length >= 2 ? !titled || last || words[0] === name[0] : titled && last && words.length > 1;
}

/** What the words say someone is, apart from the name; null where no word does. */
export function rolePart(words: readonly string[], name: readonly string[]): string | null {
  const rest = withoutArticle(words.filter((word) => !name.includes(word)));
  return rest.some((word) => isRoleWord(word.toLowerCase().replace(/\.$/, ''))) ? rest.join(' ') : null;
}

/** The institution in "a spokesman for the State Department" or "Health Ministry spokesman". */
export function bodyIn(words: readonly string[]): string | null {
  const at = words.findLastIndex(
    (word, i) => /^(?:for|of|at|from|باسم)$/.test(word) && withoutArticle(words.slice(i + 1)).some(isCapital),
  );
  if (at >= 0) return withoutArticle(words.slice(at + 1)).join(' ');
  const body = words.findIndex((word) => isBody(word.toLowerCase()) && !isDocument(word.toLowerCase()));
  return body > 0 ? withoutArticle(words.slice(0, body + 1)).join(' ') : null;
}

/** What a phrase says is written: "the US letter to Baghdad" is a letter; null where it is no such thing. */
export function documentIn(words: readonly string[]): {
  readonly head: readonly string[];
  readonly noun: string;
  readonly issuer: readonly string[];
} | null {
  const end = words.findIndex((word) => AFTER_NOUN.test(word));
  const head = withoutArticle(end < 0 ? words : words.slice(0, end));
  const noun = (isArabic(head[0] ?? '') ? head[0] : head.at(-1))?.toLowerCase() ?? '';
  if (!isDocument(noun)) return null;
  const by = words.findIndex((word) => /^(?:from|by)$/.test(word));
  return { head, noun, issuer: by < 0 ? [] : words.slice(by + 1) };
}

/** Whose statement or report it is: such words are their issuer's own, as a letter's need not be; else null. */
export function issuerOf(words: readonly string[]): readonly string[] | null {
  const document = documentIn(words);
  if (document === null || !ISSUED.test(document.noun)) return null;
  return document.issuer.some(isCapital) ? document.issuer : null;
}

/** The words without the article or possessive that opens them. */
export function withoutArticle(words: readonly string[]): readonly string[] {
  return ARTICLES.test(words[0] ?? '') ? words.slice(1) : words;
}

function isCapital(word: string): boolean {
  return /^[\p{Lu}\p{Lo}]/u.test(word);
}
