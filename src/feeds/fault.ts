import { HOUR, SECOND } from '../model/time.ts';
import { LED, REFUSED } from './addresses.ts';
import { FeedError } from './feed-error.ts';

/** A server may put us off for a day; a longer wish is more likely its mistake than its will. */
const LONGEST_WAIT = 24 * HOUR;

const BY_CODE: Readonly<Record<string, string>> = {
  [REFUSED]:
    'is on this machine or within its network, where feeds are not read: use its public address, or add its host to FEED_ALLOW_HOSTS',
  [LED]:
    'is a host that FEED_ALLOW_HOSTS opens to the desk, and to nobody who leads there: follow the feed by its own address there',
  ENOTFOUND: 'has a name that cannot be found: check the address for a typing error, and the network',
  EAI_AGAIN: 'has a name that could not be looked up just now: check the network; it is tried again',
  ECONNREFUSED: 'refuses the connection: its server is down or the port is wrong; it is tried again',
  ECONNRESET: 'broke off the connection; it is tried again',
  UND_ERR_SOCKET: 'broke off the connection; it is tried again',
  EHOSTUNREACH: 'cannot be reached from here: check the network; it is tried again',
  ENETUNREACH: 'cannot be reached from here: check the network; it is tried again',
  ETIMEDOUT: 'did not answer in time; it is tried again',
  UND_ERR_CONNECT_TIMEOUT: 'did not answer in time; it is tried again',
  UND_ERR_HEADERS_TIMEOUT: 'did not answer in time; it is tried again',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of its answer; it is tried again',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'stopped in the middle of its answer; it is tried again',
  UND_ERR_HEADERS_OVERFLOW: 'answers with more headers than any feed needs: tell the publisher',
};

/** Codes that come in families; the first that fits is taken. */
const BY_FORM: readonly (readonly [RegExp, string])[] = [
  [
    /CERT|SIGNED|SIGNATURE|_TLS_/,
    'has a certificate that cannot be trusted: tell the publisher, or use another address',
  ],
  [
    /^Z_|^ERR__ERROR|^ERR_PADDING|BROTLI|ZSTD/i,
    'sends a compressed answer that is damaged: tell the publisher; it is tried again',
  ],
  [/^HPE_|HTTP2/, 'answers in a way that is no proper HTTP: tell the publisher; it is tried again'],
  [
    /^UND_ERR_(?:PRX|SOCKS5|ABORTED)/,
    'cannot be reached through the proxy: check HTTPS_PROXY and HTTP_PROXY',
  ],
];

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'wants a login: put the name and password into the address, or ask the publisher for an open feed',
  403: 'does not let us read it: ask the publisher to allow this reader, or remove the feed',
  404: "has no feed there: look up the feed's present address and subscribe to that",
  429: 'says that we ask too often: it is asked again later; poll it less often if this goes on',
  451: 'keeps it from us for legal reasons: ask the publisher, or remove the feed',
};

/**
 * Words for a fetch that threw; what is no fault of the network comes back as it is. The network's error
 * is not kept as a cause: its text may repeat a signed address. `place` is where, for a person.
 */
export function networkFault(error: unknown, place: string): unknown {
  const code = codeOf(error);
  if (code === null && !(error instanceof TypeError && error.cause !== undefined)) return error;
  if (code === null && error instanceof Error && /bad port/.test(String(error.cause))) {
    return new FeedError(
      `${place} is on a port that is kept for other things than the web: check the address.`,
    );
  }
  const [, words] = BY_FORM.find(([form]) => form.test(code ?? '')) ?? [];
  const known = code === null ? undefined : BY_CODE[code];
  if (known) return new FeedError(`${place} ${known}.`);
  if (words) return new FeedError(`${place} ${words} (${code}).`);
  const named = code === null ? '' : ` (${code})`;
  return new FeedError(`${place} could not be fetched${named}: check the address; it is tried again.`);
}

/** Words for an answer that did not come in whole within `deadline`, in milliseconds. */
export function lateFault(place: string, deadline: number): FeedError {
  return new FeedError(`${place} did not answer within ${deadline / SECOND} seconds; it is tried again.`);
}

/** Words for a gatekeeper that lets only people in. */
export function challengeFault(headers: Headers, place: string): FeedError {
  return new FeedError(
    `${place} sends a page that asks whether a person is reading, not a feed: ask the publisher to let this reader in by its User-Agent, or look for another address.`,
    retryAfterOf(headers),
  );
}

/** Words for an answer that is no feed and no "unchanged". */
export function statusFault({ status, headers }: Response, place: string): FeedError {
  const words =
    BY_STATUS[status] ??
    (status >= 500
      ? `has trouble of its own (${status}); it is tried again`
      : `answered with status ${status}: open the address in a browser to see why`);
  return new FeedError(`${place} ${words}.`, retryAfterOf(headers));
}

/** Words for a web page, with the feeds that it names. */
export function pageFault(offers: readonly string[], page: string, place: string): FeedError {
  const [first, ...more] = offers;
  const advice =
    first === undefined
      ? 'look for "RSS" on the page and subscribe to the address behind it.'
      : `subscribe to ${more.length > 0 ? 'one of the feeds' : 'the feed'} that it names, ${offers.join(' or ')}`;
  return new FeedError(`${place} is a web page, not a feed: ${advice}`, null, offers, page);
}

/**
 * Retry-After in milliseconds (RFC 9110, 10.2.3), or null. A date is counted from the answer's own Date,
 * so that neither side's clock has to be right.
 */
function retryAfterOf(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  const wait = /^\d+$/.test(value)
    ? Number(value) * SECOND
    : Date.parse(value) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_WAIT);
}

/** The system's code of what went wrong: fetch wraps it as a cause, and several tries as an AggregateError. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici's parser gives some of its errors no code.
  if (error.name === 'HTTPParserError') return 'HPE_INVALID';
  return codeOf(error instanceof AggregateError ? error.errors[0] : error.cause);
}
