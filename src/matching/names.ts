import type { Name } from '../model/claim.ts';
import { foldArabic, isArabic } from './arabic.ts';
import { type Evocation, wordsOf } from './concepts.ts';
import { isBody, isRoleWord } from './cues.ts';
import { PLACES, type Place } from './places.ts';
import { soundAlike, soundOf } from './sounds.ts';
import { foldWord } from './stem.ts';

/** The desk's known names, ready to be found among words. */
export interface NameBook {
  /** Every known name in these words, people first, then the longest spelling. */
  readonly find: (words: readonly string[]) => readonly Name[];
  readonly all: readonly Name[];
}

interface Word {
  readonly bare: string;
  readonly capital: boolean;
}

interface Spelling {
  readonly name: Name;
  readonly words: readonly Word[];
}

const FILLERS = new Set([
  'the',
  'of',
  'in',
  'for',
  'a',
  'an',
  'al',
  'el',
  'and',
  'abd',
  'abdul',
  'abdel',
  'bin',
  'ibn',
]);
const KIND_RANK = { person: 0, organisation: 1, document: 2, place: 3 } as const;

export function createNameBook(names: readonly Name[]): NameBook {
  const byFirst = new Map<string, Spelling[]>();
  for (const name of names) {
    for (const spelling of [name.name, ...name.spellings]) {
      const words = bareWords(wordsOf(spelling));
      const [first] = words;
      if (first !== undefined) byFirst.set(first.bare, [...(byFirst.get(first.bare) ?? []), { name, words }]);
    }
  }
  const people = names
    .filter(({ kind }) => kind === 'person')
    .map((name) => ({ name, words: bareWords(wordsOf(name.name)) }));
  return {
    all: names,
    find: (words) => {
      const bare = bareWords(wordsOf(words.join(' ')));
      const exact = bare.flatMap((word, at) =>
        (byFirst.get(word.bare) ?? []).filter((spelling) =>
          spelling.words.every((part, step) => bare[at + step]?.bare === part.bare),
        ),
      );
      const surnames = people.filter(({ words: known }) => soundsIn(bare, known));
      const found = [...exact, ...surnames].sort(
        (a, b) => KIND_RANK[a.name.kind] - KIND_RANK[b.name.kind] || b.words.length - a.words.length,
      );
      return [...new Set(found.map(({ name }) => name))];
    },
  };
}

/** What the desk's names call to mind: the Pentagon the US, when its entry says "US Department of Defense". */
export function evocationsOf(names: readonly Name[]): Evocation[] {
  return names
    .filter(({ kind }) => kind === 'organisation' || kind === 'person')
    .flatMap((name) => {
      const text = ` ${[name.role, name.organisation, name.name, ...name.spellings].join(' ')} `;
      const place = placeIn(text);
      if (place === undefined) return [];
      const surname = name.kind === 'person' ? wordsOf(name.name).slice(-1) : [];
      return (
        [name.name, ...surname, ...name.spellings]
          // A spelling with a place in it already says which.
          .filter((spelling) => /^[\p{Lu}\p{Lo}]/u.test(spelling) && placeIn(` ${spelling} `) === undefined)
          .map((spelling) => ({ spelling, place: place.id, strength: 0.85 }))
      );
    });
}

function bareWords(words: readonly string[]): Word[] {
  return words
    .map((word) => ({
      bare: isArabic(word) ? foldArabic(word) : foldWord(word),
      capital: /^[\p{Lu}\p{Lo}]/u.test(word),
    }))
    .filter(({ bare }) => !FILLERS.has(bare));
}

/** An unseen spelling of a known surname; a first name that stands before it must agree too. */
function soundsIn(words: readonly Word[], known: readonly Word[]): boolean {
  const surname = known.at(-1)?.bare ?? '';
  const first = known.length > 1 ? known[0]?.bare : undefined;
  return words.some(({ bare, capital }, at) => {
    if (!capital || bare.length < 4 || surname.length < 4) return false;
    const before = words[at - 1];
    const sameFirst = first !== undefined && before !== undefined && soundAlike(first, before.bare);
    if (sameFirst) return soundOf(bare) === soundOf(surname);
    if (isBody(words[at + 1]?.bare ?? '')) return false;
    const stranger = before?.capital === true && !isRoleWord(before.bare) && !isArabic(bare);
    return !stranger && soundAlike(bare, surname);
  });
}

function placeIn(text: string): Place | undefined {
  return PLACES.find(({ spellings }) =>
    spellings.some(({ spelling, strength }) => strength === 1 && namesPlace(text, spelling)),
  );
}

function namesPlace(text: string, spelling: string): boolean {
  // "US" and "us", "UN" and "un" differ only in case.
  const wanted = spelling.length <= 3 ? spelling.toUpperCase() : spelling.toLowerCase();
  const within = spelling.length <= 3 ? text : text.toLowerCase();
  const at = within.indexOf(wanted);
  return at > 0 && !/\p{L}/u.test(`${within.charAt(at - 1)}${within.charAt(at + wanted.length)}`);
}
