import type { Claimant } from '../model/match.ts';
import { type Known, knownDocument, knownIn, roleStem, unknownIn } from './claimants.ts';
import { agenciesIn, isRoleWord } from './cues.ts';
import type { NameBook } from './names.ts';
import { placesOf } from './places.ts';
import { soundsLike } from './sounds.ts';
import { issuerOf, properName, withoutArticle } from './titles.ts';

/** A phrase that names who speaks: its words as written, and the words set beside it between commas. */
export interface SpeakerPhrase {
  readonly words: readonly string[];
  readonly beside: readonly string[];
}

/** Someone who speaks somewhere in the item, with all the words used of them. */
export interface Speaker extends Known {
  readonly described: ReadonlySet<string>;
}

/** Keeps who has been named so far, so that "he" and "the spokesman" are someone. */
export interface Speakers {
  /** Who the phrase means, or null where it means no claimant (an agency, "reports", "which"). */
  readonly resolve: (phrase: SpeakerPhrase) => Claimant | null;
  readonly last: () => Claimant | null;
  /** Those remembered. */
  readonly all: () => readonly Speaker[];
}

/** As many as a reader keeps in mind; more would make a long list of names slow. */
const REMEMBERED = 40;
const DESCRIBED = 80;
const HE = /^(?:he|she|him|her)$/i;
const THEY = /^(?:it|they|we|i)$/i;
const NOBODY =
  /^(?:which|that|who|this|these|those|what|there|everyone|nobody|one|many|some|people|reports?|media|newspapers?|rumou?rs?|reporters?|agency|agencies|presse?|news|others|also|experts|figures|data)$/i;
/** Words of which an item may have several. */
const ANYONE =
  /^(?:a|an|another|one|some|several|two|officials?|sources?|officers?|aides?|analysts?|experts?|lawyers?|spokes\p{L}+|diplomats?|witness(?:es)?)$/iu;
const RANK = /^(?:top|senior|leading|highest)$/i;

/** `cast` is everyone who speaks in the item: a headline's "general" is named further down. */
export function createSpeakers(book: NameBook, cast: readonly Speaker[]): Speakers {
  const seen: Speaker[] = [];
  const offices = cast.filter(({ kind, named }) => kind === 'person' && named).map(officeOf);
  function remember(known: Known, words: readonly string[]): Claimant {
    const again = seen.findIndex(({ claimant }) => claimant.name === known.claimant.name);
    const [before] = again < 0 ? [] : seen.splice(again, 1);
    const { role, organisation } = known.claimant;
    const told = [...words, ...`${role ?? ''} ${organisation ?? ''}`.split(/[^\p{L}]+/u)];
    const described = new Set([...(before?.described ?? []), ...told].slice(0, DESCRIBED));
    seen.push({ ...known, named: known.named || (before?.named ?? false), described });
    if (seen.length > REMEMBERED) seen.shift();
    return known.claimant;
  }
  function resolve({ words, beside }: SpeakerPhrase): Claimant | null {
    const phrase = words.filter((word, at) => at < words.length - 1 || !/^(?:each|both|all)$/i.test(word));
    const bare = withoutArticle(phrase);
    const text = phrase.join(' ');
    const [only] = bare;
    if (only === undefined || text.length > 160) return null;
    if (bare.length === 1 && HE.test(only))
      return seen.findLast(({ kind }) => kind === 'person')?.claimant ?? null;
    if (bare.length === 1 && THEY.test(only)) return seen.at(-1)?.claimant ?? null;
    // "A letter that told …": the clause is about the letter, and the sentence goes on.
    if (/^(?:that|which|who)$/.test(bare.at(-1) ?? '')) return null;
    const issuer = issuerOf(phrase);
    if (issuer !== null) return resolve({ words: issuer, beside });
    const all = [...phrase, ...beside];
    const known = knownDocument(phrase, book) ?? knownIn(all, book);
    if (known) return remember(known, all);
    if (NOBODY.test(bare.at(-1) ?? '') || agenciesIn(text).length > 0) return null;
    const earlier = describedEarlier(bare, phrase, seen) ?? describedIn(offices, phrase);
    return remember(earlier ?? unknownIn(bare, beside, seen.at(-1) ?? null), all);
  }
  return { resolve, last: () => seen.at(-1)?.claimant ?? null, all: () => seen };
}

/** "The minister", "Tooler" again: someone named before whom these words fit. */
function describedEarlier(
  bare: readonly string[],
  words: readonly string[],
  seen: readonly Speaker[],
): Known | null {
  const head = bare.at(-1) ?? '';
  const definite = words.length > bare.length && /^(?:the|ال)/i.test(words[0] ?? '');
  if (definite && bare.length === 1 && !/^\p{Lu}/u.test(head)) {
    const fits = seen.findLast(({ claimant, kind, described }) => {
      const known = [...described, ...claimant.name.split(/[^\p{L}]+/u)].map((word) => word.toLowerCase());
      return known.includes(head.toLowerCase()) && (kind === 'person' || !isRoleWord(head));
    });
    if (fits) return fits;
  }
  const named = properName(bare);
  const surname = named.at(-1);
  if (surname === undefined || named.length > 2) return null;
  const isFirst = named.length === 1 ? () => true : soundsLike(named[0] ?? '');
  const isSurname = soundsLike(surname);
  return (
    seen.findLast(({ claimant, kind }) => {
      const parts = claimant.name.split(' ');
      const known = kind === 'person' && parts.length >= named.length;
      return known && isSurname(parts.at(-1) ?? '') && isFirst(parts[0] ?? '');
    }) ?? null
  );
}

/** A named speaker, with the stems of all words used of them and the places among these. */
interface Office {
  readonly speaker: Speaker;
  readonly stems: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
}

function officeOf(speaker: Speaker): Office {
  const words = [...speaker.described];
  return { speaker, stems: new Set(words.map(roleStem)), places: placesOf(words) };
}

/** "Top US general", "the Secretary of Defense": the one named speaker of the item of whom all these words are used. */
function describedIn(offices: readonly Office[], words: readonly string[]): Known | null {
  const bare = withoutArticle(words).filter((word) => !RANK.test(word));
  const office = bare.some((word) => isRoleWord(word.toLowerCase()) || roleStem(word) === '*');
  if (!office || [...words, ...bare].some((word) => ANYONE.test(word))) return null;
  const places = placesOf(bare);
  const stems = bare.filter((word) => placesOf([word]).size === 0).map(roleStem);
  const fits = offices.filter((known) => {
    const elsewhere = places.size > 0 && known.places.size > 0 && places.isDisjointFrom(known.places);
    return !elsewhere && stems.every((stem) => stem === '' || known.stems.has(stem));
  });
  return fits.length === 1 ? (fits[0]?.speaker ?? null) : null;
}
