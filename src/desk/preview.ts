import type { Preview } from '../command/desk.ts';
import type { Decision, Watch } from '../model/alert.ts';
import type { ChannelSettings, Outcome } from '../model/channel.ts';
import type { Item } from '../model/item.ts';
import type { Match } from '../model/match.ts';
import { between, HOUR, type Instant, plus } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { watching } from './announce.ts';
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
  for (const decision of await store.matches.decisionsSince(since)) {
    if (decision.action === 'silent') continue;
    const item = await store.items.byId(decision.itemId);
    const { at, kind } = decision;
    const match = item && (await matchOf(store, item, { chat, channel }, at));
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

/** The best match of an item with a claim that the channel watches, as it was judged then; null for none. */
async function matchOf(
  store: Store,
  item: Item,
  { chat, channel }: Pick<Watch, 'chat' | 'channel'>,
  then: Instant,
): Promise<Pick<Match, 'stance' | 'score'> | null> {
  for (const { claim } of await store.matches.ofItem(item.id)) {
    const channels = await watching(store, [claim]);
    if (!channels.some((one) => one.chat === chat && one.channel === channel)) continue;
    for (const { event } of (await store.ledger.ofClaim(claim, then)).toReversed())
      if (event.kind === 'item-matched' && event.itemId === item.id)
        return { stance: event.stance, score: event.score };
  }
  return null;
}
