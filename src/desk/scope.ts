import type { Place } from '../command/invocation.ts';
import type { Claim } from '../model/claim.ts';
import type { Store } from '../storage/store.ts';

/**
 * The claims that a place sees: those of the topics that its channel watches, or of which it watches a claim. A channel
 * that watches nothing sees all, and so do the terminal and, as null, the desk itself.
 */
export async function claimsSeen(store: Store, place: Place | null): Promise<Claim[]> {
  const claims = await store.claims.list();
  if (place === null || place.chat === 'terminal') return claims;
  const watches = (await store.watches.list()).filter(
    ({ chat, channel }) => chat === place.chat && channel === place.channel,
  );
  if (watches.length === 0) return claims;
  const topics = new Set(
    watches.map(({ kind, slug }) =>
      kind === 'topic' ? slug : claims.find((one) => one.slug === slug)?.topic,
    ),
  );
  return claims.filter(({ topic }) => topics.has(topic));
}
