import type { Chat } from '../chat/chat.ts';
import type { By, Desk } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import type { Watch } from '../model/alert.ts';
import type { TopicFile } from '../topics/topic-file.ts';
import { claimUseCases } from './claims.ts';
import { createDeliverer, type Deliverer } from './deliver.ts';
import type { DeskDeps } from './deps.ts';
import { discussionUseCases } from './discussion.ts';
import { feedUseCases } from './feeds.ts';
import { follow } from './follow.ts';
import { importTopic } from './import.ts';
import type { Polled } from './poll.ts';
import { createPushing, type Pushing } from './push.ts';
import { refresh } from './refresh.ts';
import { roleUseCases } from './roles.ts';
import { resume } from './subscribe.ts';
import { createTurns } from './turns.ts';

/** A desk at work: what its commands can do, and what the schedule drives. */
export interface RunningDesk extends Deliverer {
  readonly desk: Desk;
  /** Polls the feeds that are due and queues what is to be told; `polled` hears of each feed that is done. */
  refresh(polled?: () => void): Promise<Polled[]>;
  importTopic(file: TopicFile, by: By): Promise<string[]>;
  readonly push: Pushing;
}

/** Puts a desk together on its store, chats and matcher. */
export async function createDesk(deps: DeskDeps, chats: ReadonlyMap<string, Chat>): Promise<RunningDesk> {
  await follow(deps);
  // The store belongs to one process: whoever held a lease before is gone.
  await deps.store.feeds.release();
  await resume(deps);
  const turns = createTurns();
  const deliverer = createDeliverer({ ...deps, chats });
  const threadLink = (chat: string, channel: string, ref: string) =>
    chats.get(chat)?.threadLink(channel, ref) ?? null;
  return {
    ...deliverer,
    desk: {
      claims: claimUseCases(deps, threadLink),
      feeds: feedUseCases(deps),
      watches: watchUseCases(deps),
      roles: roleUseCases(deps),
      ...discussionUseCases(deps),
      async status() {
        const { store } = deps;
        const claims = (await store.claims.list()).filter((claim) => claim.status === 'open').length;
        const [items, waiting, feeds, deliveries] = [
          await store.items.count(),
          await store.matches.waiting(),
          await store.feeds.list(),
          await store.outbox.counts(),
        ];
        return { now: deps.now(), claims, items, waiting, feeds, deliveries, chats: [...chats.keys()] };
      },
    },
    refresh: (polled) => refresh(deps, turns, polled),
    importTopic: (file, by) => importTopic(deps, file, by),
    push: createPushing(deps, turns, deliverer.drain),
  };
}

function watchUseCases({ store }: DeskDeps): Desk['watches'] {
  async function named(slug: string): Promise<Pick<Watch, 'kind' | 'slug'>> {
    const topics = (await store.claims.topics()).map((topic) => topic.slug);
    if (topics.includes(slug)) return { kind: 'topic', slug };
    if (await store.claims.bySlug(slug)) return { kind: 'claim', slug };
    throw new UserError(
      `There is no topic or claim ${slug}. Topics: ${topics.join(', ') || 'none'}. /claims list shows the claims.`,
    );
  }
  return {
    add: async ({ chat, channel }, slug) => store.watches.add({ chat, channel, ...(await named(slug)) }),
    remove: async ({ chat, channel }, slug) =>
      store.watches.remove({ chat, channel, ...(await named(slug)) }),
    async of({ chat, channel }) {
      const all = await store.watches.list();
      return all
        .filter((watch) => watch.chat === chat && watch.channel === channel)
        .map((watch) => watch.slug);
    },
  };
}
