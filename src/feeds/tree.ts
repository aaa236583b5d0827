import { UserError } from '../errors.ts';
import { createNames } from './namespaces.ts';
import { declaredEntities, decodeXml } from './references.ts';
import type { Note } from './repairs.ts';
import { attributesOf, scan } from './scan.ts';

/** An element of a feed, however badly written; names are lower case, prefixes those everybody knows. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** Most attributes are never looked at, so they are read when they first are. */
class WrittenElement implements Element {
  readonly name: string;
  readonly children: (Element | string)[] = [];
  readonly #written: string;
  readonly #decode: (value: string) => string;
  #attributes: Readonly<Record<string, string>> | null = null;

  constructor(name: string, written: string, decode: (value: string) => string) {
    this.name = name;
    this.#written = written;
    this.#decode = decode;
  }

  get attributes(): Readonly<Record<string, string>> {
    this.#attributes ??= this.#written.length < MIN_ATTRIBUTE ? NONE : decoded(this.#written, this.#decode);
    return this.#attributes;
  }
}

function decoded(written: string, decode: (value: string) => string): Record<string, string> {
  const attributes = attributesOf(written);
  for (const key in attributes) {
    const value = attributes[key] ?? '';
    if (value.includes('&')) attributes[key] = decode(value);
  }
  return attributes;
}

const MAX_DEPTH = 200;
/** Elements that cannot hold their like: a second one inside means that the first was never closed. */
const ENTRIES = new Set(['item', 'entry', 'atom:entry']);

/** The least that an attribute takes: ` a=b`. */
const MIN_ATTRIBUTE = 4;
const NONE: Record<string, string> = {};

/**
 * Reads XML, or what passes for it, into a tree: stray `&`, unknown entities, unclosed and crossed tags,
 * undeclared prefixes and text around the document are taken as they come. Throws UserError on nesting
 * that no feed has.
 */
export function readTree(xml: string, note: Note = () => {}): Element {
  const root: Element = { name: '', attributes: NONE, children: [] };
  const stack: Element[] = [root];
  const rawNames: string[] = [''];
  const names = createNames();
  let top = root;
  let entities: ReadonlyMap<string, string> = new Map();

  const decode = (text: string): string => decodeXml(text, entities, note);
  const closeFrom = (depth: number): void => {
    stack.length = depth;
    rawNames.length = depth;
    top = stack[depth - 1] ?? root;
  };
  const open = (rawName: string, written: string): void => {
    if (stack.length > MAX_DEPTH) {
      throw new UserError('This document is nested too deeply for a feed: check the address.');
    }
    const name = written.includes('xmlns')
      ? names.declaring(rawName, attributesOf(written))
      : names.of(rawName);
    if (ENTRIES.has(name)) {
      const unclosed = stack.findLastIndex((element) => element.name === name);
      if (unclosed > 0) {
        note('an entry left open, ended where the next begins');
        closeFrom(unclosed);
      }
    }
    const element = new WrittenElement(name, written, decode);
    top.children.push(element);
    stack.push(element);
    rawNames.push(rawName);
    top = element;
  };
  const close = (rawName: string): void => {
    const depth = rawNames.lastIndexOf(rawName);
    if (depth !== rawNames.length - 1) note('a tag that is crossed, never closed or never opened');
    if (depth > 0) closeFrom(depth);
  };
  const write = (text: string): void => {
    const { children } = top;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else children.push(text);
  };
  scan(xml, false, {
    open(name, from, to, isClosed) {
      open(name, xml.slice(from, to));
      if (isClosed) closeFrom(stack.length - 1);
    },
    close,
    text: (from, to) => write(decode(xml.slice(from, to))),
    cdata: (from, to) => write(xml.slice(from, to)),
    declaration(from, to) {
      entities = declaredEntities(xml.slice(from, to));
    },
  });
  if (stack.length > 1) note('the document breaks off: elements left open at its end');
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
