import { UserError } from '../errors.ts';
import type { FeedDocument } from '../model/feed.ts';
import { fieldsOf } from './fields.ts';
import { readJsonFeed } from './json-feed.ts';
import { normalise } from './normalise.ts';
import { refusal } from './refusal.ts';
import type { Note } from './repairs.ts';
import { elementsOf, find, readTree } from './tree.ts';

const ROOTS = new Set(['rss', 'rdf:rdf', 'feed', 'atom:feed']);
/** A page may wrap a feed; but RDF in a page is its licence or its metadata. */
const ROOTS_IN_PAGE = new Set(['rss', 'atom:feed']);

/**
 * Reads a feed (RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed), however badly written. `url` is the address that
 * it came from, which relative links are resolved against. Throws UserError when it is no feed, saying what it is
 * instead.
 */
export function parseFeed(xml: string, url: string, note: Note): FeedDocument {
  if (/^\s*[{[]/.test(xml)) {
    const json = readJsonFeed(xml);
    if (json === null) throw new UserError(refusal(xml, null, url));
    note('JSON Feed, read as such');
    return normalise(json, url, note);
  }
  const document = readTree(xml, note);
  const isWebPage = elementsOf(document).some((element) => element.name === 'html');
  const root = find(document, isWebPage ? ROOTS_IN_PAGE : ROOTS);
  if (root === null) throw new UserError(refusal(xml, document, url));
  if (isWebPage) note('a feed within a web page');
  if (root.name === 'rss' && !root.attributes.version) note('<rss> without a version');
  return normalise(fieldsOf(root), url, note);
}
