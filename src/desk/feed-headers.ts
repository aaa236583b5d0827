import { UserError } from '../errors.ts';
import { checkHeader } from '../feeds/request.ts';
import { shownAddress } from '../model/feed.ts';
import type { DeskDeps } from './deps.ts';
import { newFeed } from './feeds.ts';

/** A header that a feed's own server wants to see; without a value it is taken away. */
export interface FeedHeader {
  readonly url: string;
  readonly name: string;
  readonly value: string;
  /** Follows the feed under this name if the desk does not yet: it could not be tested without the header. */
  readonly outlet: string | null;
}

/** Sets a header of a feed, or takes it away; returns what was done, without its value. Throws UserError. */
export async function setFeedHeader(
  { store, now }: Pick<DeskDeps, 'store' | 'now'>,
  { url, name, value, outlet }: FeedHeader,
): Promise<string> {
  const key = name.toLowerCase();
  checkHeader(key, value);
  return store.transaction(async (within) => {
    const known = (await within.feeds.list()).find((one) => one.url === url || shownAddress(one.url) === url);
    if (!known && outlet === null)
      throw new UserError(
        `The desk does not follow ${shownAddress(url)}. Give its outlet too (--outlet), and the desk follows it.`,
      );
    const feed = known ?? newFeed(url, outlet ?? '', now());
    if (!known) await within.feeds.add(feed);
    const { [key]: _, ...others } = await within.feeds.headers(feed.id);
    await within.feeds.setHeaders(feed.id, value === '' ? others : { ...others, [key]: value });
    // What was refused for want of it is asked again.
    if (known?.status === 'active') await within.feeds.change(feed.id, { nextPollAt: now() });
    const followed = known ? '' : `The desk now follows ${feed.outlet}. `;
    return value === ''
      ? `${followed}${feed.outlet} no longer sends its own header ${key}.`
      : `${followed}${feed.outlet} sends its own header ${key}, to ${new URL(url).host} only.`;
  });
}
