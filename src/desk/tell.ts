import type { Watch } from '../model/alert.ts';
import type { Claim } from '../model/claim.ts';
import { type Item, itemTime, type Revision, type Story } from '../model/item.ts';
import type { Match } from '../model/match.ts';
import { HOUR, type Instant, plus } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { rootOf, STORY_WINDOW, storyFor } from '../stories/cluster.ts';
import { type Addressee, announce, ask, watching } from './announce.ts';
import { alertCard, editPost, type ItemNews, itemPost, suggestion } from './cards.ts';
import { type News, outcomeOf } from './channel-policy.ts';
import { copiesOf } from './copies.ts';
import type { DeskDeps } from './deps.ts';
import { decide } from './policy.ts';
import type { Effect } from './record.ts';
import { viewStory } from './story-view.ts';
import { voiceOf } from './voice.ts';

/** An item that was matched, and what that changed. */
export interface Told {
  readonly item: Item;
  readonly earlier: Revision | null;
  readonly effects: readonly Effect[];
  /** What `copiesOf` gives for it; looked up where it is left out. */
  readonly copies?: readonly Item[];
  /** The item that it says in other words; null or left out where none is known. */
  readonly rewritten?: Item | null;
  /** Milliseconds since the item spoke; null when that cannot be known. */
  readonly age: number | null;
  readonly now: Instant;
}

/** Finds the item's story, decides who is told, keeps the reason, and queues the deliveries. */
export async function tell(
  { store, newId, settings }: Pick<DeskDeps, 'store' | 'newId' | 'settings'>,
  told: Told,
): Promise<void> {
  const { item, earlier, effects, age, now } = told;
  const counting = effects.filter(({ match, lost }) => match.status === 'confirmed' && !lost);
  const lost = effects.filter((effect) => effect.lost);
  const asked = effects.filter(({ match }) => match.status === 'suggested');
  const claims = new Map((await store.claims.list()).map((claim) => [claim.slug, claim]));
  const { copies = await copiesOf(store, item), rewritten } = told;
  const kin = rewritten ? [...copies, rewritten] : copies;
  const found =
    counting.length > 0
      ? await joinStory(store, newId, item, counting, kin, claims, now)
      : await storyLeft(store, item, lost);
  const moved = [...counting, ...lost];
  const main = moved.find(({ match }) => match.claim === found?.story.claim) ?? moved[0] ?? asked[0];
  const claim = main && claims.get(main.match.claim);
  if (!main || !claim) return;

  const decision = decide({
    stance: main.match.stance,
    before: main.before,
    after: main.after,
    confirmed: found !== null,
    newStory: found?.opened ?? false,
    edited: earlier !== null,
    unchanged: earlier?.title === item.title && !effects.some((effect) => effect.changed),
    retracted: main.lost,
    copyOf: (!earlier && copies.find(({ storyId }) => storyId === found?.story.id)) || null,
    age,
    maxAge: settings.maxAlertAge,
  });
  await store.matches.decide({ ...decision, itemId: item.id, at: now });
  if (decision.action === 'silent') return;

  const channels = await watching(
    store,
    effects.map(({ match }) => match.claim),
  );
  const at = earlier ? now : itemTime(item);
  const news: ItemNews = {
    item,
    match: main.match,
    decision,
    assertions: main.assertions,
    before: main.before,
    after: main.after,
    at,
    retracted: main.lost,
  };
  const cause = `${item.id}/${earlier ? now : 'first'}`;
  const addressees = await address(
    { store, settings },
    channels,
    { ...decision, ...main.match, ...item },
    found?.story ?? null,
    now,
  );
  if (!found)
    return ask(store, addressees, (say) => suggestion(claim, news, say), `${claim.slug}/${cause}`, now);
  const view = await viewStory(store, found.story.id);
  if (!view) return;
  await announce(
    store,
    addressees,
    {
      storyId: found.story.id,
      threadTitle: found.story.title,
      card: (say) => alertCard(view, main.lost ? null : news, say),
      post: (say) => (earlier ? editPost(claim, news, earlier, say) : itemPost(claim, news, say)),
      cause,
    },
    now,
  );
}

/** What each channel's policy makes of an item's news; keeps the outcome. */
async function address(
  { store, settings: { language } }: Pick<DeskDeps, 'store' | 'settings'>,
  channels: readonly Pick<Watch, 'chat' | 'channel'>[],
  news: News & Pick<Match, 'itemId'>,
  story: Story | null,
  now: Instant,
): Promise<Addressee[]> {
  const threads = story ? await store.threads.ofStory(story.id) : [];
  const addressees: Addressee[] = [];
  for (const { chat, channel } of channels) {
    const { settings } = await store.channels.get(chat, channel);
    const shown = threads.some((thread) => thread.chat === chat && thread.channel === channel);
    const lately = await store.channels.told(chat, channel, plus(now, -HOUR), now);
    const { outcome, reason, mention } = outcomeOf(settings, news, { now, shown, lately });
    await store.channels.keep({ itemId: news.itemId, chat, channel, outcome, reason, at: now });
    const say = voiceOf(settings, language);
    addressees.push({ chat, channel, loud: outcome === 'told', mention, say });
  }
  return addressees;
}

/** The story of an item that no longer counts for any claim. */
async function storyLeft(
  store: Store,
  { storyId }: Item,
  lost: readonly Effect[],
): Promise<{ story: Story; opened: boolean } | null> {
  const story = lost.length > 0 && storyId !== null ? await store.items.storyById(storyId) : null;
  return story && { story, opened: false };
}

async function joinStory(
  store: Store,
  newId: () => string,
  item: Item,
  counting: readonly Effect[],
  kin: readonly Item[],
  claims: ReadonlyMap<string, Claim>,
  now: Instant,
): Promise<{ story: Story; opened: boolean }> {
  const slugs = counting.map(({ match }) => match.claim);
  const at = item.publishedAt && item.publishedAt < now ? item.publishedAt : now;
  const recent = (await store.items.recentStories(plus(at, -STORY_WINDOW))).filter(
    (story) => story.openedAt <= plus(at, STORY_WINDOW),
  );
  const known = item.storyId
    ? await store.items.storyById(item.storyId)
    : storyFor(slugs, kin, recent, claims);
  const root = rootOf(slugs[0] ?? '', claims);
  const story = known ?? {
    id: newId(),
    claim: slugs.includes(root) ? root : (slugs[0] ?? root),
    title: item.title,
    openedAt: at,
    lastItemAt: at,
  };
  if (!known) await store.items.addStory(story);
  await store.items.joinStory(item.id, story.id);
  await store.items.touchStory(story.id, at);
  return { story, opened: !known };
}
