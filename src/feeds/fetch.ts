import { SECOND } from '../model/time.ts';
import { readCapped } from './body.ts';
import { networkFault, statusFault } from './fault.ts';
import { FeedError } from './feed-error.ts';
import { placeOf } from './place.ts';

export { FeedError };

/** What to fetch, with the validators of the last answer. */
export interface FeedRequest {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly userAgent: string;
}

/** What came: a document with the address that gave it in the end, or nothing new, or the feed's end (410). */
export type Fetched =
  | {
      readonly kind: 'document';
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
      readonly url: string;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'gone' };

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** `recording:` is answered by the fetch that a rehearsal injects. */
const SCHEMES = new Set(['http:', 'https:', 'recording:']);
const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/**
 * Fetches a feed conditionally (RFC 9110), following redirects one by one. `deadline`, in milliseconds,
 * is for everything together, the body included. Throws FeedError in words for a person.
 */
export async function fetchFeed(
  request: FeedRequest,
  fetch: typeof globalThis.fetch,
  deadline: number = 20 * SECOND,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(deadline);
  let url = addressOf(request.url, request.url);
  // fetch takes no credentials in an address: they become a header, and only for the server they are meant for.
  const { origin, username, password } = url;
  const login = username === '' ? null : `Basic ${basic(username, password)}`;
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      url.username = url.password = '';
      const headers = headersOf(request, url.origin === origin ? login : null);
      const response = await fetch(url.href, { headers, redirect: 'manual', signal });
      const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (location === null) return await fetchedOf(response, request, url.href);
      await response.body?.cancel();
      url = addressOf(location, url.href);
    }
  } catch (error) {
    throw networkFault(error, url.href, deadline);
  }
  throw new FeedError(
    `${placeOf(request.url)} redirects more than ${MAX_REDIRECTS} times: look up the feed's present address.`,
  );
}

async function fetchedOf(response: Response, request: FeedRequest, url: string): Promise<Fetched> {
  const { headers, status } = response;
  const conditional = request.etag !== null || request.lastModified !== null;
  if (response.ok) {
    return {
      kind: 'document',
      bytes: await readCapped(response, url),
      contentType: headers.get('content-type'),
      etag: headers.get('etag'),
      lastModified: headers.get('last-modified'),
      url,
    };
  }
  await response.body?.cancel();
  if (status === 410) return { kind: 'gone' };
  // Without validators of ours there is nothing to be unchanged from.
  if (status === 304 && conditional) return { kind: 'unchanged' };
  throw statusFault(response, url);
}

function headersOf(request: FeedRequest, login: string | null): Record<string, string> {
  return {
    accept: ACCEPT,
    'user-agent': request.userAgent,
    ...(request.etag !== null && { 'if-none-match': request.etag }),
    ...(request.lastModified !== null && { 'if-modified-since': request.lastModified }),
    ...(login !== null && { authorization: login }),
  };
}

function addressOf(address: string, base: string): URL {
  if (!URL.canParse(address, base)) {
    throw new FeedError('That is not an address: give it whole, as in https://news.example/feed.xml.');
  }
  const url = new URL(address, base);
  if (SCHEMES.has(url.protocol)) return url;
  throw new FeedError(
    `Feeds are read over http and https, not ${url.protocol} Give the feed's address on the web.`,
  );
}

function basic(username: string, password: string): string {
  return Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
}
