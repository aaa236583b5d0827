import { SECOND } from '../model/time.ts';
import { lateFault, networkFault } from './fault.ts';
import { FeedError } from './feed-error.ts';
import { placeOf } from './place.ts';

/** What a hub is asked (WebSub, section 5.1). */
export interface HubRequest {
  readonly mode: 'subscribe' | 'unsubscribe';
  readonly hub: string;
  readonly topic: string;
  readonly callback: string;
  readonly secret: string;
  /** Seconds. */
  readonly lease: number;
  readonly userAgent: string;
  /** The feed's own address, whose document names the hub: `topic` is what that calls itself. */
  readonly from: string;
}

const MAX_REDIRECTS = 3;
const DEADLINE = 10 * SECOND;

/**
 * Sends a request to a hub; it is taken up once the hub has verified it at the callback. Follows 307 and 308, which
 * repeat the request. Throws FeedError in words for a person. `stop` ends it.
 */
export async function askHub(
  request: HubRequest,
  fetch: typeof globalThis.fetch,
  stop: AbortSignal,
): Promise<void> {
  const late = AbortSignal.timeout(DEADLINE);
  const signal = AbortSignal.any([late, stop]);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': request.userAgent,
  };
  let url = request.hub;
  let referrer = request.from;
  const place = () => `The hub ${placeOf(url)}`;
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const body = bodyOf(request);
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal,
        referrer,
      });
      await response.body?.cancel();
      if (response.ok) return;
      if (response.status !== 307 && response.status !== 308) throw refused(response, place());
      referrer = url;
      url = next(response.headers.get('location'), url, place());
    }
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw late.aborted ? lateFault(place(), DEADLINE) : networkFault(error, place());
  }
  throw new FeedError(`The hub ${placeOf(request.hub)} redirects more than ${MAX_REDIRECTS} times.`);
}

/** As text, since a stream could not be sent again to where it redirects. */
function bodyOf({ mode, topic, callback, secret, lease }: HubRequest): string {
  const fields = { 'hub.mode': mode, 'hub.topic': topic, 'hub.callback': callback };
  const wish = mode === 'subscribe' ? { 'hub.secret': secret, 'hub.lease_seconds': String(lease) } : {};
  return new URLSearchParams({ ...fields, ...wish }).toString();
}

function next(location: string | null, from: string, place: string): string {
  const to = location !== null && URL.canParse(location, from) ? new URL(location, from) : null;
  if (!to || !/^https?:$/.test(to.protocol))
    throw new FeedError(`${place} redirects to something that is no web address.`);
  // The secret is not to be sent in the clear where the publisher named an address with https.
  if (from.startsWith('https:') && to.protocol === 'http:')
    throw new FeedError(`${place} redirects from https to http.`);
  return to.href;
}

function refused({ status, headers }: Response, place: string): FeedError {
  const wait = headers.get('retry-after') ?? '';
  return new FeedError(
    `${place} answered with status ${status}.`,
    /^\d{1,5}$/.test(wait) ? Number(wait) * SECOND : null,
  );
}
