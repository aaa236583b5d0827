import { setImmediate } from 'node:timers/promises';
import type { Preview } from '../command/desk.ts';
import type { Decision, Watch } from '../model/alert.ts';
import type { ChannelSettings, Outcome } from '../model/channel.ts';
import type { Item } from '../model/item.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import type { Match } from '../model/match.ts';
import { between, HOUR, type Instant, plus } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { watchersOf } from './announce.ts';
import { outcomeOf } from './channel-policy.ts';

const DAYS = 7;

/** What the policy of a channel with these settings would have made of each decision of the last days, in turn. */
export async function previewOf(
  store: Store,
  { chat, channel }: Pick<Watch, 'chat' | 'channel'>,
  settings: ChannelSettings,
  now: Instant,
): Promise<Preview> {
  const since = plus(now, -24 * DAYS * HOUR);
  const counts: Record<Outcome['outcome'], number> = { told: 0, thread: 0, digest: 0, asked: 0, kept: 0 };
  const told: { item: Item; kind: Decision['kind']; reason: string; at: Instant }[] = [];
  const shown = new Set<string>();
  const matchOf = await readerOf(store, { chat, channel });
  for (const [n, decision] of (await store.matches.decisionsSince(since)).entries()) {
    // Others get their turn in between.
    if (n % 100 === 99) await setImmediate();
    if (decision.action === 'silent') continue;
    const item = await store.items.byId(decision.itemId);
    const { at, kind } = decision;
    const match = item && (await matchOf(item, at));
    if (!item || !match) continue;
    const lately = told.filter((one) => between(one.at, at) < HOUR).length;
    const moment = { now: at, shown: shown.has(item.storyId ?? ''), lately };
    const { outcome, reason } = outcomeOf(
      settings,
      { ...decision, ...match, language: item.language },
      moment,
    );
    counts[outcome]++;
    if (outcome !== 'told') continue;
    told.push({ item, kind, reason, at });
    if (item.storyId !== null) shown.add(item.storyId);
  }
  return { since, counts, told };
}

/** Looks up what the items said of the claims that a channel watches; each claim's ledger is read once. */
async function readerOf(store: Store, place: Pick<Watch, 'chat' | 'channel'>) {
  const watched = new Map<string, ReadonlyMap<string, LedgerEntry[]>>();
  const claims = await store.claims.list();
  const own = (await store.watches.list()).filter(
    ({ chat, channel }) => chat === place.chat && channel === place.channel,
  );
  for (const { slug } of claims) {
    if (watchersOf([slug], claims, own).length === 0) continue;
    const judged = (await store.ledger.ofClaim(slug)).filter(({ event }) => event.kind === 'item-matched');
    watched.set(
      slug,
      Map.groupBy(judged, ({ event }) => ('itemId' in event ? event.itemId : '')),
    );
  }
  /** The best match of an item as it was judged then, or null where it is about nothing that the channel watches. */
  return async (item: Item, then: Instant): Promise<Pick<Match, 'stance' | 'score'> | null> => {
    for (const { claim } of await store.matches.ofItem(item.id)) {
      const entry = watched
        .get(claim)
        ?.get(item.id)
        ?.findLast(({ at }) => at <= then);
      if (entry?.event.kind === 'item-matched')
        return { stance: entry.event.stance, score: entry.event.score };
    }
    return null;
  };
}
