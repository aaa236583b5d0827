import { messageOf, UserError } from '../errors.ts';
import type { Arrival, Fetched } from '../feeds/answer.ts';
import { nextPoll } from '../feeds/backoff.ts';
import { FeedError } from '../feeds/feed-error.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import { placeOf } from '../feeds/place.ts';
import { rhythmOf, slower } from '../feeds/rhythm.ts';
import type { Feed } from '../model/feed.ts';
import { between, HOUR, type Instant } from '../model/time.ts';
import type { DeskDeps } from './deps.ts';
import { type Ingested, ingest } from './ingest.ts';

/** How long a permanent redirect must hold before the feed's address is changed: some are an outage's. */
const MOVED_FOR_GOOD = 24 * HOUR;
const NOTHING: Ingested = { added: 0, edited: 0 };

/** How a poll went; `error` is for a person. */
export interface Polled extends Ingested {
  readonly feed: Feed;
  readonly error: string | null;
}

type Change = Partial<Omit<Feed, 'id'>>;

/** Fetches a feed and takes in what is new. Its polling state is stored last, so that a crash repeats the poll. */
export async function poll(deps: DeskDeps, feed: Feed): Promise<Polled> {
  const { store, settings, log } = deps;
  const now = deps.now();
  try {
    const { etag, lastModified, bodyHash } = feed;
    const url = isMoved(feed, now) ? (feed.movedTo ?? feed.url) : feed.url;
    const request = { url, etag, lastModified, bodyHash, userAgent: settings.userAgent };
    const fetched = await deps.polite(url, () => fetchFeed(request, deps.fetch));
    if (fetched.kind === 'gone') {
      const error = 'The publisher says that it is gone for good (410). Remove it, or add its new address.';
      await store.feeds.change(feed.id, { status: 'gone', error, lastPolledAt: now });
      return { feed, ...NOTHING, error };
    }
    const { counts, interval, kept } = await takeIn(deps, feed, fetched, now);
    const success = { lastPolledAt: now, lastSuccessAt: now, failures: 0, error: null };
    const state: Change = { ...success, ...kept, interval, nextPollAt: next(deps, interval, 0, null, now) };
    await store.feeds.change(feed.id, { ...state, ...moved(feed, fetched, now) });
    return { feed, ...counts, error: null };
  } catch (cause) {
    if (!(cause instanceof UserError)) log.error({ err: cause, feed: feed.id }, 'poll failed');
    const error = cause instanceof UserError ? messageOf(cause) : 'A fault in claimwire; it is in the log.';
    const failures = feed.failures + 1;
    const retryAfter = cause instanceof FeedError ? cause.retryAfter : null;
    const nextPollAt = next(deps, feed.interval ?? settings.pace.least, failures, retryAfter, now);
    // A new address that fails is given up: the next poll asks the old one.
    const back = isMoved(feed, now) ? { movedTo: null, movedSince: null, note: null } : {};
    await store.feeds.change(feed.id, { ...back, lastPolledAt: now, failures, error, nextPollAt });
    return { feed, ...NOTHING, error };
  }
}

function next(
  { random }: DeskDeps,
  interval: number,
  failures: number,
  retryAfter: number | null,
  now: Instant,
): Instant {
  return nextPoll(now, failures, retryAfter, interval, random);
}

interface TakenIn {
  readonly counts: Ingested;
  /** Milliseconds to the next poll. */
  readonly interval: number;
  /** What the next request sends along. */
  readonly kept: Change;
}

async function takeIn(
  deps: DeskDeps,
  feed: Feed,
  fetched: Exclude<Fetched, { kind: 'gone' }>,
  now: Instant,
): Promise<TakenIn> {
  const { pace } = deps.settings;
  const { etag, lastModified } = fetched;
  // The publisher's own wish counts within what the desk accepts.
  const paced = (interval: number) => Math.min(pace.most, Math.max(interval, fetched.freshFor ?? 0));
  if (fetched.kind === 'unchanged')
    return { counts: NOTHING, interval: paced(slower(feed.interval, pace)), kept: { etag, lastModified } };
  const { bytes, contentType, url, bodyHash } = fetched;
  const document = await deps.reader.read(bytes, contentType, url);
  const counts = await ingest(deps, feed, document);
  return { counts, interval: paced(rhythmOf(document, now, pace)), kept: { etag, lastModified, bodyHash } };
}

/** Whether a permanent redirect has held for so long that the new address is asked. */
function isMoved({ movedTo, movedSince }: Feed, now: Instant): boolean {
  return movedTo !== null && movedSince !== null && between(movedSince, now) >= MOVED_FOR_GOOD;
}

/** What a permanent redirect changes: it is remembered, and said once it has held. The feed keeps its own name. */
function moved(feed: Feed, { movedTo, url }: Arrival, now: Instant): Change {
  if (isMoved(feed, now)) {
    const note = `Its publisher has moved it to ${placeOf(url)}; change the address where you keep it.`;
    return { note, movedTo: movedTo ?? feed.movedTo };
  }
  if (movedTo === null || movedTo === feed.url) return { movedTo: null, movedSince: null };
  return movedTo === feed.movedTo && feed.movedSince !== null ? {} : { movedTo, movedSince: now };
}
