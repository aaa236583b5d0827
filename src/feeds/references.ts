import { Tokenizer } from 'htmlparser2';
import type { Note } from './repairs.ts';

type Found = readonly [reference: string, characters: string];

/** By the code of their first letter. */
const XML: Readonly<Record<number, readonly Found[]>> = {
  97: [
    ['amp;', '&'],
    ['apos;', "'"],
  ],
  103: [['gt;', '>']],
  108: [['lt;', '<']],
  113: [['quot;', '"']],
};
const HASH = 0x23;
const NUMBER = /&#(?:x([\da-f]{1,6})|(\d{1,7}));/iy;
const HTML_REFERENCE = /&(?:#\w{1,16}|[a-z][a-z\d]{0,31});?/gi;
/** A page of news needs some dozens. */
const MOST_KEPT = 2_000;

/**
 * The characters that XML's own references, and the entities that the document declares, stand for; others
 * stay as they are, those to no character go. Escaped HTML is full of them, so none costs a regular expression
 * that can do without.
 */
export function decodeXml(text: string, entities: ReadonlyMap<string, string>, note: Note): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let out = '';
  let from = 0;
  for (; at >= 0; at = text.indexOf('&', at + 1)) {
    const first = text.charCodeAt(at + 1);
    const named = XML[first]?.find(([name]) => text.startsWith(name, at + 1));
    const found = named ?? (first === HASH ? numbered(text, at) : declared(text, at, entities));
    if (found === null) {
      note('a bare & or an entity that XML does not know');
      continue;
    }
    out += text.slice(from, at) + found[1];
    from = at + 1 + found[0].length;
  }
  // Two numbers may make a pair; half of one is no character.
  return (out + text.slice(from)).toWellFormed();
}

function numbered(text: string, at: number): Found | null {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [whole, hex, decimal] = match;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return [whole.slice(1), code === 0 || code > 0x10ffff ? '' : String.fromCodePoint(code)];
}

function declared(text: string, at: number, entities: ReadonlyMap<string, string>): Found | null {
  if (entities.size === 0) return null;
  const end = text.slice(at + 1, at + 1 + MAX_NAME).indexOf(';');
  const name = end < 0 ? '' : text.slice(at + 1, at + 1 + end);
  const characters = entities.get(name);
  return characters === undefined ? null : [`${name};`, characters];
}

const MAX_NAME = 40;
const MAX_ENTITIES = 100;

/** The entities that a document type declares as plain text; those made of others, or outside, are not followed. */
export function declaredEntities(doctype: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  const declarations = doctype.matchAll(
    /<!ENTITY\s+([\w.-]{1,39})\s+(?:"([^"&%<]{0,100})"|'([^'&%<]{0,100})')/g,
  );
  for (const [, name = '', double, single] of declarations) {
    if (entities.size >= MAX_ENTITIES) break;
    if (!entities.has(name)) entities.set(name, double ?? single ?? '');
  }
  return entities;
}

const kept = new Map<string, string>();

/** The characters that HTML's references stand for, as browsers read them. */
export function decodeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(HTML_REFERENCE, (reference) => {
    const known = kept.get(reference);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const characters = decodeOne(reference);
    kept.set(reference, characters);
    return characters;
  });
}

function decodeOne(reference: string): string {
  let out = '';
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ...IGNORED,
      ontext: (start, end) => {
        out += reference.slice(start, end);
      },
      ontextentity: (codepoint) => {
        out += String.fromCodePoint(codepoint);
      },
    },
  );
  tokenizer.write(reference);
  tokenizer.end();
  return out;
}

function ignore(): void {}
const IGNORED = {
  onattribdata: ignore,
  onattribentity: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
};
