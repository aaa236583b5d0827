// Follows http://opml.org/spec2.opml: subscription lists.
import { UserError } from '../errors.ts';
import { type Element, elementsOf, find, readTree } from './tree.ts';

/** A subscription: the feed's address and what its reader calls it. */
export interface Subscription {
  readonly url: string;
  readonly outlet: string;
}

/**
 * The feeds of a subscription list, folders flattened, each address once. Throws UserError when the text is no
 * OPML or names no feed.
 */
export function parseOpml(text: string): Subscription[] {
  const body = find(readTree(text), new Set(['body']));
  const outlines = body === null ? [] : outlinesOf(body);
  const feeds = new Map<string, Subscription>();
  for (const { attributes } of outlines) {
    const url = attributes.xmlurl?.trim() ?? '';
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) continue;
    const { href, host } = new URL(url);
    const outlet = [attributes.title, attributes.text].find((name) => name?.trim())?.trim() ?? host;
    if (!feeds.has(href)) feeds.set(href, { url: href, outlet });
  }
  if (feeds.size === 0)
    throw new UserError(
      'There is no feed in it. An OPML file names each as <outline xmlUrl="https://…" text="…"/>.',
    );
  return [...feeds.values()];
}

/** Every outline at any depth; a folder may be a feed too. */
function outlinesOf(element: Element): Element[] {
  return elementsOf(element).flatMap((child) => [
    ...(child.name === 'outline' ? [child] : []),
    ...outlinesOf(child),
  ]);
}

/** A subscription list that other readers take. */
export function formatOpml(title: string, feeds: readonly Subscription[]): string {
  const outlines = feeds.map(({ url, outlet }) => {
    const name = attribute(outlet);
    return `    <outline type="rss" text="${name}" title="${name}" xmlUrl="${attribute(url)}"/>\n`;
  });
  const head = `  <head>\n    <title>${attribute(title)}</title>\n  </head>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n${head}  <body>\n${outlines.join('')}  </body>\n</opml>\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters have no place in XML, not even escaped. */
function attribute(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one);
}
