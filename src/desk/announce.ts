import type { DeliveryAction, Watch } from '../model/alert.ts';
import { type Claim, lineage } from '../model/claim.ts';
import { type Message, message } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { Instant } from '../model/time.ts';
import type { Store } from '../storage/store.ts';

type Channel = Pick<Watch, 'chat' | 'channel'>;

/** A channel, and whether it is alerted or only its thread is told. */
export interface Addressee extends Channel {
  readonly loud: boolean;
  /** Whom the alert notifies there, or null. */
  readonly mention: string | null;
  /** The language that the channel is spoken to in. */
  readonly say: Say;
}

/** The channels that watch any of these claims, a parent of one, or its topic; each once. */
export async function watching(store: Store, slugs: readonly string[]): Promise<Channel[]> {
  return watchersOf(slugs, await store.claims.list(), await store.watches.list());
}

/** The same where claims and watches are at hand. */
export function watchersOf(
  slugs: readonly string[],
  all: readonly Claim[],
  watches: readonly Watch[],
): Channel[] {
  const claims = new Map(all.map((claim) => [claim.slug, claim]));
  const wanted = new Set<string>();
  for (const slug of slugs)
    for (const claim of lineage(slug, claims)) wanted.add(`claim ${claim.slug}`).add(`topic ${claim.topic}`);
  const channels = new Map<string, Channel>();
  for (const { chat, channel, kind, slug } of watches)
    if (wanted.has(`${kind} ${slug}`)) channels.set(`${chat} ${channel}`, { chat, channel });
  return [...channels.values()];
}

/** What a story has to say to its channels. `cause` makes the deliveries' keys unique. */
export interface Announcement {
  readonly storyId: string;
  readonly threadTitle: string;
  readonly card: (say: Say) => Message;
  /** For the threads that are open already; null if only the card changes. */
  readonly post: ((say: Say) => Message) | null;
  readonly cause: string;
}

/**
 * Queues the alert for channels that have none yet and are to be alerted; for those that have it, a post in its thread,
 * shown in the channel too where it is to be alerted, and an update.
 */
export async function announce(
  store: Store,
  addressees: readonly Addressee[],
  { storyId, threadTitle, card, post, cause }: Announcement,
  at: Instant,
): Promise<void> {
  const threads = await store.threads.ofStory(storyId);
  for (const { chat, channel, loud, mention, say } of addressees) {
    const mentioned = (message: Message): Message =>
      loud && mention !== null ? { ...message, mention } : message;
    const told = threads.some((thread) => thread.chat === chat && thread.channel === channel);
    const queue = (step: string, action: DeliveryAction) =>
      store.outbox.add(`${storyId}/${chat}/${channel}/${step}`, { chat, channel, storyId }, action, at);
    if (told) {
      const broadcast = loud && { broadcast: true as const };
      if (post) await queue(`reply/${cause}`, { do: 'reply', message: mentioned(post(say)), ...broadcast });
      await queue(`update/${cause}`, { do: 'update', message: card(say) });
    } else if (loud) {
      await store.threads.save({ storyId, chat, channel, messageRef: null, threadRef: null });
      await queue('post', { do: 'post', message: mentioned(card(say)) });
      await queue('thread', { do: 'open-thread', title: threadTitle });
    }
  }
}

/** Queues a suggestion for the thread in which a channel is asked, which is opened for the first one. */
export async function ask(
  store: Store,
  addressees: readonly Pick<Addressee, 'chat' | 'channel' | 'say'>[],
  question: (say: Say) => Message,
  cause: string,
  at: Instant,
): Promise<void> {
  for (const { chat, channel, say } of addressees) {
    const review = message(say.text(REVIEW), [{ kind: 'text', text: say.text(REVIEW_WORDS) }]);
    const queue = (step: string, action: DeliveryAction) =>
      store.outbox.add(`review/${chat}/${channel}/${step}`, { chat, channel, storyId: null }, action, at);
    // A thread that is gone, so that what was put into it was refused, is opened anew.
    const opened = await store.outbox.byKey(`review/${chat}/${channel}/post`);
    const isGone =
      opened?.status === 'sent' && (await store.channels.get(chat, channel)).review.messageRef === null;
    const anew = isGone ? `/${at}` : '';
    await queue(`post${anew}`, { do: 'post', message: review });
    await queue(`thread${anew}`, { do: 'open-thread', title: review.title });
    await queue(`ask/${cause}`, { do: 'reply', message: question(say) });
  }
}

const REVIEW = 'Suggestions for this channel';
const REVIEW_WORDS =
  'Items that may be about a claim come in this thread, without a ping. The desk rules on them.';

/** Queues a message that stands alone. */
export async function notice(
  store: Store,
  channels: readonly Channel[],
  message: Message,
  cause: string,
  at: Instant,
): Promise<void> {
  for (const { chat, channel } of channels)
    await store.outbox.add(
      `notice/${chat}/${channel}/${cause}`,
      { chat, channel, storyId: null },
      { do: 'notice', message },
      at,
    );
}
