import type { Message } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { Instant } from '../model/time.ts';
import { type Addressee, announce } from './announce.ts';
import { alertCard } from './cards.ts';
import type { DeskDeps } from './deps.ts';
import { viewStory } from './story-view.ts';
import { voiceOf } from './voice.ts';

/** Older cards than these are history: changing them would only use up the platforms' limits. */
const LATEST_STORIES = 10;

/**
 * Queues, for every channel that shows the claim, a word in the thread and the card as it now stands; a loud word is
 * shown in the channel too.
 */
export async function showChange(
  { store, settings: { language } }: Pick<DeskDeps, 'store' | 'settings'>,
  slug: string,
  post: (say: Say) => Message,
  at: Instant,
  { loud }: Pick<Addressee, 'loud'> = { loud: false },
): Promise<void> {
  for (const story of (await store.items.storiesOf(slug)).slice(0, LATEST_STORIES)) {
    const view = await viewStory(store, story.id);
    if (!view) continue;
    const addressees: Addressee[] = [];
    for (const { chat, channel } of await store.threads.ofStory(story.id)) {
      const { settings } = await store.channels.get(chat, channel);
      addressees.push({ chat, channel, loud, mention: null, say: voiceOf(settings, language) });
    }
    const entries = (await store.ledger.ofClaim(slug)).length;
    const card = (say: Say) => alertCard(view, null, say);
    const told = { storyId: story.id, threadTitle: story.title, card, post };
    await announce(store, addressees, { ...told, cause: `${slug}/${entries}` }, at);
  }
}
