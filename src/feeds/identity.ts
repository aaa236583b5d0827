import { createHash } from 'node:crypto';
import type { FeedDocument, FeedEntry } from '../model/feed.ts';

const TRACKING =
  /^(utm_.+|at_.+|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|cmpid|cmp|icid|ncid|ocid|ref_src|smid|taid|ito|traffic_source|outputtype)$/i;
const MAX_LENGTH = 200;

/**
 * What makes each item of a document the same when it is met again, in the order of the items: the
 * publisher's own identifier, with the link where the document uses it more than once; else the
 * canonical link, if no other item has it; else the title with the day.
 */
export function identitiesOf(document: FeedDocument): readonly string[] {
  const ids = counted(document.items.map((item) => item.id));
  const links = counted(document.items.map(linkOf));
  return document.items.map((item) => {
    const link = linkOf(item);
    if (item.id !== null && ids.get(item.id) === 1) return bounded(`id ${item.id}`);
    if (item.id !== null && link !== null) return bounded(`id ${item.id} ${link}`);
    if (link !== null && links.get(link) === 1) return bounded(`link ${link}`);
    return `hash ${hash(`${item.title}\n${item.published?.slice(0, 10) ?? ''}`)}`;
  });
}

/**
 * By what each item of a document is known to other feeds, in the order of the items: its canonical link. Null
 * where the link tells no item apart: it is missing, is the publisher's front page, or stands on several items.
 */
export function sharedLinksOf(document: FeedDocument): readonly (string | null)[] {
  const links = document.items.map(linkOf);
  const counts = counted(links);
  return links.map((link) => (link !== null && counts.get(link) === 1 && !isFrontPage(link) ? link : null));
}

function isFrontPage(link: string): boolean {
  return !URL.canParse(link) || (new URL(link).pathname === '/' && new URL(link).search === '');
}

/**
 * An address as others may write it too: https, no fragment, no tracking parameters, no `www.`, `m.` or
 * AMP form, parameters in order, no slash at the end.
 */
export function canonicalLink(link: string): string {
  if (!URL.canParse(link)) return link.trim();
  const url = new URL(link);
  if (!url.protocol.startsWith('http')) return link.trim();
  const host = url.host.replace(/^((www\d?|m|mobile|amp)\.)+(?=[^.]+\.)/, '');
  const path = url.pathname
    .replace(/^\/amp(?=\/)|\/amp\/?$|\.amp(?=\.html?$)/g, '')
    .replace(/(?<!\/)\/+$/, '');
  const parameters = [...url.searchParams].filter(([name]) => !TRACKING.test(name));
  const query = new URLSearchParams(parameters.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  return `https://${host}${path}${query.size > 0 ? `?${query}` : ''}`;
}

function linkOf(item: FeedEntry): string | null {
  return item.article === null ? null : canonicalLink(item.article);
}

function counted(values: readonly (string | null)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Identities are keys: what is too long for one is hashed. */
function bounded(identity: string): string {
  return identity.length <= MAX_LENGTH ? identity : `hash ${hash(identity)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
