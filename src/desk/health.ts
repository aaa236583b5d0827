import type { Delivery } from '../model/alert.ts';
import { between, type Instant, MINUTE } from '../model/time.ts';
import type { FeedTally } from '../storage/store.ts';
import type { DeskDeps } from './deps.ts';

/** The longest that a delivery may wait while the desk counts as ready. */
const LONGEST_WAIT = 15 * MINUTE;
/** So many times the longest interval between polls may pass without one. */
const INTERVALS = 3;

/** How the desk is, in numbers. */
interface Vitals {
  readonly feeds: Readonly<Record<'well' | 'failing' | 'paused' | 'gone', number>>;
  readonly items: number;
  /** Matches that wait for the desk's word. */
  readonly suggestions: number;
  readonly deliveries: Readonly<Record<Delivery['status'], number>>;
  /** Milliseconds that the oldest delivery of those that can be sent has waited; 0 where none waits. */
  readonly oldest: number;
}

/** What those hear who watch the desk from outside; read from the store each time, and rejecting where that fails. */
export interface Health {
  vitals(): Promise<Vitals>;
  /** Why the desk does not do its work, a line each. */
  faults(): Promise<string[]>;
}

/** `chats` are those that are set up. */
export function createHealth(
  { store, now, settings }: Pick<DeskDeps, 'store' | 'now' | 'settings'>,
  chats: ReadonlySet<string>,
): Health {
  const started = now();

  async function oldest(): Promise<number> {
    const [first] = (await store.outbox.unsent()).filter(({ chat }) => chats.has(chat));
    return first ? Math.max(0, between(first.since, now())) : 0;
  }

  return {
    async vitals() {
      const feeds = { well: 0, failing: 0, paused: 0, gone: 0 };
      for (const tally of await store.feeds.tally()) feeds[stateOf(tally)] += tally.many;
      return {
        feeds,
        items: await store.items.count(),
        suggestions: await store.matches.waiting(),
        deliveries: await store.outbox.counts(),
        oldest: await oldest(),
      };
    },
    async faults() {
      const active = (await store.feeds.tally()).filter(({ status }) => status === 'active');
      const last = active.reduce((at, { lastPolledAt }) => later(at, lastPolledAt), started);
      const faults: string[] = [];
      // Feeds that fail wait for long: only where one is due has polling stopped.
      const isDue = active.some(({ nextPollAt }) => nextPollAt < now());
      if (isDue && between(last, now()) > INTERVALS * settings.pace.most)
        faults.push(`No poll has finished since ${last}, and feeds are due.`);
      const waited = await oldest();
      if (waited > LONGEST_WAIT)
        faults.push(`The oldest delivery has waited for ${Math.floor(waited / MINUTE)} minutes.`);
      return faults;
    },
  };
}

function later(at: Instant, other: Instant | null): Instant {
  return other !== null && other > at ? other : at;
}

function stateOf({ status, failing }: FeedTally): keyof Vitals['feeds'] {
  if (status !== 'active') return status;
  return failing ? 'failing' : 'well';
}
