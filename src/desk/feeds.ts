import { createHash } from 'node:crypto';
import type { Desk } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import type { Subscription } from '../feeds/opml.ts';
import { type Feed, type FeedDocument, shownAddress } from '../model/feed.ts';
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
    interval: null,
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
  const { store, fetch, reader, now, settings } = deps;

  async function subscribed(url: string): Promise<Feed> {
    const feed = (await store.feeds.list()).find((one) => one.url === url || shownAddress(one.url) === url);
    if (!feed) throw new UserError(`The desk does not follow ${url}. /feeds list shows what it follows.`);
    return feed;
  }

  async function test(url: string): Promise<FeedDocument> {
    const fetched = await fetchFeed(
      { url: addressOf(url), etag: null, lastModified: null, userAgent: settings.userAgent },
      fetch,
    );
    if (fetched.kind !== 'document')
      throw new UserError(`${url} is gone for good (410). Look for its new address.`);
    return reader.read(fetched.bytes, fetched.contentType, fetched.url);
  }

  return {
    list: () => store.feeds.list(),
    test,
    async add(url, outlet) {
      const address = addressOf(url);
      if (await store.feeds.byUrl(address)) throw new UserError(`The desk follows ${address} already.`);
      const document = await test(address);
      const feed = newFeed(address, outlet ?? (document.title || new URL(address).host), now());
      await store.feeds.add(feed);
      return { feed, document };
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

function addressOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UserError(
      `${url} is no web address. Give the whole address of the feed, with https:// in front.`,
    );
  return new URL(url).href;
}
