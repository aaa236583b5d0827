import type { Name } from '../model/claim.ts';
import type { Claimant } from '../model/match.ts';
import { isBody, isRoleWord } from './cues.ts';
import type { NameBook } from './names.ts';
import { abbreviated, placesOf, stateNamed } from './places.ts';
import { stemOf } from './stem.ts';
import { bodyIn, documentIn, isPerson, properName, rolePart, withoutArticle } from './titles.ts';

/** Someone who speaks in an item, and the words that have been used of them. */
export interface Known {
  readonly claimant: Claimant;
  readonly kind: 'person' | 'body' | 'document';
  /** Whether a proper name is known, and not only "the general". */
  readonly named: boolean;
}

const SPOKES = /^(?:spokes\p{L}+|متحدث|المتحدث|الناطق|ناطق)$/iu;
const HEADS = new Set(
  ['chief', 'head', 'secretary', 'minister', 'leader', 'boss', 'وزير', 'رئيس'].map(stemOf),
);

/** A known name in the words; "the Pentagon's spokesman" speaks for the Pentagon. */
export function knownIn(words: readonly string[], book: NameBook): Known | null {
  const found = book.find(words);
  const person = found.find(({ kind }) => kind === 'person');
  if (person) return { claimant: claimantOf(person), kind: 'person', named: true };
  const described = describedByRole(words, book, found);
  if (described) return { claimant: claimantOf(described), kind: 'person', named: true };
  const body = found.find(({ kind }) => kind === 'organisation');
  if (body === undefined) return null;
  const role = words.find((word) => isRoleWord(word.toLowerCase().replace(/[^\p{L}]/gu, '')));
  const named = properName(words.filter((word) => !spelled(body).has(word.toLowerCase())));
  if (role === undefined) return { claimant: claimantOf(body), kind: 'body', named: true };
  if (named.length >= 2) {
    const claimant = { name: named.join(' '), role: rolePart(words, named), organisation: body.name };
    return { claimant, kind: 'person', named: true };
  }
  if (SPOKES.test(role)) return { claimant: { ...claimantOf(body), role }, kind: 'person', named: false };
  const name = withoutArticle(words).join(' ');
  return { claimant: { name, role, organisation: body.name }, kind: 'person', named: false };
}

/** The letter or message that the words are about, by the desk's name for it or else by its noun alone. */
export function knownDocument(words: readonly string[], book: NameBook): Known | null {
  const document = documentIn(words);
  if (document === null) return null;
  const { head, noun, issuer } = document;
  const owned = head.some((word) => /['’]s?$/.test(word));
  const known = book.find(head).find(({ kind }) => kind === 'document' || kind === 'organisation');
  // Somebody's letter is not "the letter".
  if (known && !(owned && known.kind === 'document'))
    return { claimant: claimantOf(known), kind: 'document', named: true };
  const organisation = issuer.length === 0 ? null : abbreviated(withoutArticle(issuer)).join(' ');
  const claimant = { name: owned ? head.join(' ') : noun, role: null, organisation };
  return { claimant, kind: 'document', named: owned };
}

/** Whoever the words name that the desk has no name for; `before` is who spoke last. */
export function unknownIn(bare: readonly string[], beside: readonly string[], before: Known | null): Known {
  const state = stateNamed(bare);
  if (state !== null) return { claimant: plain(state), kind: 'body', named: true };
  const besideName = properName(beside);
  const ownName = properName(bare);
  const institution = isBody(bare.at(-1)?.toLowerCase() ?? '');
  const country = stateNamed(ownName) !== null || (ownName.length === 1 && placesOf(ownName).size > 0);
  const own = !institution && !country && isPerson(ownName, bare);
  const person = own ? ownName : isPerson(besideName, beside) ? besideName : null;
  const phrase = abbreviated(bare).join(' ');
  if (person !== null) {
    const described = person === ownName ? (rolePart(bare, person) ?? rolePart(beside, [])) : phrase;
    const organisation = bodyIn(bare) ?? bodyIn(beside);
    return {
      claimant: { name: person.join(' '), role: described, organisation },
      kind: 'person',
      named: true,
    };
  }
  const role = bare.find((word) => isRoleWord(word.toLowerCase())) ?? null;
  const name = elided(bare, before) ?? phrase;
  if (role === null) return { claimant: plain(name), kind: personal(bare), named: false };
  return { claimant: { name, role, organisation: bodyIn(bare) }, kind: 'person', named: false };
}

/** What a word says of someone's office: '' for words that say nothing, '*' for any word for its head. */
export function roleStem(word: string): string {
  const bare = word.replace(/['’]s?$/, '').replace(/[^\p{L}]/gu, '');
  if (/^(?:of|the|for|in|and|de)$/i.test(bare)) return '';
  const stem = stemOf(bare);
  return HEADS.has(stem) ? '*' : stem;
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
  if (!own.includes('*') || properName(words).length >= 3 || words.some((word) => SPOKES.test(word)))
    return null;
  const fits = book.all.filter(({ kind, role }) => {
    const wanted = (role ?? '').split(/[\s,]+/).map(roleStem);
    const telling = wanted.filter((stem) => stem !== '');
    return kind === 'person' && telling.length >= 2 && telling.every((stem) => given.has(stem));
  });
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

/** "A US official and another Iraqi": the second is an official as well. */
function elided(bare: readonly string[], before: Known | null): string | null {
  if (!/^another$/i.test(bare[0] ?? '') || bare.length !== 2) return null;
  const role = before?.claimant.role;
  return role ? `${bare[1]} ${role}` : null;
}

function personal(bare: readonly string[]): Known['kind'] {
  const named = bare.every((word) => /^\p{Lu}\p{Ll}/u.test(word) && !isBody(word.toLowerCase()));
  return bare.length <= 2 && named ? 'person' : 'body';
}

function plain(name: string): Claimant {
  return { name, role: null, organisation: null };
}

function claimantOf({ name, role, organisation }: Name): Claimant {
  return { name, role, organisation };
}

function spelled({ name, spellings }: Name): Set<string> {
  return new Set([name, ...spellings].flatMap((spelling) => spelling.toLowerCase().split(' ')));
}
