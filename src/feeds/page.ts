import { Parser } from 'htmlparser2';

/** Links to feeds stand in the head, and no head is longer. */
const HEAD = 300_000;
/** Where a feed that is wrapped into something else would have shown. */
const START = 64_000;
const MAX_OFFERS = 5;
const FEED_TYPE = /^\s*application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i;

/** A web page in place of a feed: the feeds that it names itself, at most five, in its order. */
export interface Page {
  readonly offers: readonly string[];
}

/** Tells a web page from a feed by its beginning; null for all that may be a feed. `url` is the page's own. */
export function pageOf(bytes: Uint8Array, url: string): Page | null {
  const html = new TextDecoder().decode(bytes.subarray(0, HEAD));
  const isPage = /^<(?:!doctype\s+html|html|head)\b/i.test(afterProlog(html));
  // Some feeds come wrapped into a page by mistake; the reader knows better what to make of them.
  if (!isPage || /<(?:rss|feed|rdf:RDF)[\s>]/.test(html.slice(0, START))) return null;
  return { offers: offersOf(html, url) };
}

/** What follows space, comments and `<?xml …?>`. */
function afterProlog(html: string): string {
  let rest = html.trimStart();
  for (;;) {
    const [opening, end] = rest.startsWith('<!--') ? [4, '-->'] : rest.startsWith('<?') ? [2, '?>'] : [0, ''];
    const at = opening === 0 ? -1 : rest.indexOf(end, opening);
    if (at === -1) return rest;
    rest = rest.slice(at + end.length).trimStart();
  }
}

/** Feed autodiscovery: `<link rel="alternate" type="application/rss+xml" href="…">`. */
function offersOf(html: string, url: string): string[] {
  const hrefs: string[] = [];
  let base = url;
  const parser = new Parser({
    onopentag(name, { rel = '', type = '', href = '' }) {
      if (name === 'base' && URL.canParse(href, url)) base = new URL(href, url).href;
      if (name === 'link' && /\balternate\b/i.test(rel) && FEED_TYPE.test(type)) hrefs.push(href);
    },
  });
  parser.end(html);
  const found = hrefs.flatMap((href) => (URL.canParse(href, base) ? new URL(href, base).href : []));
  return [...new Set(found)].filter((href) => /^https?:/.test(href)).slice(0, MAX_OFFERS);
}
