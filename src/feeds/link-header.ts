/** A link of an HTTP header: where it leads and what it is to the document. */
export interface HeaderLink {
  readonly href: string;
  readonly relations: readonly string[];
}

const LONGEST_HEADER = 8_192;
const TOKEN = /<([^>]*)>|"((?:[^"\\]|\\.)*)"|([;,=])|[^\s;,="<]+/g;

interface Open {
  readonly target: string;
  readonly parameters: Map<string, string>;
}

/**
 * The links of the header `Link` (RFC 8288), with addresses made absolute; those about another document are left
 * out, as is whatever cannot be read. More than 8,192 characters are not looked at.
 */
export function headerLinks(header: string | null, base: string): HeaderLink[] {
  const found: Open[] = [];
  let open: Open | null = null;
  let name: string | null = null;
  let isValue = false;
  for (const [token, target, quoted, mark] of (header ?? '').slice(0, LONGEST_HEADER).matchAll(TOKEN)) {
    if (target !== undefined) {
      open = { target, parameters: new Map() };
      found.push(open);
    } else if (mark === ',') open = null;
    if (mark === '=') isValue = name !== null;
    else if (mark !== undefined || target !== undefined) [name, isValue] = [null, false];
    else if (!isValue) name = token.toLowerCase();
    else {
      // The first `rel` counts, whatever follows.
      if (name !== null && !open?.parameters.has(name))
        open?.parameters.set(name, quoted?.replace(/\\(.)/g, '$1') ?? token);
      [name, isValue] = [null, false];
    }
  }
  return found.flatMap(({ target, parameters }) => {
    if (parameters.has('anchor') || !URL.canParse(target, base)) return [];
    const relations = (parameters.get('rel') ?? '').toLowerCase().split(/\s+/);
    return { href: new URL(target, base).href, relations };
  });
}
