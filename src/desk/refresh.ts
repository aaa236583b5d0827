import type { Feed } from '../model/feed.ts';
import { HOUR, type Instant, MINUTE, plus } from '../model/time.ts';
import type { DeskDeps } from './deps.ts';
import { type Polled, poll } from './poll.ts';
import type { Turns } from './turns.ts';

const LEASE = 5 * MINUTE;
/** Many, since most wait: for their host's turn, or for an answer. */
const AT_ONCE = 64;
/** Leased together; few enough that the last one's turn comes before its lease ends, even where all are slow. */
const BATCH = 256;

/**
 * How long a topic is in motion after it was told of: an answer, a denial or a correction mostly comes within a shift
 * of the desk, and what is still silent after six hours is back in its feeds' own rhythm.
 */
const IN_MOTION = 6 * HOUR;
/** A feed counts as one of a topic's for so long after it brought an item of it. */
const BROUGHT = 30 * 24 * HOUR;

/** Polls every feed that is due, side by side; no feed's fault stops another. `polled` hears of each that is done. */
export async function refresh(
  deps: DeskDeps,
  turns: Turns,
  polled: (poll: Polled) => void = () => {},
): Promise<Polled[]> {
  const now = deps.now();
  await deps.store.feeds.hurry(plus(now, -IN_MOTION), plus(now, -BROUGHT));
  const done: Polled[] = [];
  const due = dueFeeds(deps, now);
  const worker = async () => {
    for await (const feed of due) {
      const one = await turns.run(feed.id, () => poll(deps, feed));
      done.push(one);
      polled(one);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}

/** The feeds that are due at `now`, leased as they are asked for. */
async function* dueFeeds({ store, now: clock }: DeskDeps, now: Instant): AsyncGenerator<Feed> {
  for (;;) {
    const batch = await store.feeds.lease(now, plus(clock(), LEASE), BATCH);
    if (batch.length === 0) return;
    yield* batch;
  }
}
