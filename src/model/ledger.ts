import type { Assertion, Match } from './match.ts';
import { type Standing, standingOf, type Verdict } from './stance.ts';
import type { Instant } from './time.ts';

/** Who did it: `claimwire` itself, or a person on a chat. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** What can happen to a claim, and what is recorded of it. */
export type LedgerEvent =
  | { readonly kind: 'claim-added'; readonly statement: string; readonly aliases: readonly string[] }
  | { readonly kind: 'claim-edited'; readonly statement: string }
  | { readonly kind: 'alias-added'; readonly alias: string }
  | { readonly kind: 'alias-removed'; readonly alias: string }
  | { readonly kind: 'claim-moved'; readonly parent: string | null }
  | { readonly kind: 'claim-closed' }
  | { readonly kind: 'claim-reopened' }
  | {
      /** An item was judged, or judged again after an edit: replaces all that it said before. */
      readonly kind: 'item-matched';
      readonly itemId: string;
      readonly status: Match['status'];
      readonly stance: Match['stance'];
      readonly score: number;
      readonly evidence: string;
      readonly assertions: readonly Assertion[];
    }
  | { readonly kind: 'item-unmatched'; readonly itemId: string }
  | { readonly kind: 'match-confirmed'; readonly itemId: string }
  | { readonly kind: 'match-rejected'; readonly itemId: string }
  | ({
      readonly kind: 'verdict-set';
      /** The editor whose proposal the actor signed off, where the topic asks for two; else left out. */
      readonly proposedBy?: Actor;
    } & Ruled)
  /** The first of two editors has given a verdict. */
  | ({ readonly kind: 'verdict-proposed' } & Ruled)
  | { readonly kind: 'verdict-withdrawn' };

/** A verdict with its grounds. */
export interface Ruled {
  readonly verdict: Verdict;
  readonly reason: string;
  /** Web addresses; entries of before they were kept lack them. */
  readonly sources?: readonly string[];
}

/** A verdict that waits for a second editor. */
export interface Proposal extends Ruled {
  readonly by: Actor;
  readonly at: Instant;
}

/** One line of the append-only record. */
export interface LedgerEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly claim: string;
  /** Why: the item's address, the command, the recording. */
  readonly cause: string;
  readonly event: LedgerEvent;
}

/** A claim as the ledger shows it at some moment. */
export interface ClaimState {
  readonly standing: Standing;
  readonly verdict: Verdict;
  readonly verdictReason: string | null;
  readonly verdictBy: Actor | null;
  /** The editor who had proposed it, where it took two. */
  readonly verdictProposedBy: Actor | null;
  readonly verdictSources: readonly string[];
  readonly verdictAt: Instant | null;
  readonly proposal: Proposal | null;
  /** Those of confirmed matches, oldest first. */
  readonly assertions: readonly Assertion[];
}

/** Replays a claim's entries, in order, into its state. Entries of other claims are passed over. */
export function replay(claim: string, entries: Iterable<LedgerEntry>): ClaimState {
  const items = new Map<string, { counts: boolean; assertions: readonly Assertion[] }>();
  let verdict: Omit<ClaimState, 'assertions' | 'standing' | 'proposal'> = {
    verdict: 'unverified',
    verdictReason: null,
    verdictBy: null,
    verdictProposedBy: null,
    verdictSources: [],
    verdictAt: null,
  };
  let proposal: Proposal | null = null;
  for (const { at, actor, claim: slug, event } of entries) {
    if (slug !== claim) continue;
    switch (event.kind) {
      case 'item-matched':
        items.set(event.itemId, { counts: event.status === 'confirmed', assertions: event.assertions });
        break;
      case 'item-unmatched':
        items.delete(event.itemId);
        break;
      case 'match-confirmed':
      case 'match-rejected': {
        const known = items.get(event.itemId);
        if (known) items.set(event.itemId, { ...known, counts: event.kind === 'match-confirmed' });
        break;
      }
      case 'verdict-set':
        verdict = {
          verdict: event.verdict,
          verdictReason: event.reason,
          verdictBy: actor,
          verdictProposedBy: event.proposedBy ?? null,
          verdictSources: event.sources ?? [],
          verdictAt: at,
        };
        proposal = null;
        break;
      case 'verdict-proposed': {
        const { kind: _, ...ruled } = event;
        proposal = { ...ruled, by: actor, at };
        break;
      }
      case 'verdict-withdrawn':
        proposal = null;
        break;
    }
  }
  const assertions = [...items.values()]
    .flatMap((item) => (item.counts ? item.assertions : []))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    ...verdict,
    proposal,
    assertions,
    standing: standingOf(assertions.map((assertion) => assertion.stance)),
  };
}
