import { createHash } from 'node:crypto';
import { readCapped, readStart } from './body.ts';
import { isChallenge } from './challenge.ts';
import { challengeFault, pageFault, statusFault } from './fault.ts';
import { freshFor } from './freshness.ts';
import { pageOf } from './page.ts';
import type { FeedRequest } from './request.ts';

/** A step of the way to a feed. */
export interface Redirect {
  readonly status: number;
  readonly from: string;
  readonly to: string;
}

/** How an answer was reached. */
export interface Arrival {
  /** The address that gave it in the end. */
  readonly url: string;
  readonly redirects: readonly Redirect[];
  /** The feed's new address, if every step was permanent (301, 308) and none gave up https; else null. */
  readonly movedTo: string | null;
  /** A step led from https to http. */
  readonly downgraded: boolean;
}

/** What an answer asks to be remembered for the next request. */
interface Kept {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Milliseconds for which the publisher says that nothing new is to be had; null if it says nothing. */
  readonly freshFor: number | null;
  /** The header `Link` (RFC 8288), in which a feed may name its WebSub hub. */
  readonly link: string | null;
}

/** What came: a document, or nothing new, or the feed's end (410). */
export type Fetched =
  | ({
      readonly kind: 'document';
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      /** SHA-256 of the bytes, in hexadecimal digits. */
      readonly bodyHash: string;
    } & Kept &
      Arrival)
  | ({ readonly kind: 'unchanged' } & Kept & Arrival)
  | ({ readonly kind: 'gone' } & Arrival);

const START = 64_000;

/** Makes of an answer what the desk needs to know. Throws FeedError; `place` is where, for a person. */
export async function fetchedOf(
  response: Response,
  request: FeedRequest,
  arrival: Arrival,
  place: string,
): Promise<Fetched> {
  const { headers, status } = response;
  if (status === 410) {
    await response.body?.cancel();
    return { kind: 'gone', ...arrival };
  }
  const isConditional = request.etag !== null || request.lastModified !== null;
  // Without validators of ours there is nothing to be unchanged from.
  if ((status === 304 && isConditional) || (response.ok && hasSameEtag(headers, request))) {
    await response.body?.cancel();
    return { kind: 'unchanged', ...kept(headers, request), ...arrival };
  }
  if (!response.ok) {
    const isPage = /html/i.test(headers.get('content-type') ?? '');
    const start = isPage ? await readStart(response, START) : '';
    if (!isPage) await response.body?.cancel();
    throw isChallenge(headers, start) ? challengeFault(headers, place) : statusFault(response, place);
  }
  const bytes = await readCapped(response, place);
  const bodyHash = createHash('sha256').update(bytes).digest('hex');
  if (bodyHash === request.bodyHash) return { kind: 'unchanged', ...kept(headers, null), ...arrival };
  const page = pageOf(bytes, arrival.url);
  const start = page ? new TextDecoder().decode(bytes.subarray(0, START)) : '';
  if ((page || bytes.length === 0) && isChallenge(headers, start)) throw challengeFault(headers, place);
  if (page) throw pageFault(page.offers, arrival.url, place);
  const contentType = headers.get('content-type');
  return { kind: 'document', bytes, contentType, bodyHash, ...kept(headers, null), ...arrival };
}

/**
 * Some servers never answer 304, but say by the same ETag that nothing changed. The same Last-Modified alone is
 * not believed then: where pages are made on the fly it is often a template's, and news would go unseen.
 */
function hasSameEtag(headers: Headers, { etag }: FeedRequest): boolean {
  const strong = (tag: string | null) => tag?.trim().replace(/^W\//, '');
  return etag !== null && strong(headers.get('etag')) === strong(etag);
}

/** What a 304 leaves out stays as it was (RFC 9111, 4.3.4). */
function kept(headers: Headers, before: FeedRequest | null): Kept {
  return {
    etag: headers.get('etag') ?? before?.etag ?? null,
    lastModified: headers.get('last-modified') ?? before?.lastModified ?? null,
    freshFor: freshFor(headers),
    link: headers.get('link'),
  };
}
