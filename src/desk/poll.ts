import { messageOf, StoreFault, UserError } from '../errors.ts';
import type { Arrival, Fetched } from '../feeds/answer.ts';
import { nextPoll } from '../feeds/backoff.ts';
import { FeedError } from '../feeds/feed-error.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import { nextPollOf } from '../feeds/next-poll.ts';
import { placeOf } from '../feeds/place.ts';
import { rhythmOf, slower } from '../feeds/rhythm.ts';
import { type Offer, offerOf } from '../feeds/websub.ts';
import type { Feed } from '../model/feed.ts';
import { between, HOUR, type Instant } from '../model/time.ts';
import type { FeedChange } from '../storage/store.ts';
import type { DeskDeps } from './deps.ts';
import { type Ingested, ingest } from './ingest.ts';
import { isPushed, noteOffer } from './subscribe.ts';
import { traced } from './traced.ts';

/** How long a permanent redirect must hold before the feed's address is changed: some are an outage's. */
const MOVED_FOR_GOOD = 24 * HOUR;
const NOTHING = { added: 0, edited: 0, took: null };

/** How a poll went; `error` is for a person. */
export interface Polled extends Ingested {
  readonly feed: Feed;
  readonly error: string | null;
  /** Milliseconds that its document took to be taken in; null where there was none. */
  readonly took: number | null;
}

/** Fetches a feed and takes in what is new. Its polling state is stored last, so that a crash repeats the poll. */
export async function poll(outer: DeskDeps, feed: Feed): Promise<Polled> {
  const deps = traced(outer, 'poll', feed.id);
  const { store, settings, observe, log } = deps;
  const now = deps.now();
  try {
    const { etag, lastModified, bodyHash } = feed;
    const url = isMoved(feed, now) ? (feed.movedTo ?? feed.url) : feed.url;
    // The address that it has moved to may be another's server.
    const headers = isSameOrigin(url, feed.url) ? await store.feeds.headers(feed.id) : {};
    const request = { url, etag, lastModified, bodyHash, headers, userAgent: settings.userAgent };
    const fetched = await deps.polite(url, () => fetchFeed(request, deps.fetch));
    if (fetched.kind === 'gone') {
      const error = 'The publisher says that it is gone for good (410). Remove it, or add its new address.';
      await store.feeds.change(feed.id, { status: 'gone', error, lastPolledAt: now });
      observe?.polled('gone');
      return { feed, ...NOTHING, error };
    }
    const { counts, rhythm, kept, offer } = await takeIn(deps, feed, fetched, now);
    const success = { lastPolledAt: now, lastSuccessAt: now, failures: 0, error: null };
    if (offer !== undefined) await noteOffer(deps, feed, offer);
    const { freshFor } = fetched;
    const [due, isFirst] = [feed.nextPollAt, feed.lastSuccessAt === null];
    const { hints = feed.hints } = kept;
    const read = { now, due, isFirst, isPushed: await isPushed(deps, feed), rhythm, freshFor, hints };
    const next = nextPollOf(read, settings.pace, deps.random);
    await store.feeds.change(feed.id, { ...success, ...kept, ...next, ...moved(feed, fetched, now) });
    observe?.polled(fetched.kind === 'unchanged' ? 'unchanged' : 'read');
    log.debug(counts, 'feed polled');
    return { feed, ...counts, error: null };
  } catch (cause) {
    // That is no fault of the feed, and can be noted nowhere: it is polled again when its lease ends.
    if (cause instanceof StoreFault) throw cause;
    observe?.polled('failed');
    if (!(cause instanceof UserError)) log.error({ err: cause }, 'poll failed');
    const error = cause instanceof UserError ? messageOf(cause) : 'A fault in claimwire; it is in the log.';
    const failures = feed.failures + 1;
    const retryAfter = cause instanceof FeedError ? cause.retryAfter : null;
    const interval = feed.interval ?? settings.pace.least;
    const nextPollAt = nextPoll(now, failures, retryAfter, interval, deps.random);
    // A new address that fails is given up: the next poll asks the old one.
    const back = isMoved(feed, now) ? { movedTo: null, movedSince: null, note: null } : {};
    const state = { lastPolledAt: now, failures, error, nextPollAt, soonestPollAt: nextPollAt };
    await store.feeds.change(feed.id, { ...back, ...state });
    return { feed, ...NOTHING, error };
  }
}

interface TakenIn {
  readonly counts: Ingested & Pick<Polled, 'took'>;
  /** Milliseconds between polls that suit it. */
  readonly rhythm: number;
  /** What is kept for the next request, and for when that is made. */
  readonly kept: FeedChange;
  /** To be pushed, as far as the answer tells: null is a feed without a hub, undefined one that did not say. */
  readonly offer: Offer | null | undefined;
}

async function takeIn(
  deps: DeskDeps,
  feed: Feed,
  fetched: Exclude<Fetched, { kind: 'gone' }>,
  now: Instant,
): Promise<TakenIn> {
  const { pace } = deps.settings;
  const { etag, lastModified, link, url } = fetched;
  if (fetched.kind === 'unchanged') {
    // What the document said counts as long as nothing came of it: a header may have said otherwise since.
    const known = await deps.store.subscriptions.ofFeed(feed.id);
    const offer = offerOf(link, known ? null : feed.push, url) ?? undefined;
    return {
      counts: NOTHING,
      rhythm: slower(feed.interval, pace),
      kept: { etag, lastModified },
      offer,
    };
  }
  const { bytes, contentType, bodyHash } = fetched;
  const document = await deps.reader.read(bytes, contentType, url);
  const began = performance.now();
  const ingested = await ingest(deps, feed, document);
  const counts = { ...ingested, took: performance.now() - began };
  const { hints, push } = document;
  const kept = { etag, lastModified, bodyHash, hints, push };
  const offer = offerOf(link, document.push, url);
  return { counts, rhythm: rhythmOf(document, now, pace), kept, offer };
}

function isSameOrigin(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}

/** Whether a permanent redirect has held for so long that the new address is asked. */
function isMoved({ movedTo, movedSince }: Feed, now: Instant): boolean {
  return movedTo !== null && movedSince !== null && between(movedSince, now) >= MOVED_FOR_GOOD;
}

/** What a permanent redirect changes: it is remembered, and said once it has held. The feed keeps its own name. */
function moved(feed: Feed, { movedTo, url }: Arrival, now: Instant): FeedChange {
  if (isMoved(feed, now)) {
    const note = `Its publisher has moved it to ${placeOf(url)}; change the address where you keep it.`;
    return { note, movedTo: movedTo ?? feed.movedTo };
  }
  if (movedTo === null || movedTo === feed.url) return { movedTo: null, movedSince: null };
  return movedTo === feed.movedTo && feed.movedSince !== null ? {} : { movedTo, movedSince: now };
}
