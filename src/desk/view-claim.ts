import type { ClaimView } from '../command/desk.ts';
import type { Claim } from '../model/claim.ts';
import { itemTime } from '../model/item.ts';
import type { Store } from '../storage/store.ts';
import { originsOf } from '../stories/cluster.ts';
import { stateOf } from './story-view.ts';

const LATEST = 8;

/** Where a thread can be read, or null. */
export type ThreadLink = (chat: string, channel: string, threadRef: string) => string | null;

/** Loads all that `/claim` shows. */
export async function viewClaim(store: Store, claim: Claim, threadLink: ThreadLink): Promise<ClaimView> {
  const state = await stateOf(store, claim.slug);
  const matches = (await store.matches.ofClaim(claim.slug)).filter((match) => match.status !== 'rejected');
  const items = new Map(
    (await store.items.byIds(matches.map((match) => match.itemId))).map((item) => [item.id, item]),
  );
  const counting = matches
    .filter((match) => match.status === 'confirmed')
    .map((match) => items.get(match.itemId));
  const told = matches.flatMap((match) => {
    const item = items.get(match.itemId);
    return item ? [{ item, match }] : [];
  });
  told.sort((a, b) => (itemTime(a.item) < itemTime(b.item) ? 1 : -1));
  const parts = (await store.claims.list()).filter(
    (one) => one.parent === claim.slug && one.status === 'open',
  );
  const threads: ClaimView['threads'][number][] = [];
  for (const story of (await store.items.storiesOf(claim.slug)).slice(0, 3)) {
    const posts = (await store.threads.posts(story.id)).length;
    for (const { chat, channel, threadRef } of await store.threads.ofStory(story.id))
      if (threadRef !== null) threads.push({ chat, link: threadLink(chat, channel, threadRef), posts });
  }
  return {
    claim,
    state,
    subclaims: await Promise.all(
      parts.map(async (part) => ({ claim: part, state: await stateOf(store, part.slug) })),
    ),
    items: told.slice(0, LATEST),
    sources: items,
    origins: originsOf(
      counting.flatMap((item) => item ?? []).sort((a, b) => (itemTime(a) < itemTime(b) ? -1 : 1)),
    ),
    threads,
  };
}
