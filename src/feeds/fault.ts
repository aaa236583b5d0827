import { HOUR, SECOND } from '../model/time.ts';
import { FeedError } from './feed-error.ts';
import { placeOf } from './place.ts';

/** A server may put us off for a day; a longer wish is more likely its mistake than its will. */
const LONGEST_WAIT = 24 * HOUR;

const BY_CODE: Readonly<Record<string, string>> = {
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
};

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'wants a login: put the name and password into the address, or ask the publisher for an open feed',
  403: 'does not let us read it: ask the publisher to allow this reader, or remove the feed',
  404: "has no feed there: look up the feed's present address and subscribe to that",
  429: 'says that we ask too often: it is asked again later; poll it less often if this goes on',
};

/**
 * Words for a fetch that threw; what is no fault of the network comes back as it is. The network's error
 * is not kept as a cause: its text may repeat a signed address.
 */
export function networkFault(error: unknown, url: string, deadline: number): unknown {
  const place = placeOf(url);
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new FeedError(`${place} did not answer within ${deadline / SECOND} seconds; it is tried again.`);
  }
  const code = codeOf(error);
  const isNetwork = code !== null || (error instanceof TypeError && error.cause !== undefined);
  if (!isNetwork) return error;
  if (code !== null && /CERT|SIGNED|SIGNATURE|_TLS_/.test(code)) {
    return new FeedError(
      `${place} has a certificate that cannot be trusted (${code}): tell the publisher, or use another address.`,
    );
  }
  const words = code === null ? undefined : BY_CODE[code];
  return new FeedError(
    words
      ? `${place} ${words}.`
      : `${place} could not be fetched${code === null ? '' : ` (${code})`}: check the address; it is tried again.`,
  );
}

/** Words for an answer that is no feed and no "unchanged". */
export function statusFault(response: Response, url: string): FeedError {
  const { status } = response;
  const words =
    BY_STATUS[status] ??
    (status >= 500
      ? `has trouble of its own (${status}); it is tried again`
      : `answered with status ${status}: open the address in a browser to see why`);
  return new FeedError(`${placeOf(url)} ${words}.`, retryAfterOf(response.headers));
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
  return codeOf(error instanceof AggregateError ? error.errors[0] : error.cause);
}
