import { type Mention, mentionsOf, type Phrases } from './concepts.ts';
import { COMMON_STEMS, STOP_WORDS } from './lexicon.ts';
import type { ClaimText } from './matcher.ts';
import { UNSETTLED } from './stance-cues.ts';
import { type Token, tokensOf } from './text.ts';

/** What a claim's statement or one of its aliases needs to find in an item. */
export interface Term {
  readonly mention: Mention;
  /** How it is looked up: its place, else its word. */
  readonly key: string;
  readonly role: 'place' | 'name' | 'action' | 'content' | 'common';
  readonly weight: number;
}

/** One wording of a claim. */
export interface Variant {
  readonly tokens: readonly Token[];
  readonly terms: readonly Term[];
  /** What the wording says happens; null where no event is recognised. */
  readonly main: Term | null;
  /** What is asked for, where the event is a demand or a vote ("asked forces to *leave*"); else null. */
  readonly asked: Term | null;
  /** Of what it says so, where that is a thing and no place or name ("the letter"); else null. */
  readonly subject: Term | null;
  /** Places and names that must be in the item, whether this wording repeats them or not. */
  readonly required: readonly Term[];
}

/** A claim ready to be looked for. */
export interface PreparedClaim {
  readonly id: string;
  readonly variants: readonly Variant[];
}

const WEIGHTS = { place: 1.3, name: 1.4, action: 1.2, content: 0.9, common: 0.35 } as const;
const AUXILIARIES = new Set(
  'is are was were be been has have had will would to did does do not could can may might'.split(' '),
);

/** Reads a claim's statement and aliases. */
export function prepareClaim(claim: ClaimText, phrases: Phrases): PreparedClaim {
  const statement = variantOf(claim.statement, phrases, null);
  const aliases = claim.aliases.map((text) => variantOf(text, phrases, statement.main));
  const variants = [statement, ...aliases.map((alias) => withRequired(alias, statement))];
  return { id: claim.id, variants: variants.filter((variant) => variant.terms.length > 0) };
}

function variantOf(text: string, phrases: Phrases, stated: Term | null): Variant {
  const tokens = tokensOf(text, { start: 0, end: text.length });
  const mentions = mentionsOf(tokens, phrases);
  const terms: Term[] = [];
  for (const mention of mentions) {
    const key = mention.place ?? mention.word;
    if (terms.some((term) => term.key === key || sharesSense(term.mention, mention))) continue;
    const role = roleOf(mention, tokens, mentions);
    terms.push({ mention, key, role, weight: WEIGHTS[role] });
  }
  const required = terms.filter(({ role }) => role === 'place' || role === 'name');
  const main = mainOf(terms, tokens, stated);
  const before = main?.mention.from ?? 0;
  const subject = terms.find(({ role, mention }) => role === 'content' && mention.from < before);
  const asked = main === null ? null : askedBy(main, terms);
  return { tokens, terms, main, asked, subject: named(terms, main) ? null : (subject ?? null), required };
}

function askedBy({ mention }: Term, terms: readonly Term[]): Term | null {
  const [verb = ''] = mention.word.split(' ');
  if (!UNSETTLED.has(verb)) return null;
  return terms.find((term) => term.role === 'action' && term.mention.from > mention.from) ?? null;
}

/** Whether a proper name that is no place stands before the event: then it is that name's doing. */
function named(terms: readonly Term[], main: Term | null): boolean {
  return terms.some(({ role, mention }) => role === 'name' && mention.from < (main?.mention.from ?? 0));
}

/** Another wording may leave out who or where; the item may not, or another army's withdrawal would match. */
function withRequired(alias: Variant, statement: Variant): Variant {
  const own = alias.required.length > 0;
  const inherited = statement.required.filter(
    ({ key, role }) => (role === 'place' || !own) && !alias.required.some((term) => term.key === key),
  );
  return { ...alias, required: [...alias.required, ...inherited] };
}

function sharesSense(a: Mention, b: Mention): boolean {
  return a.senses.some((sense) =>
    b.senses.some(({ group, pole }) => group === sense.group && pole === sense.pole),
  );
}

function roleOf(mention: Mention, tokens: readonly Token[], mentions: readonly Mention[]): Term['role'] {
  if (mention.place !== null) return 'place';
  if (isName(mention, tokens, mentions)) return 'name';
  if (mention.senses.some((sense) => sense.action)) return 'action';
  if (COMMON_STEMS.has(mention.word)) return 'common';
  const token = tokens[mention.from];
  const before = tokens[mention.from - 1]?.lower ?? '';
  // An alias may open with its verb: "relocate their forces".
  if (mention.from === 0 && /^\p{Ll}/u.test(token?.text ?? '') && mention.senses.length === 0)
    return 'action';
  const verbal = token !== undefined && mention.from > 0 && !token.capital && /(?:ed|ing)$/.test(token.lower);
  const afterAuxiliary = AUXILIARIES.has(before) && before !== 'be' && mention.senses.length === 0;
  return verbal || afterAuxiliary ? 'action' : 'content';
}

/** A capital inside a sentence, or a bare singular subject before its verb ("Evergrande has…"). */
function isName(mention: Mention, tokens: readonly Token[], mentions: readonly Mention[]): boolean {
  const token = tokens[mention.from];
  if (!token?.capital || mention.senses.length > 0 || STOP_WORDS.has(token.lower)) return false;
  const next = tokens[mention.to];
  // Of several names in a row ("Mark Esper") the last one is what later mentions repeat.
  const following = mentions.find(({ from }) => from === mention.to);
  const particle =
    /^(?:al|bin|da|de|del|der|di|el|la|ten|van|von)$/.test(next?.lower ?? '') &&
    tokens[mention.to + 1]?.capital;
  if (particle) return false;
  const inRow = next?.capital === true && next.gap === ' ' && following?.place === null;
  if (inRow && following.senses.length === 0) return false;
  if (mention.from > 0 && tokens[0]?.capital === true) return headlineCase(tokens) < 0.7;
  const bare = token.lower.replace(/'s?$/, '');
  return (
    /'s$/.test(token.lower) ||
    (/^(?:is|was|has|will|to|did|does|and|of)$/.test(next?.lower ?? '') && !bare.endsWith('s'))
  );
}

function headlineCase(tokens: readonly Token[]): number {
  const words = tokens.slice(1).filter(({ lower }) => !STOP_WORDS.has(lower));
  return words.length < 4 ? 0 : words.filter(({ capital }) => capital).length / words.length;
}

/**
 * The event asserted: the first after the first auxiliary ("the letter announcing … is a genuine…"); else, in an
 * alias, the one that its statement asserts ("the policy remains the *same*"); else the first.
 */
function mainOf(terms: readonly Term[], tokens: readonly Token[], stated: Term | null): Term | null {
  const actions = terms.filter(({ role }) => role === 'action');
  const verb = tokens.findIndex(({ lower }) =>
    /^(?:is|are|was|were|has|have|had|will|would|did)$/.test(lower),
  );
  const asserted = verb < 0 ? undefined : actions.find(({ mention }) => mention.from > verb);
  const [first = null] = actions;
  // A verb of its own ("reposition forces to leave") is another way to word the event.
  if (asserted !== undefined || first?.mention.senses.length === 0) return asserted ?? first;
  const groups = new Set(stated?.mention.senses.map(({ group }) => group));
  return actions.find(({ mention }) => mention.senses.some(({ group }) => groups.has(group))) ?? first;
}
