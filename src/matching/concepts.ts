import { isArabic } from './arabic.ts';
import { ENTRIES, STOP_WORDS } from './lexicon.ts';
import { PLACES } from './places.ts';
import { foldWord, stemOf } from './stem.ts';
import type { Token } from './text.ts';

/** A group of the dictionary that a mention belongs to, and on which side of it. */
interface Sense {
  readonly group: string;
  readonly pole: 1 | -1;
  readonly action: boolean;
}

/** Something that a sentence names: a word, a phrase of the dictionary, or a place. */
export interface Mention {
  readonly word: string;
  readonly senses: readonly Sense[];
  readonly place: string | null;
  /** 0 to 1: how surely it names what `place` says; 1 for words. */
  readonly strength: number;
  /** Index of its first word, and of the word after its last. */
  readonly from: number;
  readonly to: number;
}

/** A phrase that stands for something: how it is spelled, and what it then means. */
interface Phrase {
  readonly stems: readonly string[];
  /** As in the dictionary's entries. */
  readonly reach: number;
  readonly capital: boolean;
  readonly place: string | null;
  readonly strength: number;
  readonly senses: readonly Sense[];
}

/** Phrases by the stem of their first word, longest first. */
export type Phrases = ReadonlyMap<string, readonly Phrase[]>;

/** A spelling that calls a place to mind: the Pentagon, the United States. */
export interface Evocation {
  readonly spelling: string;
  readonly place: string;
  readonly strength: number;
}

/** The dictionary, the gazetteer and what the desk's own names call to mind, ready for `mentionsOf`. */
export function phrasesOf(evocations: readonly Evocation[]): Phrases {
  const phrases: Phrase[] = [];
  const senses = new Map<string, Sense[]>();
  for (const { words, reach, group, pole, action } of ENTRIES) {
    const stems = words.map(stemOf);
    const key = `${reach}${stems.join(' ')}`;
    const known = senses.get(key);
    if (known) {
      if (!known.some((sense) => sense.group === group)) known.push({ group, pole, action });
      continue;
    }
    const list: Sense[] = [{ group, pole, action }];
    senses.set(key, list);
    phrases.push({ stems, reach, capital: false, place: null, strength: 1, senses: list });
  }
  for (const { spelling, place, strength } of [...gazetteer(), ...evocations]) {
    const stems = wordsOf(spelling).map(stemOf);
    phrases.push({ stems, reach: 0, capital: true, place, strength, senses: [] });
  }
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const [first] = phrase.stems;
    if (first === undefined) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  for (const list of byFirst.values())
    list.sort((a, b) => b.stems.length - a.stems.length || b.strength - a.strength);
  return byFirst;
}

/** The words of a name, as `Token`s would split it. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}.'’]+/gu) ?? [];
}

/** What the words name, in order; stop words name nothing. */
export function mentionsOf(tokens: readonly Token[], phrases: Phrases): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    const phrase = phraseAt(phrases, tokens, at);
    const to = phrase === undefined || phrase.reach > 0 ? at + 1 : at + phrase.stems.length;
    if (phrase !== undefined) {
      const { place, strength, senses } = phrase;
      mentions.push({ word: place ?? phrase.stems.join(' '), senses, place, strength, from: at, to });
    } else if (!STOP_WORDS.has(token.lower) && !STOP_WORDS.has(token.stem)) {
      mentions.push({ word: token.stem, senses: [], place: null, strength: 1, from: at, to });
    }
    at = to;
  }
  return mentions;
}

/** The phrase that starts here; Arabic joins its particles to the word ("بسحب" is "by withdrawing"). */
function phraseAt(phrases: Phrases, tokens: readonly Token[], at: number): Phrase | undefined {
  const stem = tokens[at]?.stem ?? '';
  const known = phrases.get(stem)?.find((phrase) => fits(phrase, tokens, at));
  if (known !== undefined || !/^[بلوفك]\p{L}{3}/u.test(stem)) return known;
  return phrases.get(stem.slice(1))?.find(({ stems }) => stems.length === 1);
}

function gazetteer(): Evocation[] {
  return PLACES.flatMap(({ id, spellings }) => spellings.map((entry) => ({ ...entry, place: id })));
}

function fits(phrase: Phrase, tokens: readonly Token[], at: number): boolean {
  const { stems, reach, capital } = phrase;
  const first = tokens[at];
  if (first === undefined) return false;
  // "Not" is no form of "note".
  if (!capital && stems.length === 1 && STOP_WORDS.has(first.lower)) return false;
  // "Turkey" is a country and "turkey" is not; "US" is a country and "us" is not; a script without case is trusted.
  if (capital && !isArabic(first.text)) {
    if (!first.capital) return false;
    const bare = foldWord(first.text);
    if (stems.length === 1 && bare.length === 2 && !/^\p{Lu}\.?\p{Lu}/u.test(first.text)) return false;
    if (bare === 'polish' && at === 0) return false;
  }
  if (reach > 0) {
    const last = stems.at(-1);
    const steps = Array.from({ length: reach }, (_, step) => step + 1);
    return steps.some((step) => tokens[at + step]?.stem === last && unbroken(tokens, at, at + step));
  }
  return stems.every((stem, step) => tokens[at + step]?.stem === stem);
}

function unbroken(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from + 1; at <= to; at += 1) {
    if (/[,;:.!?"“”]/.test(tokens[at]?.gap ?? '')) return false;
  }
  return true;
}
