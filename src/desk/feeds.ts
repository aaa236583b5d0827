import { createHash } from 'node:crypto';
import type { Desk } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import { formatOpml, parseOpml, type Subscription } from '../feeds/opml.ts';
import { type Feed, type FeedDocument, shownAddress } from '../model/feed.ts';
import type { PushSubscription, ShownSubscription } from '../model/subscription.ts';
import type { Instant } from '../model/time.ts';
import type { DeskDeps } from './deps.ts';
import { addressOf, findFeed, readOnce } from './feed-find.ts';
import { overlapsOf } from './feed-overlap.ts';

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
  const { store, now, settings } = deps;

  async function subscribed(url: string): Promise<Feed> {
    const feed = (await store.feeds.list()).find((one) => one.url === url || shownAddress(one.url) === url);
    if (!feed)
      throw new UserError('The desk does not follow {url}. /feeds list shows what it follows.', { url });
    return feed;
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
    test: (url) => readOnce(deps, addressOf(url)),
    async preview(url, outlet) {
      const found = await findFeed(deps, url);
      if (found.kind === 'page') return found;
      const name = outlet ?? nameOf(found);
      return { ...found, outlet: name, overlaps: await overlapsOf(store, found.document, name) };
    },
    async add(url, outlet) {
      const found = await findFeed(deps, url);
      if (found.kind === 'page') return found;
      const { address, document, notes } = found;
      const feed = newFeed(address, outlet ?? nameOf(found), now());
      await store.feeds.add(feed);
      return { kind: 'added', feed, document, notes };
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
    async export() {
      const feeds = (await store.feeds.list()).filter(({ url }) => /^https?:/.test(url));
      return formatOpml(
        'claimwire',
        feeds.map(({ url, outlet }) => ({ url: shownAddress(url), outlet })),
      );
    },
    async import(opml) {
      const feeds = parseOpml(opml);
      // What was exported here lacks the logins, and is the same feeds all the same.
      const known = new Set((await store.feeds.list()).map(({ url }) => shownAddress(url)));
      const added = await followAll(
        deps,
        feeds.filter(({ url }) => !known.has(url)),
      );
      return { added, known: feeds.length - added.length };
    },
  };
}

/** What a feed is called where the desk gives it no name. */
function nameOf({ document, address }: { document: FeedDocument; address: string }): string {
  return document.title || new URL(address).host;
}

function shown({ hub, state, leaseEndsAt, error }: PushSubscription): ShownSubscription {
  return { hub: new URL(hub).host, state, leaseEndsAt, error };
}
