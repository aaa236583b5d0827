import type { Raw } from './raw.ts';

/** The fields of an item or a channel that may hold its address. */
export interface LinkFields {
  readonly links: readonly Raw[];
  readonly atomLinks: readonly Raw[];
  readonly guids: readonly Raw[];
}

/**
 * The address of the page that an item or a channel stands for, absolute, or null: its `<link>`, else its
 * alternate Atom link, else its identifier where that is an address. `url` is the feed's own.
 */
export function linkOf({ links, atomLinks, guids }: LinkFields, url: string): string | null {
  const alternates = atomLinks.filter(({ attributes: { rel = 'alternate' } }) =>
    /(^|\/)alternate$/i.test(rel.trim()),
  );
  const pages = alternates.toSorted((a, b) => rankOf(a) - rankOf(b));
  const permalinks = guids.filter(
    ({ text, attributes }) => attributes.ispermalink !== 'false' && /^\s*https?:\/\//i.test(text),
  );
  for (const { text, attributes } of [...links, ...pages, ...permalinks]) {
    const written = text.trim() === '' ? (attributes.href ?? '') : text;
    const link = absolute(written, attributes['xml:base'] ?? '', url);
    if (link !== null) return link;
  }
  return null;
}

/** Pages before links of no type, and those before other formats. */
function rankOf({ attributes: { type = '' } }: Raw): number {
  if (type === '') return 1;
  return /html/i.test(type) ? 0 : 2;
}

/** `bases` are the `xml:base` of the elements around it, outermost first, apart by spaces. */
function absolute(written: string, bases: string, url: string): string | null {
  const link = written.replace(/\s+/g, '');
  if (link === '') return null;
  const { protocol, href } =
    (hasScheme(link) ? URL.parse(link) : URL.parse(link, baseOf(bases, url))) ?? NO_URL;
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
