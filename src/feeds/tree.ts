import { Parser } from 'htmlparser2';
import { UserError } from '../errors.ts';

/** An element of a feed, however badly written; names are lower case, prefixes those everybody knows. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

const MAX_DEPTH = 200;
/** Namespaces under the prefix that they are known by; those of RSS itself have none. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/atom': 'atom:',
  'http://purl.org/atom/ns#': 'atom:',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://channel.netscape.com/rdf/simple/0.9/': '',
  'http://backend.userland.com/rss2': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf:',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  'http://purl.org/dc/terms/': 'dcterms:',
  'http://purl.org/rss/1.0/modules/content/': 'content:',
};
/** Elements that cannot hold their like: a second one inside means that the first was never closed. */
const ENTRIES = new Set(['item', 'entry', 'atom:entry']);

/**
 * Reads XML, or what passes for it, into a tree: stray `&`, unknown entities, unclosed and crossed tags,
 * undeclared prefixes and text around the document are taken as they come. Throws UserError on nesting
 * that no feed has.
 */
export function readTree(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const stack: Element[] = [root];
  const rawNames: string[] = [''];
  const prefixes = new Map<string, string>();
  const closeFrom = (depth: number): void => {
    stack.length = depth;
    rawNames.length = depth;
  };
  const parser = new Parser(
    {
      onopentag: (rawName, attributes) => {
        if (stack.length > MAX_DEPTH) {
          throw new UserError('This document is nested too deeply for a feed: check the address.');
        }
        learnPrefixes(attributes, prefixes);
        const name = knownName(rawName, attributes, prefixes);
        const open = ENTRIES.has(name) ? stack.findLastIndex((element) => element.name === name) : -1;
        if (open > 0) closeFrom(open);
        const element: Element = { name, attributes, children: [] };
        stack.at(-1)?.children.push(element);
        stack.push(element);
        rawNames.push(rawName);
      },
      onclosetag: (rawName) => {
        const open = rawNames.lastIndexOf(rawName);
        if (open > 0) closeFrom(open);
      },
      ontext: (text) => {
        // A reference to a character that cannot be, such as &#0;, which comes by itself.
        if (text === '\uFFFD') return;
        const children = stack.at(-1)?.children ?? [];
        const last = children.at(-1);
        if (typeof last === 'string') children[children.length - 1] = last + text;
        else children.push(text);
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
  );
  parser.end(xml);
  return root;
}

/** The first element by any of these names, at any depth, in document order. */
export function find(element: Element, names: ReadonlySet<string>): Element | null {
  for (const child of elementsOf(element)) {
    const found = names.has(child.name) ? child : find(child, names);
    if (found) return found;
  }
  return null;
}

/** All elements by any of these names, at any depth, but not those within one another. */
export function findAll(element: Element, names: ReadonlySet<string>): Element[] {
  return elementsOf(element).flatMap((child) => (names.has(child.name) ? [child] : findAll(child, names)));
}

export function elementsOf(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== 'string');
}

function learnPrefixes(attributes: Readonly<Record<string, string>>, prefixes: Map<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const known = name.startsWith('xmlns:') ? PREFIXES[value.trim().toLowerCase()] : undefined;
    if (known !== undefined) prefixes.set(name.slice('xmlns:'.length), known);
  }
}

function knownName(
  rawName: string,
  attributes: Readonly<Record<string, string>>,
  prefixes: ReadonlyMap<string, string>,
): string {
  const colon = rawName.indexOf(':');
  if (colon < 0) return (PREFIXES[(attributes.xmlns ?? '').trim().toLowerCase()] ?? '') + rawName;
  return (prefixes.get(rawName.slice(0, colon)) ?? rawName.slice(0, colon + 1)) + rawName.slice(colon + 1);
}
