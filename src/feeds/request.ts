import { FeedError } from './feed-error.ts';

/** What to fetch, with the validators of the last answer. */
export interface FeedRequest {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly userAgent: string;
  /** Of the last document (`bodyHash`): an answer with the same body is "unchanged", whatever its headers say. */
  readonly bodyHash?: string | null;
  /** Sent to the feed's own origin only, never to where it redirects, and never shown: a token, a login. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The page that named the feed, where a person did not. */
  readonly from?: string;
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';
/** What belongs to the connection or to how the desk asks, which is not the feed's to change; nor has it cookies. */
const NOT_ITS_OWN =
  /^(?:host|cookie2?|connection|content-.*|expect|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-.*|accept-encoding|range|if-.*)$/i;
const LONGEST_VALUE = 8_000;

/** The headers that go with every request for a feed, wherever it is redirected to. */
export function commonHeaders({ etag, lastModified, userAgent }: FeedRequest): Record<string, string> {
  return {
    accept: ACCEPT,
    'accept-encoding': 'gzip, br, zstd, deflate',
    'user-agent': userAgent,
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

/**
 * The headers that are meant for the feed's own server: a login in its address, and what the desk has set
 * for it. Throws FeedError, which names the header but never its value.
 */
export function ownHeaders(
  { headers = {} }: FeedRequest,
  { username, password }: URL,
): Record<string, string> {
  const own: Record<string, string> = {};
  if (username !== '' || password !== '') own.authorization = `Basic ${basic(username, password)}`;
  for (const [name, value] of Object.entries(headers)) {
    checkHeader(name, value);
    own[name.toLowerCase()] = value;
  }
  return own;
}

/** Throws FeedError, which names the header but never its value, if it cannot be sent with a feed. */
export function checkHeader(name: string, value: string): void {
  if (!NOT_ITS_OWN.test(name) && value.length <= LONGEST_VALUE && canBeSent(name, value)) return;
  throw new FeedError(
    `The header ${name.slice(0, 40)} cannot be sent with a feed: set another, or mend its value.`,
  );
}

function canBeSent(name: string, value: string): boolean {
  if (/[\r\n\0]/.test(value)) return false;
  try {
    new Headers([[name, value]]);
    return true;
  } catch {
    return false;
  }
}

function basic(username: string, password: string): string {
  return Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
}

/** A `%` that stands for itself leaves the text as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
