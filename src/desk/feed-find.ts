import type { TestedFeed } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import type { Arrival } from '../feeds/answer.ts';
import { FeedError, fetchFeed } from '../feeds/fetch.ts';
import { shownAddress } from '../model/feed.ts';
import type { Phrase } from '../model/say.ts';
import type { DeskDeps } from './deps.ts';

/** A feed that the desk does not follow yet, and the address that it would follow. */
interface NewFeed extends TestedFeed {
  readonly address: string;
}

type FoundFeed =
  | ({ readonly kind: 'feed' } & NewFeed)
  | { readonly kind: 'page'; readonly offers: readonly string[] };

/** Reads the feed at an address once. Throws UserError in words for a person. */
export async function readOnce(
  { store, fetch, polite, reader, settings }: DeskDeps,
  url: string,
  from?: string,
): Promise<TestedFeed & { movedTo: string | null }> {
  const known = await store.feeds.byUrl(url);
  const headers = known ? await store.feeds.headers(known.id) : {};
  const request = { url, etag: null, lastModified: null, headers, userAgent: settings.userAgent };
  const fetched = await polite(url, () => fetchFeed({ ...request, ...(from && { from }) }, fetch));
  if (fetched.kind !== 'document')
    throw new UserError('{url} is gone for good (410). Look for its new address.', {
      url: shownAddress(url),
    });
  const document = await reader.read(fetched.bytes, fetched.contentType, fetched.url);
  return { document, notes: notesOf(fetched), movedTo: fetched.movedTo };
}

/**
 * The feed at an address, or the one that the web page there names; where it names several, their addresses.
 * Throws UserError if the desk follows it already.
 */
export async function findFeed(deps: DeskDeps, url: string): Promise<FoundFeed> {
  const asked = addressOf(url);
  try {
    return { kind: 'feed', ...(await readNew(deps, asked)) };
  } catch (error) {
    if (!(error instanceof FeedError) || error.offers.length === 0) throw error;
    const [only, ...others] = error.offers;
    if (only === undefined || others.length > 0) return { kind: 'page', offers: error.offers };
    const { notes, ...found } = await readNew(deps, only, error.page ?? asked);
    const where = {
      template: '{page} is a web page; this is the feed that it names: {feed}.',
      filling: { page: shownAddress(asked), feed: shownAddress(only) },
    };
    return { kind: 'feed', ...found, notes: [where, ...notes] };
  }
}

async function readNew(deps: DeskDeps, asked: string, from?: string): Promise<NewFeed> {
  await mustBeNew(deps, asked);
  const { document, notes, movedTo } = await readOnce(deps, asked, from);
  const address = movedTo ?? asked;
  await mustBeNew(deps, address);
  return { address, document, notes };
}

async function mustBeNew({ store }: DeskDeps, url: string): Promise<void> {
  if (await store.feeds.byUrl(url))
    throw new UserError('The desk follows {url} already.', { url: shownAddress(url) });
}

/** What a person should know of the way to a feed. */
function notesOf({ movedTo, redirects, downgraded, url }: Arrival): Phrase[] {
  const notes: Phrase[] = [];
  if (movedTo !== null)
    notes.push({ template: 'It has moved for good to {url}.', filling: { url: shownAddress(movedTo) } });
  else if (redirects.length > 0)
    notes.push({ template: 'For now it redirects to {url}.', filling: { url: shownAddress(url) } });
  if (downgraded)
    notes.push({
      template:
        'On the way it leaves https for http, where others can read and change it; ask its publisher.',
      filling: {},
    });
  return notes;
}

export function addressOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UserError(
      '{url} is no web address. Give the whole address of the feed, with https:// in front.',
      { url },
    );
  return new URL(url).href;
}
