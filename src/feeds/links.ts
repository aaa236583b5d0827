import type { Fields, Raw } from './raw.ts';
import { unwrapped } from './unwrap.ts';

const NONE: readonly Raw[] = [];

/**
 * The address of the page that an item or a channel stands for, absolute, or null: its `<link>`, else its
 * alternate Atom link, else its identifier where that is an address. `url` is the feed's own.
 */
export function linkOf({ link = NONE, atomLink = NONE, guid = NONE }: Fields, url: string): string | null {
  const alternates = atomLink.filter(({ attributes: { rel = 'alternate' } }) =>
    /(^|\/)alternate$/i.test(rel.trim()),
  );
  if (alternates.length > 1) alternates.sort((a, b) => rankOf(a) - rankOf(b));
  return firstOf(link, url) ?? firstOf(alternates, url) ?? firstOf(guid.filter(isPermalink), url);
}

/** The address of the article where `link` only passes the reader on to it (FeedBurner, Google News); else `link`. */
export function articleOf({ origLink = NONE }: Fields, link: string | null, url: string): string | null {
  return firstOf(origLink, url) ?? (link === null ? null : unwrapped(link));
}

function firstOf(raws: readonly Raw[], url: string): string | null {
  for (const raw of raws) {
    const found = absolute(raw, url);
    if (found !== null) return found;
  }
  return null;
}

/** The addresses that a channel's links of this relation name, absolute. */
export function relatedOf({ atomLink = NONE }: Fields, relation: string, url: string): readonly string[] {
  const related = atomLink.filter(({ attributes: { rel = '' } }) => rel.trim().toLowerCase() === relation);
  return [...new Set(related.flatMap((raw) => absolute(raw, url) ?? []))];
}

function isPermalink({ text, attributes }: Raw): boolean {
  return attributes.ispermalink !== 'false' && /^\s*https?:\/\//i.test(text);
}

/** Pages before links of no type, and those before other formats. */
function rankOf({ attributes: { type = '' } }: Raw): number {
  if (type === '') return 1;
  return /html/i.test(type) ? 0 : 2;
}

function absolute({ text, attributes, bases }: Raw, url: string): string | null {
  const found = text.trim() || (attributes.href ?? '');
  const written = /[\s\p{Cc}]/u.test(found) ? found.replace(/[\s\p{Cc}]+/gu, '') : found;
  if (written === '') return null;
  const { protocol, href } =
    (hasScheme(written) ? URL.parse(written) : URL.parse(written, baseOf(bases, url))) ?? NO_URL;
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

const NO_URL = { protocol: '', href: '' };

function hasScheme(link: string): boolean {
  return /^https?:\/\//i.test(link);
}

function baseOf(bases: string, url: string): string {
  const next = (base: string, step: string): string => URL.parse(step, base)?.href ?? base;
  return bases.split(' ').reduce(next, url);
}
