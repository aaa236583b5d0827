import type { Channel } from '../model/channel.ts';
import type { Feed } from '../model/feed.ts';
import type { Message } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import { between, HOUR, type Instant, MINUTE } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { notice } from './announce.ts';
import type { DeskDeps } from './deps.ts';
import { deadFeeds, lineOf, silentFeeds } from './feed-trouble.ts';
import type { Polled } from './poll.ts';
import { heldUp, lateMatching, POLLS, type Trouble } from './trouble.ts';
import { voiceOf } from './voice.ts';
import { warningOf } from './warning-card.ts';

/** A desk that was down has much to catch up with before it can be blamed. */
const CATCHING_UP = 10 * MINUTE;

/** Tells of the desk's own troubles. */
export interface Warnings {
  /** Hears of each poll that is done. */
  polled(poll: Polled): void;
  /** Tells the channels that want to know (`notices`) what began or ended since the last look; each once. */
  look(): Promise<void>;
}

/** `chats` are those that are set up: what waits for another one waits for a person. */
export function createWarnings(
  { store, now, settings }: Pick<DeskDeps, 'store' | 'now' | 'settings'>,
  chats: ReadonlySet<string>,
): Warnings {
  const started = now();
  const took: number[] = [];
  let silent: { at: Instant; troubles: Trouble[] } | null = null;

  async function feedTroubles(feeds: readonly Feed[], at: Instant): Promise<Trouble[]> {
    // Silence is measured in days, and all items of a feed are looked through for it.
    if (silent === null || between(silent.at, at) >= HOUR)
      silent = { at, troubles: await silentFeeds(store, feeds, at) };
    return [...deadFeeds(feeds), ...silent.troubles];
  }

  return {
    polled({ feed, took: milliseconds }) {
      // A first poll takes in all that a feed has.
      if (milliseconds === null || feed.lastSuccessAt === null) return;
      took.push(milliseconds);
      if (took.length > POLLS) took.shift();
    },
    async look() {
      const told = (await store.channels.list()).filter(
        ({ chat, settings: { notices } }) => notices && chats.has(chat),
      );
      const at = now();
      if (told.length === 0 || between(started, at) < CATCHING_UP) return;
      const feeds = await store.feeds.list();
      const unsent = (await store.outbox.unsent()).filter(({ chat }) => chats.has(chat));
      const common = [...(await feedTroubles(feeds, at)), ...lateMatching(took)];
      for (const channel of told) {
        const troubles = [...common, ...heldUp(unsent, channel, at)];
        const say = voiceOf(channel.settings, settings.language);
        await store.transaction((within) => tell(within, channel, say, troubles, feeds, at));
      }
    },
  };
}

/** Queues what is new for one channel, and keeps what it knows. */
async function tell(
  store: Store,
  { chat, channel }: Channel,
  say: Say,
  troubles: readonly Trouble[],
  feeds: readonly Feed[],
  at: Instant,
): Promise<void> {
  const open = await store.warnings.open(chat, channel);
  const lasting = new Set(troubles.map(({ about }) => about));
  const begun = troubles.filter(({ about }) => !open.includes(about));
  const known = new Map(feeds.map((feed) => [feed.id, feed]));
  const deadOf = (about: string) => known.get(/^(?:gone|failing)\/(.+)/.exec(about)?.[1] ?? '');
  // One that a person has asked for again is not over before it is read.
  const ended = open.filter((about) => !lasting.has(about) && !isFailing(deadOf(about)));
  for (const { about } of begun) await store.warnings.begin(chat, channel, about, at);
  for (const about of ended) await store.warnings.end(chat, channel, about);
  const back = ended.flatMap((about) => deadOf(about) ?? []).filter(({ status }) => status === 'active');
  const queue = (card: Message, kind: string) =>
    notice(store, [{ chat, channel }], card, `warning/${kind}/${at}`, at);
  for (const [kind, some] of Map.groupBy(begun, (trouble) => trouble.kind)) {
    const entries = some.map(({ entry }) => entry(say));
    await queue(warningOf(kind, entries, say), kind);
  }
  if (back.length > 0) {
    const entries = back.map((feed) => lineOf(feed, say));
    await queue(warningOf('back', entries, say), 'back');
  }
}

function isFailing(feed: Feed | undefined): boolean {
  return feed?.status === 'active' && feed.error !== null;
}
