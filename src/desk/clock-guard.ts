import type { Log } from '../log.ts';
import { between, type Instant, MINUTE, plus } from '../model/time.ts';
import type { Store } from '../storage/store.ts';

/**
 * Watches the clock at each round. Where it went back, also while the desk was down, whatever waits for a time by the
 * old clock would wait for as long as that; it is moved by the same span. A clock that goes ahead makes all of it due,
 * which harms nothing.
 */
export function createClockGuard({
  store,
  log,
}: {
  store: Store;
  log: Log;
}): (now: Instant) => Promise<void> {
  let last: Instant | null = null;
  return async (now) => {
    const feeds = last === null ? await store.feeds.list() : [];
    const before = last ?? feeds.reduce((latest, { lastPolledAt }) => laterOf(latest, lastPolledAt), now);
    last = now;
    const back = between(now, before);
    if (back < MINUTE) return;
    log.warn({ from: before, to: now }, 'the clock went back');
    await store.transaction(async (within) => {
      await within.feeds.release();
      for (const { id, nextPollAt, soonestPollAt } of await within.feeds.list())
        await within.feeds.change(id, {
          nextPollAt: plus(nextPollAt, -back),
          soonestPollAt: soonestPollAt && plus(soonestPollAt, -back),
        });
      await within.outbox.hasten(now);
    });
  };
}

function laterOf(a: Instant, b: Instant | null): Instant {
  return b !== null && b > a ? b : a;
}
