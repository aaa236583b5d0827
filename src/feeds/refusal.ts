import { placeOf } from './place.ts';
import { plainLine } from './plain-text.ts';
import { type Element, elementsOf, findAll } from './tree.ts';

const LINKS = new Set(['link']);
const FEED_TYPE = /^application\/(rss|atom|rdf)\+xml/i;

/** Why a document is no feed and what to do about it, in words for a person; `document` is null for JSON. */
export function refusal(xml: string, document: Element | null, url: string): string {
  const place = placeOf(url);
  if (xml.trim() === '') return `${place} answers with nothing at all: check the address in a browser.`;
  if (document === null) {
    return `${place} is JSON, not a feed: ask the publisher for the address of its RSS or Atom feed.`;
  }
  const [root] = elementsOf(document);
  if (root?.name === 'html' || /<(!doctype )?html\b/i.test(xml.slice(0, 2_000))) {
    const advertised = findAll(document, LINKS)
      .filter(({ attributes }) => FEED_TYPE.test(attributes.type ?? ''))
      .map(({ attributes }) => attributes.href ?? '')
      .find((href) => URL.canParse(href, url));
    return advertised === undefined
      ? `${place} is a web page, not a feed: look for "RSS" on the page and subscribe to the address behind it.`
      : `${place} is a web page, not a feed: subscribe to the feed that it names, ${new URL(advertised, url).href}`;
  }
  if (root === undefined) {
    return `${place} has no feed in it, only text or a picture: check the address in a browser.`;
  }
  return `${place} is XML but not a feed (its outermost element is <${plainLine(root.name.slice(0, 40))}>): look for the publisher's RSS or Atom address.`;
}
