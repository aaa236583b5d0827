import { setImmediate } from 'node:timers/promises';
import type { Name } from '../model/claim.ts';
import { createBm25, type Ranked } from './bm25.ts';
import { type PreparedClaim, prepareClaim } from './claims.ts';
import { type Mention, mentionsOf, type Phrases, phrasesOf } from './concepts.ts';
import type { ClaimText } from './matcher.ts';
import { createNameBook, evocationsOf, type NameBook } from './names.ts';
import { tokensOf } from './text.ts';

/** So many are taken in before whoever else waits gets a turn. */
const AT_ONCE = 100;

/** What is followed, indexed; changed by what changed alone. */
export interface Followed {
  /** Resolves when these claims and names, and no others, are what is looked for. */
  follow(claims: readonly ClaimText[], names: readonly Name[]): Promise<void>;
  readonly size: number;
  names(): NameBook;
  phrases(): Phrases;
  claim(id: string): ClaimText | undefined;
  claims(): Iterable<ClaimText>;
  /** A claim ready to be looked for, read when it is first asked for. */
  prepared(id: string): PreparedClaim | null;
  /** The claims that share words with these mentions, best first. */
  search(mentions: Iterable<Mention>, most: number): Ranked[];
  /** The same claims in no order, which is quicker. */
  sharing(mentions: Iterable<Mention>, most: number): Ranked[];
  /** How many claims name this. */
  claimsWith(key: string): number;
}

export function createFollowed(): Followed {
  let names = createNameBook([]);
  let phrases = phrasesOf([]);
  let namesText = '[]';
  const texts = new Map<string, ClaimText>();
  const prepared = new Map<string, PreparedClaim>();
  const index = createBm25();
  let last: Promise<void> = Promise.resolve();

  const take = async (claims: readonly ClaimText[], all: readonly Name[]) => {
    const renamed = JSON.stringify(all) !== namesText;
    if (renamed) {
      namesText = JSON.stringify(all);
      names = createNameBook(all);
      phrases = phrasesOf(evocationsOf(all));
      prepared.clear();
    }
    const kept = new Set(claims.map(({ id }) => id));
    for (const id of [...texts.keys()]) if (!kept.has(id)) forget(id);
    let done = 0;
    for (const claim of claims) {
      if (!renamed && same(texts.get(claim.id), claim)) continue;
      texts.set(claim.id, claim);
      prepared.delete(claim.id);
      index.add(claim.id, termsOf(claim, phrases));
      if (++done % AT_ONCE === 0) await setImmediate();
    }
  };
  const forget = (id: string) => {
    texts.delete(id);
    prepared.delete(id);
    index.remove(id);
  };
  return {
    follow(claims, all) {
      last = last.then(() => take(claims, all));
      return last;
    },
    get size() {
      return texts.size;
    },
    names: () => names,
    phrases: () => phrases,
    claim: (id) => texts.get(id),
    claims: () => texts.values(),
    prepared(id) {
      const text = texts.get(id);
      if (text === undefined) return null;
      const known = prepared.get(id) ?? prepareClaim(text, phrases);
      prepared.set(id, known);
      return known;
    },
    search: (mentions, most) => index.search(Array.from(mentions, keyOf), most),
    sharing: (mentions, most) => index.best(Array.from(mentions, keyOf), most),
    claimsWith: (key) => index.textsWith(key),
  };
}

function termsOf({ statement, aliases }: ClaimText, phrases: Phrases): string[] {
  return [statement, ...aliases].flatMap((text) =>
    mentionsOf(tokensOf(text, { start: 0, end: text.length }), phrases).map(keyOf),
  );
}

function keyOf({ place, word }: Mention): string {
  return place ?? word;
}

function same(known: ClaimText | undefined, claim: ClaimText): boolean {
  return known?.statement === claim.statement && known.aliases.join('\n') === claim.aliases.join('\n');
}
