import { messageOf, UserError } from '../errors.ts';
import { nextPoll } from '../feeds/backoff.ts';
import { FeedError } from '../feeds/feed-error.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import { readFeed } from '../feeds/read.ts';
import { rhythmOf, slower } from '../feeds/rhythm.ts';
import type { Feed } from '../model/feed.ts';
import { MINUTE, plus } from '../model/time.ts';
import type { DeskDeps } from './deps.ts';
import { type Ingested, ingest } from './ingest.ts';

const LEASE = 5 * MINUTE;
const AT_ONCE = 8;

/** How a poll went; `error` is for a person. */
export interface Polled extends Ingested {
  readonly feed: Feed;
  readonly error: string | null;
}

/** Polls every feed that is due, a few side by side; no feed's fault stops another. */
export async function refresh(deps: DeskDeps): Promise<Polled[]> {
  const now = deps.now();
  const due = await deps.store.feeds.lease(now, plus(now, LEASE), Number.MAX_SAFE_INTEGER);
  const done: Polled[] = [];
  const queue = due[Symbol.iterator]();
  const worker = async () => {
    for (const feed of queue) done.push(await poll(deps, feed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}

/** Fetches a feed and takes in what is new. Its polling state is stored last, so that a crash repeats the poll. */
async function poll(deps: DeskDeps, feed: Feed): Promise<Polled> {
  const { store, settings, random, log } = deps;
  const now = deps.now();
  const next = (interval: number, failures: number, retryAfter: number | null) =>
    nextPoll(now, failures, retryAfter, interval, random);
  try {
    const { url, etag, lastModified } = feed;
    const fetched = await fetchFeed({ url, etag, lastModified, userAgent: settings.userAgent }, deps.fetch);
    if (fetched.kind === 'gone') {
      const error =
        'The publisher says that this feed is gone for good (410). Remove it, or add its new address.';
      await store.feeds.change(feed.id, { status: 'gone', error, lastPolledAt: now });
      return { feed, added: 0, edited: 0, error };
    }
    const good = { lastPolledAt: now, lastSuccessAt: now, failures: 0, error: null };
    if (fetched.kind === 'unchanged') {
      const interval = slower(feed.interval, settings.pace);
      await store.feeds.change(feed.id, { ...good, interval, nextPollAt: next(interval, 0, null) });
      return { feed, added: 0, edited: 0, error: null };
    }
    const document = await readFeed(fetched.bytes, fetched.contentType, fetched.url);
    const counts = await ingest(deps, feed, document);
    const interval = rhythmOf(document, now, settings.pace);
    const validators = { etag: fetched.etag, lastModified: fetched.lastModified };
    await store.feeds.change(feed.id, {
      ...good,
      ...validators,
      interval,
      nextPollAt: next(interval, 0, null),
    });
    return { feed, ...counts, error: null };
  } catch (cause) {
    if (!(cause instanceof UserError)) log.error({ err: cause, feed: feed.id }, 'poll failed');
    const error = cause instanceof UserError ? messageOf(cause) : 'A fault in claimwire; it is in the log.';
    const failures = feed.failures + 1;
    const retryAfter = cause instanceof FeedError ? cause.retryAfter : null;
    await store.feeds.change(feed.id, {
      lastPolledAt: now,
      failures,
      error,
      nextPollAt: next(feed.interval ?? settings.pace.least, failures, retryAfter),
    });
    return { feed, added: 0, edited: 0, error };
  }
}
