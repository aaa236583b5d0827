import { messageOf, UserError } from '../errors.ts';
import { type Intent, intentOf, isSigned } from '../feeds/websub.ts';
import type { PushSubscription } from '../model/subscription.ts';
import { HOUR, type Instant, MINUTE, plus } from '../model/time.ts';
import type { DeskDeps } from './deps.ts';
import { ingest } from './ingest.ts';
import { keepSubscriptions } from './subscribe.ts';
import { traced } from './traced.ts';
import type { Turns } from './turns.ts';

/** Seconds: where a hub names no lease, and the longest that is believed. */
const USUAL_LEASE = 24 * 3600;
const LONGEST_LEASE = 30 * 24 * 3600;
/** However short the lease, a hub is not asked more often. */
const SHORTEST_RENEWAL = 5 * MINUTE;
const AFTER_REFUSAL = 24 * HOUR;
const LONGEST_AFTER_REFUSAL = 30 * 24 * HOUR;
const MOST_BAD_SIGNATURES = 3;
/** Pushes in hand, of 15 MB each at the most. */
const MOST_IN_HAND = 8;

/** What a hub sent: the bytes as they came, and the headers that tell of them. */
interface PushedContent {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly signature: string | null;
}

/** What hubs and the schedule do with the desk's subscriptions. */
export interface Pushing {
  /** What to answer to a hub's question: its own challenge, '' where none is wanted, or null for "not asked for". */
  intent(id: string, query: URLSearchParams): Promise<string | null>;
  /** Keeps a place for a push: `gone` for one that is no longer wanted, `busy` where the hub is to try again. */
  reserve(id: string): Promise<'open' | 'unknown' | 'gone' | 'busy'>;
  /** Gives back a place whose push never came. */
  release(): void;
  /** Takes a push for which a place is kept; resolves once it may be answered, before it is read. */
  take(id: string, content: PushedContent): Promise<void>;
  /** Asks hubs whose turn it is; never twice at a time. */
  keep(): Promise<void>;
  /** Resolves when all that was taken is read. */
  settled(): Promise<void>;
  /** Leaves what waits to the next start's polls, and resolves when nothing is in hand. */
  close(): Promise<void>;
}

/**
 * Takes pushes through the same reading and the same transactions as polls, never at the same time as a poll of the
 * feed. A push changes nothing of what the next poll sends along, so that the poll fetches the whole feed whatever
 * the push left out. What is lost between the answer and the reading, in a crash, is found by the poll with which
 * the next start begins; any other failure makes the feed due at once. `deliver` is called after each.
 */
export function createPushing(deps: DeskDeps, turns: Turns, deliver: () => Promise<void>): Pushing {
  const { store, log } = deps;
  const stop = new AbortController();
  const reading = new Set<Promise<void>>();
  let keeping: Promise<void> | null = null;
  let inHand = 0;

  async function read(feedId: string, topic: string, { bytes, contentType }: PushedContent): Promise<void> {
    const feed = await store.feeds.byId(feedId);
    if (feed?.status !== 'active') return;
    const own = traced(deps, 'push', feedId);
    try {
      if (stop.signal.aborted) throw new UserError('The desk is stopping.');
      const document = await deps.reader.read(bytes, contentType, topic);
      const { added, edited } = await ingest(own, feed, document);
      if (added + edited > 0 && !stop.signal.aborted)
        void deliver().catch((error) => log.error({ err: error }, 'delivering failed'));
    } catch (error) {
      if (error instanceof UserError) own.log.warn({ reason: messageOf(error) }, 'a push was not read');
      else own.log.error({ err: error }, 'a push was not read');
      await store.feeds.change(feedId, { nextPollAt: deps.now() });
    }
  }

  return {
    async intent(id, query) {
      const one = await store.subscriptions.byId(id);
      const intent = intentOf(query);
      return one === null || intent === null || intent.topic !== one.topic ? null : answer(deps, one, intent);
    },
    async reserve(id) {
      const one = await store.subscriptions.byId(id);
      if (one === null) return 'unknown';
      if (one.state === 'ending' || one.state === 'denied') return 'gone';
      if (inHand >= MOST_IN_HAND || stop.signal.aborted) return 'busy';
      inHand++;
      return 'open';
    },
    release() {
      inHand--;
    },
    async take(id, content) {
      let task: Promise<void> | null = null;
      try {
        const one = await store.subscriptions.byId(id);
        if (one === null) return;
        if (!isSigned(content.bytes, content.signature, one.secret)) return await distrust(deps, one);
        await store.subscriptions.change(id, { pushedAt: deps.now(), badSignatures: 0 });
        task = turns.run(one.feedId, () => read(one.feedId, one.topic, content));
      } finally {
        if (task === null) inHand--;
      }
      const done: Promise<void> = task
        .catch((error) => log.error({ err: error }, 'a push was lost; the next poll fetches it'))
        .finally(() => {
          inHand--;
          reading.delete(done);
        });
      reading.add(done);
    },
    async keep() {
      if (deps.settings.publicUrl === null || stop.signal.aborted) return;
      keeping ??= keepSubscriptions(deps, stop.signal).finally(() => {
        keeping = null;
      });
      await keeping;
    },
    async settled() {
      await Promise.all(reading);
    },
    async close() {
      stop.abort();
      await Promise.allSettled([...reading, keeping]);
    },
  };
}

async function answer(deps: DeskDeps, one: PushSubscription, intent: Intent): Promise<string | null> {
  const { store } = deps;
  const now = deps.now();
  if (intent.mode === 'denied') {
    if (one.state === 'ending') await store.subscriptions.remove(one.id);
    else await refuse(deps, one, 'The hub refuses to push this feed.');
    return '';
  }
  if (intent.mode === 'unsubscribe') {
    if (one.state !== 'ending') return null;
    await store.subscriptions.remove(one.id);
    return intent.challenge;
  }
  // Active ones too: a hub may ask again of its own accord, or because it missed the answer.
  const isWanted = one.state === 'active' || (one.state === 'pending' && one.askedAt !== null);
  if (!isWanted) return null;
  const lease = Math.min(intent.lease ?? USUAL_LEASE, LONGEST_LEASE) * 1000;
  // At two thirds of the lease or up to a tenth of it sooner, so that a hub's many feeds drift apart.
  const renewal = Math.max(lease * (2 / 3 - 0.1 * deps.random()), SHORTEST_RENEWAL);
  const known = { state: 'active', failures: 0, badSignatures: 0, error: null } as const;
  const times = { leaseEndsAt: plus(now, lease), renewAt: plus(now, Math.round(renewal)) };
  await store.subscriptions.change(one.id, { ...known, ...times });
  return intent.challenge;
}

/** A wrong signature is answered like a right one (W3C, section 8), and what came with it is thrown away. */
async function distrust(deps: DeskDeps, one: PushSubscription): Promise<void> {
  const badSignatures = one.badSignatures + 1;
  deps.log.warn({ feed: one.feedId, hub: new URL(one.hub).host }, 'a push was not signed as agreed');
  if (badSignatures < MOST_BAD_SIGNATURES) return deps.store.subscriptions.change(one.id, { badSignatures });
  await refuse(deps, one, 'Its pushes were not signed as agreed.');
}

/** Back to polling; the hub is asked again after a day, and twice as late each time. */
async function refuse(deps: DeskDeps, one: PushSubscription, error: string): Promise<void> {
  const now: Instant = deps.now();
  const wait = Math.min(AFTER_REFUSAL * 2 ** Math.max(0, one.failures - 1), LONGEST_AFTER_REFUSAL);
  await deps.store.transaction(async (store) => {
    await store.subscriptions.change(one.id, { state: 'denied', error, renewAt: plus(now, wait) });
    if (one.state === 'active') await store.feeds.change(one.feedId, { nextPollAt: now });
  });
}
