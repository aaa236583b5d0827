import { lookup as systemLookup } from 'node:dns';
import type { Lookup } from './guard.ts';
import type { FetchSettings } from './transport.ts';

/**
 * A fetch for feeds, on undici: public addresses only (see guard.ts), HTTP/2 where the server speaks it, no
 * cookies, redirects left to the caller unless it asks for more. Addresses are given as text or URL. What another
 * address leads to is fetched with that one as `referrer`, which nobody is sent: a host that the desk allows is refused
 * unless that one is allowed too. With a proxy, names are looked up by the proxy, so that only IP addresses and names of
 * no public host are refused here.
 * `lookup` is the system's unless a test brings its own.
 */
export function createFetch(settings: FetchSettings, lookup: Lookup = systemLookup): typeof globalThis.fetch {
  // undici takes 25 MB of memory and a tenth of a second, which a replay or a look at the ledger does not need.
  let opened: Promise<typeof globalThis.fetch> | null = null;
  return async function fetch(input, init) {
    opened ??= import('./transport.ts').then(({ openTransport }) => openTransport(settings, lookup));
    return (await opened)(input, init);
  };
}
