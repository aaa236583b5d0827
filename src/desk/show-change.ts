import type { Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { type Addressee, announce } from './announce.ts';
import { alertCard } from './cards.ts';
import { viewStory } from './story-view.ts';

/** Older cards than these are history: changing them would only use up the platforms' limits. */
const LATEST_STORIES = 10;

/**
 * Queues, for every channel that shows the claim, a word in the thread and the card as it now stands; a loud word is
 * shown in the channel too.
 */
export async function showChange(
  store: Store,
  slug: string,
  post: Message,
  at: Instant,
  { loud }: Pick<Addressee, 'loud'> = { loud: false },
): Promise<void> {
  for (const story of (await store.items.storiesOf(slug)).slice(0, LATEST_STORIES)) {
    const view = await viewStory(store, story.id);
    if (!view) continue;
    const threads = await store.threads.ofStory(story.id);
    const addressees = threads.map(({ chat, channel }) => ({ chat, channel, loud, mention: null }));
    const entries = (await store.ledger.ofClaim(slug)).length;
    const told = { storyId: story.id, threadTitle: story.title, card: alertCard(view, null), post };
    await announce(store, addressees, { ...told, cause: `${slug}/${entries}` }, at);
  }
}
