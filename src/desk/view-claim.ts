import type { ClaimView } from '../command/desk.ts';
import type { Claim } from '../model/claim.ts';
import { type Item, itemTime } from '../model/item.ts';
import { type LedgerEntry, replay } from '../model/ledger.ts';
import type { Match } from '../model/match.ts';
import type { Instant } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { originsOf } from '../stories/cluster.ts';

const LATEST = 8;
const DECISIONS = 3;
const BY_THE_DESK = [
  'verdict-set',
  'verdict-proposed',
  'verdict-withdrawn',
  'match-confirmed',
  'match-rejected',
];

/** Where a thread can be read, or null. */
export type ThreadLink = (chat: string, channel: string, threadRef: string) => string | null;

/** Loads all that `/claim` shows: as it stands or, with `asOf`, from what the ledger held at that time. */
export async function viewClaim(
  store: Store,
  claim: Claim,
  threadLink: ThreadLink,
  asOf: Instant | null,
): Promise<ClaimView> {
  const entries = await store.ledger.ofClaim(claim.slug, asOf ?? undefined);
  const matches = asOf === null ? await store.matches.ofClaim(claim.slug) : matchesIn(entries);
  const told = (await withItems(store, matches, asOf)).filter(({ match }) => match.status !== 'rejected');
  told.sort((a, b) => (itemTime(a.item) < itemTime(b.item) ? 1 : -1));
  const counting = told.filter(({ match }) => match.status === 'confirmed').map(({ item }) => item);
  const subclaims: ClaimView['subclaims'][number][] = [];
  for (const one of await store.claims.list()) {
    const own = one.slug === claim.slug ? [] : await store.ledger.ofClaim(one.slug, asOf ?? undefined);
    const part = asOf === null ? one : claimThen(one, own);
    if (own.length > 0 && part.parent === claim.slug && part.status === 'open')
      subclaims.push({ claim: part, state: replay(part.slug, own) });
  }
  return {
    claim: asOf === null ? claim : claimThen(claim, entries),
    state: replay(claim.slug, entries),
    subclaims,
    items: told.slice(0, LATEST),
    sources: new Map(told.map(({ item }) => [item.id, item])),
    origins: originsOf(counting.toReversed()),
    threads: await threadsOf(store, claim.slug, threadLink, asOf),
    decisions: entries.filter(({ event }) => BY_THE_DESK.includes(event.kind)).slice(-DECISIONS),
    asOf,
  };
}

async function withItems(
  store: Store,
  matches: readonly Match[],
  asOf: Instant | null,
): Promise<{ item: Item; match: Match }[]> {
  const found = await store.items.byIds(matches.map((match) => match.itemId));
  const items = new Map<string, Item>();
  for (const item of found) items.set(item.id, asOf === null ? item : await itemThen(store, item, asOf));
  return matches.flatMap((match) => {
    const item = items.get(match.itemId);
    return item ? [{ item, match }] : [];
  });
}

/** An item with the words and the credit that it had at a time. */
async function itemThen(store: Store, item: Item, at: Instant): Promise<Item> {
  const isLater = ({ replacedAt }: { replacedAt: Instant }) => replacedAt > at;
  const then = (await store.items.revisions(item.id)).find(isLater);
  const credit = (await store.items.credits(item.id)).find(isLater);
  const origin = credit ? credit.earlier : item.origin;
  return then
    ? { ...item, title: then.title, summary: then.summary, text: then.text, origin }
    : { ...item, origin };
}

async function threadsOf(
  store: Store,
  slug: string,
  threadLink: ThreadLink,
  asOf: Instant | null,
): Promise<ClaimView['threads']> {
  const threads: ClaimView['threads'][number][] = [];
  const isThen = (at: Instant) => asOf === null || at <= asOf;
  const stories = (await store.items.storiesOf(slug)).filter(({ openedAt }) => isThen(openedAt));
  for (const story of stories.slice(0, 3)) {
    const posts = (await store.threads.posts(story.id)).filter(({ at }) => isThen(at)).length;
    for (const { chat, channel, threadRef } of await store.threads.ofStory(story.id))
      if (threadRef !== null) threads.push({ chat, link: threadLink(chat, channel, threadRef), posts });
  }
  return threads;
}

/** The claim's matches as these entries leave them. */
function matchesIn(entries: readonly LedgerEntry[]): Match[] {
  const matches = new Map<string, Match>();
  for (const { event, claim, at, cause } of entries) {
    if (event.kind === 'item-matched') {
      const { itemId, status, stance, score, evidence } = event;
      matches.set(itemId, {
        itemId,
        claim,
        score,
        stance,
        evidence,
        reason: cause,
        status,
        byDesk: false,
        at,
      });
    } else if (event.kind === 'item-unmatched') matches.delete(event.itemId);
    else if (event.kind === 'match-confirmed' || event.kind === 'match-rejected') {
      const match = matches.get(event.itemId);
      const status = event.kind === 'match-confirmed' ? ('confirmed' as const) : ('rejected' as const);
      if (match) matches.set(event.itemId, { ...match, status, byDesk: true });
    }
  }
  return [...matches.values()];
}

/** The claim as these entries leave it: its words, and whether it was followed. */
function claimThen(claim: Claim, entries: readonly LedgerEntry[]): Claim {
  let then: Claim = { ...claim, status: 'open' };
  for (const { event } of entries) {
    if (event.kind === 'claim-added' || event.kind === 'claim-edited')
      then = { ...then, statement: event.statement };
    else if (event.kind === 'claim-moved') then = { ...then, parent: event.parent };
    else if (event.kind === 'claim-closed') then = { ...then, status: 'closed' };
    else if (event.kind === 'claim-reopened') then = { ...then, status: 'open' };
  }
  return then;
}
