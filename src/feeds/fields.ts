import { type FieldName, type Fields, NO_ATTRIBUTES, type Raw, type RawFeed } from './raw.ts';
import { type Element, elementsOf, find, findAll } from './tree.ts';

const ITEMS = new Set(['item', 'entry', 'atom:entry']);
const CHANNEL = new Set(['channel']);
/** Bases are repeated at each link, so a long one would be a bomb. */
const MAX_BASES = 500;

type Names = ReadonlyMap<string, FieldName>;

const COMMON = {
  title: 'title',
  'dc:title': 'dcTitle',
  author: 'author',
  'dc:creator': 'creator',
  category: 'category',
  'dc:subject': 'category',
  source: 'source',
  'dc:source': 'dcSource',
  'dc:date': 'dcDate',
  'dcterms:created': 'dcDate',
  'dcterms:issued': 'dcDate',
  'dcterms:modified': 'updated',
  language: 'language',
  'dc:language': 'language',
  'content:encoded': 'body',
  'feedburner:origlink': 'origLink',
  'sy:updateperiod': 'updatePeriod',
  'sy:updatefrequency': 'updateFrequency',
} as const;
const RSS: Names = new Map<string, FieldName>(
  Object.entries({
    ...COMMON,
    link: 'link',
    'atom:link': 'atomLink',
    guid: 'guid',
    pubdate: 'pubDate',
    'atom:published': 'published',
    'atom:updated': 'updated',
    description: 'summary',
    ttl: 'ttl',
    skiphours: 'skipHours',
    skipdays: 'skipDays',
  } as const),
);
const ATOM: Names = new Map<string, FieldName>(
  Object.entries({
    ...COMMON,
    link: 'atomLink',
    id: 'guid',
    published: 'published',
    issued: 'published',
    created: 'published',
    updated: 'updated',
    modified: 'updated',
    summary: 'summary',
    content: 'body',
  } as const),
);
const LINKS: ReadonlySet<FieldName> = new Set(['link', 'atomLink', 'guid']);

/**
 * What the root element of a feed (`rss`, `rdf:rdf` or `feed`) says of itself and of its entries, wherever they
 * stand. No value is judged here; `xml:base` and `xml:lang` are carried to where they are read.
 */
export function fieldsOf(root: Element): RawFeed {
  const isAtom = root.name.endsWith('feed');
  const top = isAtom ? root : (find(root, CHANNEL) ?? root);
  const names = isAtom ? ATOM : RSS;
  const base = basesOf(top, basesOf(root, ''));
  const head = gathered(top, names, base);
  const language = root.attributes['xml:lang'] ?? '';
  if (language !== '') head.language = [rawText(language), ...(head.language ?? [])];
  return {
    head,
    entries: findAll(root, ITEMS).map((item) => {
      const fields = gathered(item, names, basesOf(item, base));
      const about = Object.keys(item.attributes).find((key) => key.endsWith(':about'));
      if (about !== undefined) fields.guid = [...(fields.guid ?? []), rawText(item.attributes[about] ?? '')];
      return fields;
    }),
  };
}

/** A value without an element of its own. */
export function rawText(text: string): Raw {
  return { text, attributes: NO_ATTRIBUTES, bases: '' };
}

type Gathered = { -readonly [Name in keyof Fields]: Raw[] };

function gathered(parent: Element, names: Names, bases: string): Gathered {
  const fields: Gathered = {};
  for (const child of parent.children) {
    if (typeof child === 'string') continue;
    const field = fieldOf(child.name, names);
    if (field === undefined) continue;
    const raw = {
      text: contentOf(child, field),
      attributes: child.attributes,
      bases: LINKS.has(field) ? basesOf(child, bases) : '',
    };
    const known = fields[field];
    if (known) known.push(raw);
    else fields[field] = [raw];
  }
  return fields;
}

function fieldOf(name: string, names: Names): FieldName | undefined {
  return names.get(names === ATOM && name.startsWith('atom:') ? name.slice('atom:'.length) : name);
}

function basesOf({ attributes }: Element, outer: string): string {
  const own = attributes['xml:base'];
  return own === undefined || outer.length + own.length > MAX_BASES ? outer : `${outer} ${own}`.trim();
}

/** A person's name, a source's title, an address's own text, else the text or the markup within. */
function contentOf(element: Element, field: FieldName): string {
  const { children } = element;
  const [only = ''] = children;
  if (children.length < 2 && typeof only === 'string') return only;
  if (LINKS.has(field)) return children.filter((child) => typeof child === 'string').join('');
  if (field !== 'author' && field !== 'source') return markupOf(element);
  return markupOf(elementsOf(element).find((child) => /^(atom:)?(name|title)$/.test(child.name)) ?? element);
}

/** The content as HTML; text beside elements is escaped unless it is HTML already. */
function markupOf({ children }: Element): string {
  if (children.every((child) => typeof child === 'string')) return children.join('');
  return children
    .map((child) => {
      if (typeof child !== 'string') return `<${child.name}>${markupOf(child)}${closingOf(child)}`;
      return /<\/?[a-z]/i.test(child) ? child : child.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    })
    .join('');
}

function closingOf({ name, children }: Element): string {
  return children.length === 0 && /^(br|hr|img|wbr)$/.test(name) ? '' : `</${name}>`;
}
