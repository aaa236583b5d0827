import type { Name } from '../model/claim.ts';
import type { Claimant } from '../model/match.ts';
import { agenciesIn, isBody, isRoleWord } from './cues.ts';
import { type NameBook, soundAlike } from './names.ts';
import { stemOf } from './stem.ts';
import { bodyIn, isPerson, properName, rolePart, withoutArticle } from './titles.ts';

/** A phrase that names who speaks: its words as written, and the words set beside it between commas. */
export interface SpeakerPhrase {
  readonly words: readonly string[];
  readonly beside: readonly string[];
}

/** Keeps who has been named so far, so that "he" and "the spokesman" are someone. */
export interface Speakers {
  /** Who the phrase means, or null where it means no claimant (an agency, "reports", "which"). */
  readonly resolve: (phrase: SpeakerPhrase) => Claimant | null;
  readonly last: () => Claimant | null;
}

type Kind = 'person' | 'body';

interface Known {
  readonly claimant: Claimant;
  readonly kind: Kind;
}

/** As many as a reader keeps in mind; more would make a long list of names slow. */
const REMEMBERED = 40;
const HE = /^(?:he|she|him|her)$/i;
const THEY = /^(?:it|they|we|i)$/i;
const NOBODY =
  /^(?:which|that|who|this|these|those|what|there|everyone|nobody|one|many|some|people|reports?|media|newspapers?|rumou?rs?|reporters?|agency|agencies|presse?|news|others|also|experts|figures|data)$/i;
const SPOKES = /^(?:spokes\p{L}+|متحدث|المتحدث|الناطق|ناطق)$/iu;
const HEADS = new Set(
  ['chief', 'head', 'secretary', 'minister', 'leader', 'boss', 'وزير', 'رئيس'].map(stemOf),
);

export function createSpeakers(book: NameBook): Speakers {
  const seen: Known[] = [];
  function remember(known: Known): Claimant {
    const again = seen.findIndex(({ claimant }) => claimant.name === known.claimant.name);
    if (again >= 0) seen.splice(again, 1);
    seen.push(known);
    if (seen.length > REMEMBERED) seen.shift();
    return known.claimant;
  }
  function resolve({ words, beside }: SpeakerPhrase): Claimant | null {
    const bare = withoutArticle(words);
    const text = words.join(' ');
    const [only] = bare;
    if (only === undefined || text.length > 160) return null;
    if (bare.length === 1 && HE.test(only))
      return seen.findLast(({ kind }) => kind === 'person')?.claimant ?? null;
    if (bare.length === 1 && THEY.test(only)) return seen.at(-1)?.claimant ?? null;
    const all = [...words, ...beside];
    const known = knownIn(all, book);
    if (known) return remember(known);
    if (NOBODY.test(bare.at(-1) ?? '') || agenciesIn(text).length > 0) return null;
    const earlier = describedEarlier(bare, words, seen);
    if (earlier) return remember(earlier);
    return remember(unknownIn(bare, beside, seen));
  }
  return { resolve, last: () => seen.at(-1)?.claimant ?? null };
}

/** A known name in the words; "the Pentagon's spokesman" speaks for the Pentagon. */
function knownIn(words: readonly string[], book: NameBook): Known | null {
  const found = book.find(words);
  const person = found.find(({ kind }) => kind === 'person');
  if (person) return { claimant: claimantOf(person), kind: 'person' };
  const described = describedByRole(words, book, found);
  if (described) return { claimant: claimantOf(described), kind: 'person' };
  const body = found.find(({ kind }) => kind !== 'place');
  if (body === undefined) return null;
  const role = words.find((word) => isRoleWord(word.toLowerCase().replace(/[^\p{L}]/gu, '')));
  const named = properName(words.filter((word) => !spelled(body).has(word.toLowerCase())));
  if (role === undefined) return { claimant: claimantOf(body), kind: 'body' };
  if (named.length >= 2) {
    const claimant = { name: named.join(' '), role: rolePart(words, named), organisation: body.name };
    return { claimant, kind: 'person' };
  }
  if (SPOKES.test(role)) return { claimant: { ...claimantOf(body), role }, kind: 'person' };
  return {
    claimant: { name: withoutArticle(words).join(' '), role, organisation: body.name },
    kind: 'person',
  };
}

/** "The US Secretary of Defense", "Pentagon chief": the known person whose role those words give. */
function describedByRole(words: readonly string[], book: NameBook, found: readonly Name[]): Name | null {
  const expanded = [
    ...words,
    ...found.flatMap(({ organisation, spellings }) =>
      `${organisation ?? ''} ${spellings.join(' ')}`.split(' '),
    ),
  ];
  const given = new Set(expanded.filter((word) => word !== '').map(roleStem));
  const own = withoutArticle(words).map(roleStem);
  if (!own.includes('*') || properName(words).length >= 3) return null;
  const fits = book.all.filter(({ kind, role }) => {
    if (kind !== 'person' || role === null) return false;
    const wanted = role
      .split(/[\s,]+/)
      .map(roleStem)
      .filter((stem) => stem !== '');
    return (
      wanted.length >= 2 &&
      wanted.every((stem) => given.has(stem)) &&
      !words.some((word) => SPOKES.test(word))
    );
  });
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

function roleStem(word: string): string {
  const bare = word.replace(/['’]s?$/, '').replace(/[^\p{L}]/gu, '');
  if (/^(?:of|the|for|in|and|de)$/i.test(bare)) return '';
  const stem = stemOf(bare);
  return HEADS.has(stem) ? '*' : stem;
}

/** "The minister", "Tooler" again: someone named before whom these words fit. */
function describedEarlier(
  bare: readonly string[],
  words: readonly string[],
  seen: readonly Known[],
): Known | null {
  const head = bare.at(-1) ?? '';
  const definite = words.length > bare.length && /^(?:the|ال)/i.test(words[0] ?? '');
  if (definite && bare.length === 1 && !/^\p{Lu}/u.test(head)) {
    const fits = seen.findLast(({ claimant, kind }) => {
      const { role, name, organisation } = claimant;
      const described = `${role ?? ''} ${name} ${organisation ?? ''}`.toLowerCase().split(/[^\p{L}]+/u);
      return described.includes(head.toLowerCase()) && (kind === 'person' || !isRoleWord(head));
    });
    return fits ?? null;
  }
  const named = properName(bare);
  const surname = named.at(-1);
  if (surname === undefined || named.length > 2) return null;
  return (
    seen.findLast(({ claimant, kind }) => {
      const parts = claimant.name.split(' ');
      const sameFirst = named.length === 1 || soundAlike(named[0] ?? '', parts[0] ?? '');
      return (
        kind === 'person' &&
        sameFirst &&
        parts.length >= named.length &&
        soundAlike(parts.at(-1) ?? '', surname)
      );
    }) ?? null
  );
}

function unknownIn(bare: readonly string[], beside: readonly string[], seen: readonly Known[]): Known {
  const besideName = properName(beside);
  const ownName = properName(bare);
  const phrase = bare.join(' ');
  const person = isPerson(ownName, bare) ? ownName : isPerson(besideName, beside) ? besideName : null;
  if (person !== null) {
    const described = person === ownName ? (rolePart(bare, person) ?? rolePart(beside, [])) : phrase;
    return {
      claimant: { name: person.join(' '), role: described, organisation: bodyIn([...bare, ...beside]) },
      kind: 'person',
    };
  }
  const role = bare.find((word) => isRoleWord(word.toLowerCase()));
  if (role !== undefined) {
    return {
      claimant: { name: elided(bare, seen) ?? phrase, role, organisation: bodyIn(bare) },
      kind: 'person',
    };
  }
  return {
    claimant: { name: elided(bare, seen) ?? phrase, role: null, organisation: null },
    kind: personal(bare),
  };
}

/** "A US official and another Iraqi": the second is an official as well. */
function elided(bare: readonly string[], seen: readonly Known[]): string | null {
  if (!/^another$/i.test(bare[0] ?? '') || bare.length !== 2) return null;
  const role = seen.at(-1)?.claimant.role;
  return role ? `${bare[1]} ${role}` : null;
}

function personal(bare: readonly string[]): Kind {
  return bare.length <= 2 && bare.every((word) => /^\p{Lu}\p{Ll}/u.test(word) && !isBody(word.toLowerCase()))
    ? 'person'
    : 'body';
}

function claimantOf({ name, role, organisation }: Name): Claimant {
  return { name, role, organisation };
}

function spelled({ name, spellings }: Name): Set<string> {
  return new Set([name, ...spellings].flatMap((spelling) => spelling.toLowerCase().split(' ')));
}
