import { type Element, elementsOf, find, findAll } from './tree.ts';

const ITEMS = new Set(['item', 'entry', 'atom:entry']);
/** Those of its attributes that say something about an element's value. */
const ATTRIBUTES = ['rel', 'href', 'type', 'term', 'label', 'ispermalink', 'xml:base'];
/** No address or word is longer, and the strict reader refuses attributes beyond 64 kB. */
const MAX_ATTRIBUTE = 8_000;

/**
 * What a feed's elements are called once mended, by dialect. Three differ from the standard's names so as
 * to pass the strict reader by: it throws on an Atom date that it cannot read and on a link without
 * attributes, and makes snippets of contents in time that is quadratic.
 */
const COMMON: Readonly<Record<string, string>> = {
  title: 'title',
  'dc:title': 'dc:title',
  author: 'author',
  'dc:creator': 'dc:creator',
  category: 'category',
  'dc:subject': 'category',
  source: 'source',
  'dc:source': 'dc:source',
  'dc:date': 'dc:date',
  'dcterms:created': 'dc:date',
  'dcterms:issued': 'dc:date',
  'dcterms:modified': 'atom:updated',
  language: 'language',
  'dc:language': 'language',
  'content:encoded': 'body',
};
const RSS: Readonly<Record<string, string>> = {
  ...COMMON,
  link: 'link',
  'atom:link': 'atom:link',
  guid: 'guid',
  pubdate: 'pubDate',
  'atom:published': 'atom:published',
  'atom:updated': 'atom:updated',
  description: 'summary',
};
const ATOM: Readonly<Record<string, string>> = {
  ...COMMON,
  link: 'atom:link',
  id: 'guid',
  published: 'atom:published',
  issued: 'atom:published',
  created: 'atom:published',
  updated: 'atom:updated',
  modified: 'atom:updated',
  summary: 'summary',
  content: 'body',
};

/**
 * Writes a feed's root element (`rss`, `rdf:rdf` or `feed`) as the well-formed RSS 2.0 or Atom document
 * that it was meant to be: items in their place, names as everybody writes them, every value text. No
 * value is judged here; `xml:base` and `xml:lang` are carried to where they are read.
 */
export function mend(root: Element): string {
  const isAtom = root.name.endsWith('feed');
  const head = isAtom ? root : (find(root, new Set(['channel'])) ?? root);
  const names = isAtom ? ATOM : RSS;
  const base = [root, head].map((element) => element.attributes['xml:base'] ?? '').filter(Boolean);
  const language = root.attributes['xml:lang'] ?? '';
  const content = [
    ...elementsOf(head)
      .filter((child) => !ITEMS.has(child.name))
      .map((child) => field(child, names, base)),
    language === '' ? '' : tag('language', {}, language),
    ...findAll(root, ITEMS).map((item) => entry(item, names, base, isAtom ? 'entry' : 'item')),
  ].join('');
  return isAtom
    ? `<feed xmlns="http://www.w3.org/2005/Atom">${content}</feed>`
    : `<rss version="2.0"><channel>${content}</channel></rss>`;
}

function entry(
  item: Element,
  names: Readonly<Record<string, string>>,
  outer: readonly string[],
  name: string,
): string {
  const base = [...outer, item.attributes['xml:base'] ?? ''].filter(Boolean);
  const [, about] = Object.entries(item.attributes).find(([key]) => /:about$/.test(key)) ?? [];
  const fields = elementsOf(item).map((child) => field(child, names, base));
  const id = about === undefined ? '' : tag('guid', {}, about);
  return `<${name}>${fields.join('')}${id}</${name}>`;
}

function field(element: Element, names: Readonly<Record<string, string>>, base: readonly string[]): string {
  const atomless = names === ATOM ? element.name.replace(/^atom:/, '') : element.name;
  const name = Object.hasOwn(names, atomless) ? names[atomless] : undefined;
  if (name === undefined) return '';
  const bases = [...base, element.attributes['xml:base'] ?? ''].filter(Boolean);
  const attributes = { ...element.attributes, 'xml:base': bases.join(' ') };
  return tag(name, attributes, contentOf(element));
}

/** A person's name, a source's title, an address's own text, else the text or the markup within. */
function contentOf(element: Element): string {
  if (/link$|^guid$|^(atom:)?id$/.test(element.name)) {
    return element.children.filter((child) => typeof child === 'string').join('');
  }
  const named = elementsOf(element).find((child) => /^(atom:)?(name|title)$/.test(child.name));
  return named && /(author|source)$/.test(element.name) ? markupOf(named) : markupOf(element);
}

/** The content as HTML; text beside elements is escaped unless it is HTML already. */
function markupOf(element: Element): string {
  const isText = element.children.every((child) => typeof child === 'string');
  if (isText) return element.children.join('');
  return element.children
    .map((child) => {
      if (typeof child !== 'string') return `<${child.name}>${markupOf(child)}${closingOf(child)}`;
      return /<\/?[a-z]/i.test(child) ? child : child.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    })
    .join('');
}

function closingOf(element: Element): string {
  return element.children.length === 0 && /^(br|hr|img|wbr)$/.test(element.name) ? '' : `</${element.name}>`;
}

function tag(name: string, attributes: Readonly<Record<string, string>>, value: string): string {
  const written = ATTRIBUTES.map((key) => [key, attributes[key] ?? ''] as const)
    .filter(([, text]) => text !== '' && text.length <= MAX_ATTRIBUTE)
    .map(([key, text]) => ` ${key}="${escaped(text)}"`);
  return `<${name}${written.join('')}>${escaped(value)}</${name}>`;
}

/** Text as XML may hold it: markup escaped, and without the characters that XML forbids. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
