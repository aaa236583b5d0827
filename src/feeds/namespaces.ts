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

interface Names {
  of(rawName: string): string;
  /** For an element that declares prefixes, or a namespace of its own. */
  declaring(rawName: string, attributes: Readonly<Record<string, string>>): string;
}

/** Gives elements the names that everybody knows, learning the document's prefixes as they are declared. */
export function createNames(): Names {
  const prefixes = new Map<string, string>();
  const known = new Map<string, string>();
  const of = (rawName: string): string => {
    const before = known.get(rawName);
    if (before !== undefined) return before;
    const colon = rawName.indexOf(':');
    const name =
      colon < 0
        ? rawName
        : (prefixes.get(rawName.slice(0, colon)) ?? rawName.slice(0, colon + 1)) + rawName.slice(colon + 1);
    known.set(rawName, name);
    return name;
  };
  return {
    of,
    declaring(rawName, attributes) {
      if (learnPrefixes(attributes, prefixes)) known.clear();
      const own = attributes.xmlns;
      if (own === undefined || rawName.includes(':')) return of(rawName);
      return (PREFIXES[own.trim().toLowerCase()] ?? '') + rawName;
    },
  };
}

/** Whether there was one to learn. */
function learnPrefixes(attributes: Readonly<Record<string, string>>, prefixes: Map<string, string>): boolean {
  let learned = false;
  for (const name in attributes) {
    if (!name.startsWith('xmlns:')) continue;
    const prefix = PREFIXES[attributes[name]?.trim().toLowerCase() ?? ''];
    if (prefix === undefined) continue;
    prefixes.set(name.slice('xmlns:'.length), prefix);
    learned = true;
  }
  return learned;
}
