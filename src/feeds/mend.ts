import type { Loose } from './raw.ts';
import { type Element, elementsOf, find, findAll } from './tree.ts';

const ITEMS = new Set(['item', 'entry', 'atom:entry']);
/** Those of its attributes that say something about an element's value. */
const ATTRIBUTES = ['rel', 'href', 'type', 'term', 'label', 'ispermalink'];
/** No address or word is longer, and the strict reader refuses attributes beyond 64 kB. */
const MAX_ATTRIBUTE = 8_000;

/** Bases are repeated at each link, so a long one would be a bomb. */
const MAX_BASES = 500;

type Names = ReadonlyMap<string, string>;
const NONE = {};

/**
 * What a feed's elements are called once mended, by dialect. Atom's links differ from the standard's name
 * so as to pass the strict reader by, which throws on one without attributes.
 */
const COMMON = {
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
const RSS: Names = new Map(
  Object.entries({
    ...COMMON,
    link: 'link',
    'atom:link': 'atom:link',
    guid: 'guid',
    pubdate: 'pubDate',
    'atom:published': 'atom:published',
    'atom:updated': 'atom:updated',
    description: 'summary',
  }),
);
const ATOM: Names = new Map(
  Object.entries({
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
  }),
);

/**
 * The fields of an item that pass the strict reader by, with their names in its record. It has nothing to add to
 * them, throws on some (dates of Atom), and copies contents, which are most of a feed, letter by letter.
 */
const BESIDE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    summary: 'summaries',
    body: 'bodies',
    category: 'labels',
    author: 'authors',
    'dc:creator': 'creators',
    source: 'sources',
    'dc:source': 'dcSources',
    'dc:date': 'dcDates',
    'atom:published': 'published',
    'atom:updated': 'updated',
  }),
);

/**
 * Writes a feed's root element (`rss`, `rdf:rdf` or `feed`) as the well-formed RSS 2.0 or Atom document
 * that it was meant to be: items in their place, names as everybody writes them, every value text. No
 * value is judged here; `xml:base` and `xml:lang` are carried to where they are read. `beside` holds what
 * passes the document by, for each item in order.
 */
export function mend(root: Element): { xml: string; beside: readonly Loose[] } {
  const isAtom = root.name.endsWith('feed');
  const head = isAtom ? root : (find(root, new Set(['channel'])) ?? root);
  const names = isAtom ? ATOM : RSS;
  const base = basesOf(head, basesOf(root, ''));
  const language = root.attributes['xml:lang'] ?? '';
  let xml = language === '' ? '' : tag('language', NONE, '', language);
  for (const child of elementsOf(head)) {
    if (!ITEMS.has(child.name)) xml += field(child, nameOf(child, names), base);
  }
  const beside: Loose[] = [];
  for (const item of findAll(root, ITEMS)) {
    const record: Record<string, Loose[]> = {};
    beside.push(record);
    xml += entry(item, names, base, isAtom ? 'entry' : 'item', record);
  }
  return {
    xml: isAtom
      ? `<feed xmlns="http://www.w3.org/2005/Atom">${xml}</feed>`
      : `<rss version="2.0"><channel>${xml}</channel></rss>`,
    beside,
  };
}

function basesOf({ attributes }: Element, outer: string): string {
  const own = attributes['xml:base'];
  return own === undefined || outer.length + own.length > MAX_BASES ? outer : `${outer} ${own}`.trim();
}

function entry(
  item: Element,
  names: Names,
  outer: string,
  name: string,
  record: Record<string, Loose[]>,
): string {
  const base = basesOf(item, outer);
  let fields = '';
  for (const child of item.children) {
    if (typeof child === 'string') continue;
    const fieldName = nameOf(child, names);
    const key = fieldName === undefined ? undefined : BESIDE.get(fieldName);
    if (key === undefined) fields += field(child, fieldName, base);
    else {
      record[key] ??= [];
      record[key].push({ _: contentOf(child), $: child.attributes });
    }
  }
  const about = Object.keys(item.attributes).find((key) => key.endsWith(':about'));
  const id = about === undefined ? '' : tag('guid', NONE, '', item.attributes[about] ?? '');
  return `<${name}>${fields}${id}</${name}>`;
}

function field(element: Element, name: string | undefined, outer: string): string {
  return name === undefined ? '' : tag(name, element.attributes, basesOf(element, outer), contentOf(element));
}

function nameOf({ name }: Element, names: Names): string | undefined {
  return names.get(names === ATOM && name.startsWith('atom:') ? name.slice('atom:'.length) : name);
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

function tag(
  name: string,
  attributes: Readonly<Record<string, string>>,
  bases: string,
  value: string,
): string {
  let written = bases === '' ? '' : ` xml:base="${escaped(bases)}"`;
  for (const key of ATTRIBUTES) {
    const text = attributes[key] ?? '';
    if (text !== '' && text.length <= MAX_ATTRIBUTE) written += ` ${key}="${escaped(text)}"`;
  }
  return `<${name}${written}>${escaped(value)}</${name}>`;
}

const SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML may hold it: markup escaped, and without the characters that XML forbids. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\u0080-\u009F])[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (mark) => SPECIAL[mark] ?? '');
}
