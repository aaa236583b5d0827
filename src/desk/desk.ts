import type { Chat } from '../chat/chat.ts';
import type { By, Desk } from '../command/desk.ts';
import type { TopicFile } from '../topics/topic-file.ts';
import { type Alarm, createAlarm } from './alarm.ts';
import { createCatchUp } from './catch-up.ts';
import { claimUseCases } from './claims.ts';
import { createClockGuard } from './clock-guard.ts';
import { createDeliverer, type Deliverer } from './deliver.ts';
import type { DeskDeps } from './deps.ts';
import { digests } from './digest.ts';
import { discussionUseCases } from './discussion.ts';
import { feedUseCases } from './feeds.ts';
import { follow } from './follow.ts';
import { createHealth, type Health } from './health.ts';
import { importTopic } from './import.ts';
import type { Polled } from './poll.ts';
import { createPushing, type Pushing } from './push.ts';
import { refresh } from './refresh.ts';
import { retryParked } from './retry.ts';
import { roleUseCases } from './roles.ts';
import { resume } from './subscribe.ts';
import { topicUseCases } from './topics.ts';
import { createTurns } from './turns.ts';
import { voiceOf } from './voice.ts';
import { createWarnings } from './warnings.ts';
import { watchUseCases } from './watches.ts';
import { whyOf } from './why.ts';

/** A desk at work: what its commands can do, and what the schedule drives. */
export interface RunningDesk extends Deliverer {
  readonly desk: Desk;
  /** Polls the feeds that are due and queues what is to be told; `polled` hears of each feed that is done. */
  refresh(polled?: () => void): Promise<Polled[]>;
  importTopic(file: TopicFile, by: By): Promise<string[]>;
  readonly push: Pushing;
  /** Queues the digests that are due. */
  digests(): Promise<void>;
  /** Queues warnings of what the desk does not do as it should. */
  warn(): Promise<void>;
  readonly health: Health;
  readonly alarm: Alarm;
}

/** Puts a desk together on its store, chats and matcher. */
export async function createDesk(deps: DeskDeps, chats: ReadonlyMap<string, Chat>): Promise<RunningDesk> {
  await follow(deps);
  // The store belongs to one process: whoever held a lease before is gone.
  await deps.store.feeds.release();
  await resume(deps);
  const turns = createTurns();
  const guardClock = createClockGuard(deps);
  const names = new Set(chats.keys());
  const warnings = createWarnings(deps, names);
  const deliverer = createDeliverer({ ...deps, chats });
  const threadLink = (chat: string, channel: string, ref: string) =>
    chats.get(chat)?.threadLink(channel, ref) ?? null;
  const discussion = discussionUseCases(deps);
  return {
    ...deliverer,
    desk: {
      now: deps.now,
      async speaks({ chat, channel }) {
        const { settings } = await deps.store.channels.get(chat, channel);
        return voiceOf(settings, deps.settings.language);
      },
      claims: claimUseCases(deps, threadLink),
      feeds: feedUseCases(deps),
      topics: topicUseCases(deps),
      watches: watchUseCases(deps),
      why: (words) => whyOf(deps, words),
      parked: () => deps.store.outbox.parked(),
      retry: (by) => retryParked(deps, by),
      roles: roleUseCases(deps),
      ...discussion,
      catchUp: createCatchUp(deps, chats, discussion.hear),
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
    async refresh(polled) {
      await guardClock(deps.now());
      return refresh(deps, turns, (poll) => {
        warnings.polled(poll);
        polled?.();
      });
    },
    importTopic: (file, by) => importTopic(deps, file, by),
    digests: () => digests(deps),
    warn: () => warnings.look(),
    alarm: createAlarm(deps, chats),
    health: createHealth(deps, names),
    push: createPushing(deps, turns, deliverer.drain),
  };
}
