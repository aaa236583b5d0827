import type { Instant } from './time.ts';

/** How many editors a verdict takes: one, or a second one who confirms it. */
export type SignOff = 1 | 2;

/** A named group of claims with one address in chat. */
export interface Topic {
  readonly slug: string;
  readonly title: string;
  readonly names: readonly Name[];
  /** What a verdict on its claims takes. */
  readonly signOff: SignOff;
}

/** Someone or something worth recognising, with every spelling it is met in. */
export interface Name {
  /** The spelling that the desk uses. */
  readonly name: string;
  readonly kind: 'person' | 'organisation' | 'document' | 'place';
  readonly role: string | null;
  readonly organisation: string | null;
  readonly spellings: readonly string[];
}

/** One checkable statement. */
export interface Claim {
  /** Unique on the desk, lower case: `withdrawal`, `letter-genuine`. */
  readonly slug: string;
  readonly topic: string;
  /** The claim that this one is a part of, or null. */
  readonly parent: string | null;
  readonly statement: string;
  /** Other ways to say it, in any language. */
  readonly aliases: readonly string[];
  readonly status: 'open' | 'closed';
  readonly createdAt: Instant;
}

/** A claim and the claims that it is a part of, nearest first; empty if there is no such claim. */
export function lineage(slug: string, claims: ReadonlyMap<string, Claim>): Claim[] {
  const line: Claim[] = [];
  for (let claim = claims.get(slug); claim; claim = claims.get(claim.parent ?? '')) line.push(claim);
  return line;
}
