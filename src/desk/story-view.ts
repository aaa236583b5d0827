import type { Claim } from '../model/claim.ts';
import type { Item, Story } from '../model/item.ts';
import { type ClaimState, replay } from '../model/ledger.ts';
import type { Match } from '../model/match.ts';
import type { Store } from '../storage/store.ts';
import { originsOf } from '../stories/cluster.ts';

/** What a story's card shows. */
export interface StoryView {
  readonly story: Story;
  readonly claim: Claim;
  readonly state: ClaimState;
  /** Other claims that its items speak on. */
  readonly others: readonly { claim: Claim; state: ClaimState }[];
  /** Items whose match with the claim counts, in the order in which they came. */
  readonly items: readonly Item[];
  readonly origins: readonly string[];
  /** The item that the card quotes: the latest that counts. */
  readonly latest: { readonly item: Item; readonly match: Match } | null;
}

export async function stateOf(store: Store, slug: string): Promise<ClaimState> {
  return replay(slug, await store.ledger.ofClaim(slug));
}

/** Loads a story as it stands now; null if there is no such story. */
export async function viewStory(store: Store, storyId: string): Promise<StoryView | null> {
  const story = await store.items.storyById(storyId);
  const claim = story && (await store.claims.bySlug(story.claim));
  if (!story || !claim) return null;
  const counting: { item: Item; match: Match }[] = [];
  for (const item of await store.items.ofStory(storyId)) {
    const matches = (await store.matches.ofItem(item.id)).filter((match) => match.status === 'confirmed');
    const match = matches.find((one) => one.claim === claim.slug) ?? matches[0];
    if (match) counting.push({ item, match });
  }
  const others: { claim: Claim; state: ClaimState }[] = [];
  for (const slug of await store.matches.claimsOfStory(storyId)) {
    const other = slug === claim.slug ? null : await store.claims.bySlug(slug);
    if (other) others.push({ claim: other, state: await stateOf(store, slug) });
  }
  const items = counting.map(({ item }) => item);
  return {
    story,
    claim,
    state: await stateOf(store, claim.slug),
    others,
    items,
    origins: originsOf(items),
    latest: counting.at(-1) ?? null,
  };
}
