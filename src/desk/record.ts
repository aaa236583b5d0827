import type { Judgement } from '../matching/matcher.ts';
import type { Item, Revision } from '../model/item.ts';
import type { ClaimState } from '../model/ledger.ts';
import type { Assertion, Match } from '../model/match.ts';
import type { Standing } from '../model/stance.ts';
import type { Instant } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { CLAIMWIRE } from './deps.ts';
import { settle } from './settle.ts';
import { stateOf } from './story-view.ts';

/** What an item did to one claim. */
export interface Effect {
  readonly match: Match;
  readonly before: Standing;
  readonly after: Standing;
  /** All that counts for the claim after it. */
  readonly assertions: readonly Assertion[];
  /** It counted, and counts no more. */
  readonly lost: boolean;
  /** It says something else than before, or speaks for the first time. */
  readonly changed: boolean;
}

/** Stores a new item, or the new words of a known one. */
export async function recordItem(store: Store, item: Item, earlier: Revision | null): Promise<void> {
  if (earlier) await store.items.revise(item, earlier);
  else await store.items.add(item);
}

/**
 * Stores what an item says of each claim, replacing what it said before an edit, and writes the ledger.
 * `settle` says what becomes of each judgement. `spoke` is when these words were published. Returns the
 * effects, best match first.
 */
export async function recordMatches(
  store: Store,
  item: Item,
  judgements: readonly Judgement[],
  at: Instant,
  spoke: Instant,
): Promise<Effect[]> {
  const cause = item.url ?? item.id;
  const known = new Map((await store.matches.ofItem(item.id)).map((match) => [match.claim, match]));
  const effects: Effect[] = [];
  for (const judgement of judgements) {
    const decided = known.get(judgement.claim);
    const settled = await settle(store, item, judgement, decided);
    if (settled === null) continue;
    known.delete(judgement.claim);
    const { score, stance, evidence, claim } = judgement;
    const byDesk = decided?.byDesk ?? false;
    const match: Match = { itemId: item.id, claim, score, stance, evidence, ...settled, byDesk, at };
    const { status } = match;
    const before = await stateOf(store, match.claim);
    await store.matches.save(match);
    const assertions = judgement.assertions.map((one) => ({
      ...one,
      claim,
      itemId: item.id,
      at: spoke,
    }));
    await store.ledger.append(at, CLAIMWIRE, claim, cause, {
      kind: 'item-matched',
      itemId: item.id,
      status,
      stance,
      score,
      evidence,
      assertions,
    });
    const after = await stateOf(store, claim);
    const lost = decided?.status === 'confirmed' && status !== 'confirmed';
    const changed =
      decided?.status !== status || decided.stance !== stance || words(before, item) !== words(after, item);
    const { assertions: counting } = after;
    effects.push({
      match,
      before: before.standing,
      after: after.standing,
      assertions: counting,
      lost,
      changed,
    });
  }
  for (const match of known.values()) {
    const { claim, byDesk } = match;
    // A closed claim is not judged any more: what was said of it stands.
    if (byDesk || (await store.claims.bySlug(claim))?.status !== 'open') continue;
    const before = (await stateOf(store, claim)).standing;
    await store.matches.remove(item.id, claim);
    await store.ledger.append(at, CLAIMWIRE, claim, cause, { kind: 'item-unmatched', itemId: item.id });
    const { standing: after, assertions } = await stateOf(store, claim);
    effects.push({ match, before, after, assertions, lost: match.status === 'confirmed', changed: true });
  }
  return effects;
}

/** Who says what in an item, to be compared. */
function words({ assertions }: ClaimState, { id }: Item): string {
  const own = assertions.filter(({ itemId }) => itemId === id);
  return JSON.stringify(own.map(({ claimant, stance, quote }) => [claimant.name, stance, quote]));
}
