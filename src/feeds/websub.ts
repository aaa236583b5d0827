// https://www.w3.org/TR/2018/REC-websub-20180123/
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Push } from '../model/feed.ts';
import { headerLinks } from './link-header.ts';

/** What a feed offers: to be pushed by this hub, under this address of the feed. */
export interface Offer {
  readonly hub: string;
  readonly topic: string;
}

/** What a hub asks a subscriber by GET. */
export type Intent =
  | {
      readonly mode: 'subscribe' | 'unsubscribe';
      readonly topic: string;
      readonly challenge: string;
      /** Seconds; null where the hub does not say. */
      readonly lease: number | null;
    }
  | { readonly mode: 'denied'; readonly topic: string };

const LONGEST_ADDRESS = 2_000;
const ALGORITHMS = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/**
 * The hub and topic that a feed names in its header `Link`, which goes before what its document says (section 4).
 * Of several hubs the first with https is taken, since the secret travels to it. `url` is where the feed was read.
 */
export function offerOf(link: string | null, document: Push | null, url: string): Offer | null {
  const links = headerLinks(link, url);
  const named = (relation: string) =>
    links.filter(({ relations }) => relations.includes(relation)).map(({ href }) => href);
  const hubs = [named('hub'), document?.hubs ?? []].find((some) => some.length > 0) ?? [];
  const usable = hubs.filter(isAddress);
  const hub = usable.find((one) => one.startsWith('https:')) ?? usable[0];
  const topic = [named('self')[0], document?.self, withoutQuery(url)].find((one) => one && isAddress(one));
  return hub && topic ? { hub, topic } : null;
}

/** What the hub's query says (section 5.3), or null if it is none of the protocol's. */
export function intentOf(query: URLSearchParams): Intent | null {
  const mode = query.get('hub.mode');
  const topic = query.get('hub.topic');
  if (topic === null) return null;
  if (mode === 'denied') return { mode, topic };
  const challenge = query.get('hub.challenge');
  if ((mode !== 'subscribe' && mode !== 'unsubscribe') || !challenge) return null;
  const lease = query.get('hub.lease_seconds') ?? '';
  return { mode, topic, challenge, lease: /^\d{1,15}$/.test(lease) ? Number(lease) : null };
}

/** Whether `header` (X-Hub-Signature, section 8) is the signature of these very bytes. */
export function isSigned(bytes: Uint8Array, header: string | null, secret: string): boolean {
  const [method = '', digits = ''] = header?.trim().split('=') ?? [];
  const algorithm = method.toLowerCase();
  if (!ALGORITHMS.has(algorithm) || !/^[0-9a-f]+$/i.test(digits)) return false;
  const expected = createHmac(algorithm, secret).update(bytes).digest();
  const given = Buffer.from(digits, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isAddress(url: string): boolean {
  return url.length <= LONGEST_ADDRESS && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** An address that no feed calls its own is told to a hub only without what may be a key in it. */
function withoutQuery(url: string): string | null {
  return new URL(url).search === '' ? url : null;
}
