/** Told of what stands in a text, by its offsets; what is no tag is text. */
export interface Listener {
  /** `from` and `to` are where its attributes are written. */
  open(name: string, from: number, to: number, isClosed: boolean): void;
  close(name: string): void;
  text(from: number, to: number): void;
  cdata(from: number, to: number): void;
  /** `<!DOCTYPE …>`, with what it declares. */
  declaration(from: number, to: number): void;
}

const [BANG, QUOTE, APOSTROPHE, SLASH, LESS, EQUALS, GREATER, QUESTION] = [
  0x21, 0x22, 0x27, 0x2f, 0x3c, 0x3d, 0x3e, 0x3f,
];

/**
 * Finds the tags of XML or HTML, however badly written, in time linear in the length: it leaps from one `<` to
 * the next, which on feeds is several times quicker than looking at each letter. Names are lower case. In HTML
 * the content of scripts and styles holds no tags.
 */
export function scan(source: string, isHtml: boolean, listener: Listener): void {
  const end = source.length;
  let at = 0;
  let textFrom = 0;
  let start = source.indexOf('<');
  const tagEnd = createTagEnds(source);
  const after = (mark: string, from: number): number => {
    const found = source.indexOf(mark, from);
    return found < 0 ? end : found + mark.length;
  };
  /** Where the markup that begins here ends; 0 where none does. */
  const markup = (): number => {
    const next = source.charCodeAt(start + 1);
    if (next === BANG) return declarationFrom();
    if (next === QUESTION) return after('>', start);
    const isClosing = next === SLASH;
    const nameFrom = start + (isClosing ? 2 : 1);
    if (!isNameStart(source.charCodeAt(nameFrom), isHtml)) return isClosing ? after('>', start) : 0;
    const nameTo = nameEnd(source, nameFrom);
    const to = tagEnd(nameTo);
    if (to < 0) return 0;
    flush();
    // A tag that the document breaks off in is none.
    if (to >= end) return end;
    const name = source.slice(nameFrom, nameTo).toLowerCase();
    if (isClosing) {
      listener.close(name);
      return to + 1;
    }
    const isClosed = source.charCodeAt(to - 1) === SLASH;
    listener.open(name, nameTo, to, isClosed);
    return isHtml && (name === 'script' || name === 'style') ? rawTextEnd(name, to + 1) : to + 1;
  };
  const declarationFrom = (): number => {
    if (source.startsWith('--', start + 2)) return after('-->', start + 4);
    if (source.startsWith('[CDATA[', start + 2)) {
      const to = after(']]>', start + 9);
      flush();
      listener.cdata(start + 9, source.endsWith(']]>', to) ? to - 3 : to);
      return to;
    }
    const to = source.indexOf('>', start);
    const subset = source.slice(start, to < 0 ? end : to).indexOf('[');
    const whole = subset < 0 ? after('>', start) : after('>', after(']', start + subset));
    listener.declaration(start, whole);
    return whole;
  };
  const rawTextEnd = (name: string, from: number): number => {
    const closing = new RegExp(`</${name}`, 'gi');
    closing.lastIndex = from;
    return closing.exec(source)?.index ?? end;
  };
  const flush = (): void => {
    if (start > textFrom) listener.text(textFrom, start);
    textFrom = start;
  };

  while (start >= 0) {
    at = markup();
    if (at > 0) {
      flush();
      textFrom = at;
    }
    start = source.indexOf('<', at > 0 ? at : start + 1);
  }
  start = end;
  flush();
}

/** Finds the `>` that ends a tag: the length where there is none, -1 where another tag begins before it. */
function createTagEnds(source: string): (from: number) => number {
  // Where a quotation mark was not found, it is not looked for again.
  const missing = new Set<number>();
  return (from) => {
    // Most tags have no attributes.
    if (source.charCodeAt(from) === GREATER) return from;
    let last = 0;
    for (let at = from; at < source.length; at++) {
      const code = source.charCodeAt(at);
      if (code === GREATER) return at;
      if (code === LESS) return -1;
      if ((code === QUOTE || code === APOSTROPHE) && last === EQUALS && !missing.has(code)) {
        const closing = source.indexOf(code === QUOTE ? '"' : "'", at + 1);
        if (closing < 0) missing.add(code);
        else at = closing;
      }
      if (code > 0x20) last = code;
    }
    return source.length;
  };
}

function isNameStart(code: number, isHtml: boolean): boolean {
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return true;
  return !isHtml && (code === 0x5f || code === 0x3a || code > 0x7f);
}

function nameEnd(source: string, from: number): number {
  let at = from;
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code <= 0x20 || code === SLASH || code === GREATER || code === LESS) break;
  }
  return at;
}

const ATTRIBUTE = /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;
/** No element of a feed has more; the rest are dropped. */
const MAX_ATTRIBUTES = 100;

/** The attributes as written, of those that stand twice the first; names are lower case. */
export function attributesOf(written: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  let count = 0;
  for (const [, name = '', double, single, bare] of written.matchAll(ATTRIBUTE)) {
    if (++count > MAX_ATTRIBUTES) break;
    const key = name.toLowerCase();
    if (!Object.hasOwn(attributes, key)) attributes[key] = double ?? single ?? bare ?? '';
  }
  return attributes;
}
