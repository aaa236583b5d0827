import { SECOND } from '../model/time.ts';
import { type Arrival, type Fetched, fetchedOf, type Redirect } from './answer.ts';
import { lateFault, networkFault } from './fault.ts';
import { FeedError } from './feed-error.ts';
import { placeOf } from './place.ts';
import { commonHeaders, type FeedRequest, ownHeaders } from './request.ts';

export type { Fetched };
export { FeedError };

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const WEB = new Set(['http:', 'https:']);
/** `recording:` is answered by the fetch that a rehearsal injects. */
const RECORDING = 'recording:';

/**
 * Fetches a feed conditionally (RFC 9110), following redirects one by one. `deadline`, in milliseconds,
 * is for everything together, the body included. Throws FeedError in words for a person.
 */
export async function fetchFeed(
  request: FeedRequest,
  fetch: typeof globalThis.fetch,
  deadline: number = 20 * SECOND,
): Promise<Fetched> {
  const start = addressOf(request.url);
  // fetch takes no credentials in an address: they become a header.
  const own = ownHeaders(request, start);
  const common = commonHeaders(request);
  const signal = AbortSignal.timeout(deadline);
  const redirects: Redirect[] = [];
  let url = bare(start);
  let referrer = request.from ?? '';
  try {
    for (;;) {
      const headers = url.origin === start.origin ? { ...common, ...own } : common;
      const response = await fetch(url.href, { headers, redirect: 'manual', signal, referrer });
      const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (location === null) {
        return await fetchedOf(response, request, arrival(start, url, redirects), place(request, url));
      }
      await response.body?.cancel();
      referrer = url.href;
      url = next(request, url, location, response.status, redirects);
    }
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw signal.aborted
      ? lateFault(place(request, url), deadline)
      : networkFault(error, place(request, url));
  }
}

/** Takes a step, which is noted in `redirects`. */
function next(request: FeedRequest, from: URL, location: string, status: number, redirects: Redirect[]): URL {
  const where = placeOf(request.url);
  // Headers come as one letter a byte, and some servers redirect to addresses in plain UTF-8.
  const address = Buffer.from(location, 'latin1').toString();
  if (!URL.canParse(address, from.href)) {
    throw new FeedError(
      `${where} redirects to something that is no address: look up the feed's present address.`,
    );
  }
  const to = new URL(address, from.href);
  if (!WEB.has(to.protocol)) {
    throw new FeedError(
      `${where} redirects to ${to.protocol} but feeds are read over http and https only: look up the feed's present address.`,
    );
  }
  redirects.push({ status, from: from.href, to: bare(to).href });
  if (redirects.length > MAX_REDIRECTS) {
    throw new FeedError(
      `${where} redirects more than ${MAX_REDIRECTS} times: look up the feed's present address.`,
    );
  }
  if (redirects.some((step) => step.from === bare(to).href)) {
    throw new FeedError(
      `${where} redirects in a circle, perhaps for a cookie, which feeds are read without: look up the feed's present address.`,
    );
  }
  return bare(to);
}

function arrival(start: URL, url: URL, redirects: readonly Redirect[]): Arrival {
  const downgraded = redirects.some(({ from, to }) => from.startsWith('https:') && to.startsWith('http:'));
  const isPermanent = redirects.every(({ status }) => status === 301 || status === 308);
  const moved = redirects.length > 0 && isPermanent && !downgraded;
  return { url: url.href, redirects, downgraded, movedTo: moved ? withLogin(url, start) : null };
}

/** The login of the feed's address stays with it for as long as the server is the same. */
function withLogin(url: URL, { origin, username, password }: URL): string {
  return url.origin === origin ? Object.assign(new URL(url), { username, password }).href : url.href;
}

function bare(url: URL): URL {
  return Object.assign(new URL(url), { username: '', password: '' });
}

/** Where a fetch is, for a person. */
function place(request: FeedRequest, url: URL): string {
  const [asked, now] = [placeOf(request.url), placeOf(url.href)];
  return asked === now ? asked : `${asked} redirects to ${now}, which`;
}

function addressOf(address: string): URL {
  if (!URL.canParse(address)) {
    throw new FeedError('That is not an address: give it whole, as in https://news.example/feed.xml.');
  }
  const url = new URL(address);
  if (WEB.has(url.protocol) || url.protocol === RECORDING) return url;
  throw new FeedError(
    `Feeds are read over http and https, not ${url.protocol} Give the feed's address on the web.`,
  );
}
