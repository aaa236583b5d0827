import { EnvHttpProxyAgent, type RequestInit, fetch as undiciFetch } from 'undici';
import { SECOND } from '../model/time.ts';
import { allowance, guardedConnector, type Lookup, ledAstray, refusing } from './guard.ts';

/** Which hosts may be reached, and how. */
export interface FetchSettings {
  /** Hosts within the network that the desk may read nevertheless: `host`, for all of its ports, or `host:port`. */
  readonly allowHosts: readonly string[];
  /** Addresses of proxies (http, https or socks5, a login included), and the hosts that are reached without. */
  readonly proxy: { readonly http: string | null; readonly https: string | null; readonly except: string };
}

const IDLE = 4 * SECOND;
const MAX_HEADERS = 64 * 1024;

/** undici's fetch with the desk's policy; see `createFetch`, which loads this when it is first needed. */
export function openTransport({ allowHosts, proxy }: FetchSettings, lookup: Lookup): typeof globalThis.fetch {
  const isAllowed = allowance(allowHosts);
  const allows = (url: URL | null) => url !== null && isAllowed(url.hostname, url.port, url.protocol);
  const agent = new EnvHttpProxyAgent({
    // Empty, and not absent: else undici would read the environment, which only the configuration may.
    httpProxy: proxy.http ?? '',
    httpsProxy: proxy.https ?? '',
    noProxy: proxy.except,
    connect: guardedConnector(isAllowed, lookup),
    allowH2: true,
    maxHeaderSize: MAX_HEADERS,
    keepAliveTimeout: IDLE,
    // A server's own wish would keep thousands of idle sockets open between two polls.
    keepAliveMaxTimeout: IDLE,
  });
  const dispatcher = agent.compose(refusing(isAllowed));
  return async function fetch(input, { referrer = '', ...init } = {}) {
    const to = new URL(String(input));
    // A host that the desk allows is open to the desk and to its like, and to nobody else who leads there.
    if (referrer !== '' && !allows(URL.parse(referrer)) && allows(to)) throw ledAstray();
    return undiciFetch(to, { redirect: 'manual', ...init, dispatcher } as RequestInit);
  };
}
