import { createHash } from 'node:crypto';
import type { Desk, TestedFeed } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import type { Arrival } from '../feeds/answer.ts';
import { FeedError, fetchFeed } from '../feeds/fetch.ts';
import type { Subscription } from '../feeds/opml.ts';
import { type Feed, shownAddress } from '../model/feed.ts';
import type { PushSubscription, ShownSubscription } from '../model/subscription.ts';
import type { Instant } from '../model/time.ts';
import type { DeskDeps } from './deps.ts';

/** A feed as it is on the day it is subscribed to: due at once. The same address is the same feed, also when it comes back. */
export function newFeed(url: string, outlet: string, now: Instant): Feed {
  return {
    id: createHash('sha256').update(url).digest('hex').slice(0, 16),
    url,
    outlet,
    status: 'active',
    etag: null,
    lastModified: null,
    bodyHash: null,
    movedTo: null,
    movedSince: null,
    lastPolledAt: null,
    lastSuccessAt: null,
    nextPollAt: now,
    soonestPollAt: null,
    interval: null,
    hints: null,
    push: null,
    headerNames: [],
    failures: 0,
    error: null,
    note: null,
  };
}

/** Follows those of these feeds that the desk does not follow yet, all or none; returns them. */
export function followAll(
  { store, now }: Pick<DeskDeps, 'store' | 'now'>,
  feeds: readonly Subscription[],
): Promise<Feed[]> {
  return store.transaction(async (within) => {
    const added: Feed[] = [];
    for (const { url, outlet } of feeds) {
      if (await within.feeds.byUrl(url)) continue;
      const feed = newFeed(url, outlet, now());
      await within.feeds.add(feed);
      added.push(feed);
    }
    return added;
  });
}

/** The use-cases behind /feeds. */
export function feedUseCases(deps: DeskDeps): Desk['feeds'] {
  const { store, fetch, polite, reader, now, settings } = deps;

  async function subscribed(url: string): Promise<Feed> {
    const feed = (await store.feeds.list()).find((one) => one.url === url || shownAddress(one.url) === url);
    if (!feed) throw new UserError(`The desk does not follow ${url}. /feeds list shows what it follows.`);
    return feed;
  }

  async function read(url: string): Promise<TestedFeed & { movedTo: string | null }> {
    const known = await store.feeds.byUrl(url);
    const headers = known ? await store.feeds.headers(known.id) : {};
    const request = { url, etag: null, lastModified: null, headers, userAgent: settings.userAgent };
    const fetched = await polite(url, () => fetchFeed(request, fetch));
    if (fetched.kind !== 'document')
      throw new UserError(`${shownAddress(url)} is gone for good (410). Look for its new address.`);
    const document = await reader.read(fetched.bytes, fetched.contentType, fetched.url);
    return { document, notes: notesOf(fetched), movedTo: fetched.movedTo };
  }

  async function mustBeNew(url: string): Promise<void> {
    if (await store.feeds.byUrl(url)) throw new UserError(`The desk follows ${shownAddress(url)} already.`);
  }

  return {
    async list() {
      const subscriptions = settings.publicUrl === null ? [] : await store.subscriptions.list();
      const wanted = subscriptions.filter(({ state }) => state !== 'ending');
      const byFeed = new Map(wanted.map((one) => [one.feedId, shown(one)]));
      return (await store.feeds.list()).map((feed) => ({
        ...feed,
        subscription: byFeed.get(feed.id) ?? null,
      }));
    },
    test: (url) => read(addressOf(url)),
    async add(url, outlet) {
      const asked = addressOf(url);
      await mustBeNew(asked);
      try {
        const { document, notes, movedTo } = await read(asked);
        const address = movedTo ?? asked;
        await mustBeNew(address);
        const feed = newFeed(address, outlet ?? (document.title || new URL(address).host), now());
        await store.feeds.add(feed);
        return { kind: 'added', feed, document, notes };
      } catch (error) {
        if (!(error instanceof FeedError) || error.offers.length === 0) throw error;
        return { kind: 'page', offers: error.offers };
      }
    },
    async remove(url) {
      const feed = await subscribed(url);
      await store.feeds.remove(feed.id);
      return feed;
    },
    async setPaused(url, paused) {
      const feed = await subscribed(url);
      await store.feeds.change(
        feed.id,
        paused ? { status: 'paused' } : { status: 'active', nextPollAt: now() },
      );
      return feed;
    },
  };
}

function shown({ hub, state, leaseEndsAt, error }: PushSubscription): ShownSubscription {
  return { hub: new URL(hub).host, state, leaseEndsAt, error };
}

/** What a person should know of the way to a feed. */
function notesOf({ movedTo, redirects, downgraded, url }: Arrival): string[] {
  const notes: string[] = [];
  if (movedTo !== null) notes.push(`It has moved for good to ${shownAddress(movedTo)}.`);
  else if (redirects.length > 0) notes.push(`For now it redirects to ${shownAddress(url)}.`);
  if (downgraded)
    notes.push(
      'On the way it leaves https for http, where others can read and change it; ask its publisher.',
    );
  return notes;
}

function addressOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UserError(
      `${url} is no web address. Give the whole address of the feed, with https:// in front.`,
    );
  return new URL(url).href;
}
