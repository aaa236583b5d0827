import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector, type Dispatcher } from 'undici';
import { isPublic, LED, mayBePublic, REFUSED } from './addresses.ts';

/** `dns.lookup`, or what stands in for it. */
export type Lookup = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

type Interceptor = Dispatcher.DispatcherComposeInterceptor;
type IsAllowed = (hostname: string, port: string, protocol: string) => boolean;

const CONNECT_TIMEOUT = 10_000;

/**
 * Connects to addresses of the public internet only, and to any address of a host that the desk allows. The
 * addresses are looked at after the name was looked up, and are those that are connected to: a name that
 * changes its mind later gains nothing.
 */
export function guardedConnector(isAllowed: IsAllowed, lookup: Lookup): buildConnector.connector {
  const timeout = CONNECT_TIMEOUT;
  const open = buildConnector({ timeout, lookup: lookupOf(lookup, () => true) });
  const guarded = buildConnector({ timeout, lookup: publicLookup(lookup) });
  return (options, callback) => {
    const { hostname, port, protocol } = options;
    (isAllowed(hostname, port, protocol) ? open : guarded)(options, callback);
  };
}

/** Finds only those addresses of a name that are public. */
export function publicLookup(lookup: Lookup): LookupFunction {
  return lookupOf(lookup, isPublic);
}

/** Refuses what can be told from the address alone: an IP address is never looked up, and a proxy looks up by itself. */
export function refusing(isAllowed: IsAllowed): Interceptor {
  return (dispatch) => (options, handler) => {
    const { hostname, port, protocol } = new URL(options.origin ?? '');
    if (!mayBePublic(hostname) && !isAllowed(hostname, port, protocol)) throw refusal();
    return dispatch(options, handler);
  };
}

/** Whether the desk allows a host: `entries` are `host`, for all of its ports, or `host:port`. */
export function allowance(entries: readonly string[]): IsAllowed {
  const allowed = new Set(entries.map(plain));
  return (hostname, port, protocol) => {
    const host = plain(hostname);
    return allowed.has(host) || allowed.has(`${host}:${port || (protocol === 'https:' ? '443' : '80')}`);
  };
}

/** One spelling for a host, with its port or without: IPv6 in brackets, no dot at the end. */
function plain(host: string): string {
  return isIP(host) === 6 ? `[${host.toLowerCase()}]` : host.toLowerCase().replace(/\.$/, '');
}

function lookupOf(lookup: Lookup, isTaken: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const taken = error ? [] : found.filter(({ address }) => isTaken(address));
      const [first] = taken;
      if (!first) callback(error ?? refusal(), '');
      else if (options.all) callback(null, taken);
      else callback(null, first.address, first.family);
    });
}

/** What a host that the desk allows is refused with where another leads there. */
export function ledAstray(): Error {
  return Object.assign(new Error('a host of the desk, led to by another'), { code: LED });
}

function refusal(): Error {
  return Object.assign(new Error('the address is not on the public internet'), { code: REFUSED });
}
