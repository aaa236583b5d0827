import Parser from 'rss-parser';
import { UserError } from '../errors.ts';
import type { FeedDocument } from '../model/feed.ts';
import { readJsonFeed } from './json-feed.ts';
import { mend } from './mend.ts';
import { normalise } from './normalise.ts';
import type { Loose } from './raw.ts';
import { refusal } from './refusal.ts';
import type { Note } from './repairs.ts';
import { elementsOf, find, readTree } from './tree.ts';

const ROOTS = new Set(['rss', 'rdf:rdf', 'feed', 'atom:feed']);
/** A page may wrap a feed; but RDF in a page is its licence or its metadata. */
const ROOTS_IN_PAGE = new Set(['rss', 'atom:feed']);
/** Every value of a field, under a name that rss-parser does nothing of its own with. */
const ALL = { keepArray: true } as const;
const FEED_FIELDS: [string, string, typeof ALL][] = [
  ['title', 'titles', ALL],
  ['dc:title', 'dcTitles', ALL],
  ['link', 'links', ALL],
  ['atom:link', 'atomLinks', ALL],
  ['language', 'languages', ALL],
];
const ITEM_FIELDS: [string, string, typeof ALL][] = [
  ['title', 'titles', ALL],
  ['dc:title', 'dcTitles', ALL],
  ['link', 'links', ALL],
  ['atom:link', 'atomLinks', ALL],
  ['guid', 'guids', ALL],
  ['pubDate', 'pubDates', ALL],
];

/**
 * Reads a feed (RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed). `url` is the address that it came from, which
 * relative links are resolved against. Throws UserError when it is no feed, saying what it is instead.
 *
 * What is published is rarely well-formed, and rss-parser hangs on a document without an element: so it is
 * given the mended document, never the original.
 */
export async function parseFeed(xml: string, url: string, note: Note): Promise<FeedDocument> {
  if (/^\s*[{[]/.test(xml)) {
    const json = readJsonFeed(xml);
    if (json === null) throw new UserError(refusal(xml, null, url));
    note('JSON Feed, read as such');
    return normalise(json.feed, json.items, url, note);
  }
  const document = readTree(xml, note);
  const isWebPage = elementsOf(document).some((element) => element.name === 'html');
  const root = find(document, isWebPage ? ROOTS_IN_PAGE : ROOTS);
  if (root === null) throw new UserError(refusal(xml, document, url));
  if (isWebPage) note('a feed within a web page');
  if (root.name === 'rss' && !root.attributes.version) note('<rss> without a version');
  // A fresh one for each document: a parser that has met an error is not to be used again.
  const parser = new Parser<Loose, Loose>({
    customFields: { feed: FEED_FIELDS as never, item: ITEM_FIELDS as never },
  });
  const { xml: mended, beside } = mend(root);
  const { items, ...feed } = await parser.parseString(mended);
  const entries = items.map((item, index) => ({ ...item, ...beside[index] }));
  return normalise(feed, entries, url, note);
}
