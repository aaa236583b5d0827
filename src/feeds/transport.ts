import { EnvHttpProxyAgent, type RequestInit, fetch as undiciFetch } from 'undici';
import { SECOND } from '../model/time.ts';
import { allowance, guardedConnector, isRefusal, type Lookup, ledAstray, refusing } from './guard.ts';

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
  const open = (may: ReturnType<typeof allowance>) =>
    new EnvHttpProxyAgent({
      // Empty, and not absent: else undici would read the environment, which only the configuration may.
      httpProxy: proxy.http ?? '',
      httpsProxy: proxy.https ?? '',
      noProxy: proxy.except,
      connect: guardedConnector(may, lookup),
      allowH2: true,
      maxHeaderSize: MAX_HEADERS,
      keepAliveTimeout: IDLE,
      // A server's own wish would keep thousands of idle sockets open between two polls.
      keepAliveMaxTimeout: IDLE,
    }).compose(refusing(may));
  const own = open(isAllowed);
  const strangers = open(() => false);
  return async function fetch(input, { referrer, ...init } = {}) {
    const [from, to] = [URL.parse(referrer ?? ''), new URL(String(input))];
    // The hosts that the desk allows are open to the desk and to each other, and not to whoever leads there.
    const isLed = from !== null && !isAllowed(from.hostname, from.port, from.protocol);
    const options = { redirect: 'manual', ...init, dispatcher: isLed ? strangers : own } as RequestInit;
    try {
      return await undiciFetch(to, options);
    } catch (error) {
      if (isLed && isRefusal(error) && isAllowed(to.hostname, to.port, to.protocol)) throw ledAstray();
      throw error;
    }
  };
}
