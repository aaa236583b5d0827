import { setImmediate } from 'node:timers/promises';
import { healthOf } from '../command/feed-health.ts';
import type { Feed } from '../model/feed.ts';
import type { Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import { between, HOUR, type Instant, plus } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import type { Trouble } from './trouble.ts';

const FAILING_FOR = 24 * HOUR;
/** Fewer may be bad luck after the desk itself was down. */
const FEWEST_FAILURES = 3;
/** Of a feed that was never read: about a day, as failing feeds are polled. */
const FAILURES_OF_A_DAY = 8;
const SILENT_FOR = 24 * HOUR;
const LONGER_THAN_EVER = 3;
/** Older items say nothing of a feed's rhythm, and reading them costs. */
const REMEMBERED = 90 * 24 * HOUR;
const SINCE = 'nothing new since {time}';
const BEFORE = {
  one: 'until then never more than {n} hour between two items',
  other: 'until then never more than {n} hours between two items',
};

/** The feeds that are gone or have failed for a day. */
export function deadFeeds(feeds: readonly Feed[]): Trouble[] {
  return feeds.flatMap((feed): Trouble[] => {
    const kind = feed.status === 'gone' ? 'gone' : hasFailed(feed) ? 'failing' : null;
    return kind === null ? [] : [{ kind, about: `${kind}/${feed.id}`, entry: (say) => lineOf(feed, say) }];
  });
}

/** A feed and how it is, in a line. */
export function lineOf(feed: Feed, say: Say): Text {
  return healthOf({ ...feed, subscription: null }, say);
}

function hasFailed({ status, failures, lastSuccessAt, lastPolledAt }: Feed): boolean {
  if (status !== 'active' || lastPolledAt === null) return false;
  if (lastSuccessAt === null) return failures >= FAILURES_OF_A_DAY;
  return failures >= FEWEST_FAILURES && between(lastSuccessAt, lastPolledAt) >= FAILING_FOR;
}

/** The feeds that can be read, and have brought nothing for three times as long as ever before. */
export async function silentFeeds(store: Store, feeds: readonly Feed[], now: Instant): Promise<Trouble[]> {
  const silent: Trouble[] = [];
  for (const feed of feeds) {
    if (feed.status !== 'active' || feed.lastSuccessAt === null) continue;
    // Each one takes the thread for some milliseconds.
    await setImmediate();
    const rhythm = await store.items.rhythm(feed.id, plus(now, -REMEMBERED));
    if (rhythm === null || rhythm.longestGap === 0) continue;
    const { latest, longestGap } = rhythm;
    // Not until now: while the desk was down nobody looked.
    if (between(latest, feed.lastSuccessAt) <= Math.max(SILENT_FOR, LONGER_THAN_EVER * longestGap)) continue;
    const n = Math.ceil(longestGap / HOUR);
    silent.push({
      kind: 'silent',
      about: `silent/${feed.id}`,
      entry: (say) => [
        { strong: feed.outlet },
        ' · ',
        ...say.spans(SINCE, { time: { time: latest } }),
        ` · ${say.many(n, BEFORE)}`,
      ],
    });
  }
  return silent;
}
