// Follows https://docs.slack.dev/messaging/formatting-message-text: escaping, and how Slack writes what
// people typed.

// Bidi embeddings, overrides and isolates make a line read in another order than it is written; the others
// hide inside words. Joiners and direction marks stay: Persian, Arabic and emoji are spelt with them.
const HIDDEN = /[\p{Cc}--[\n\t]]|[\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\u206A-\u206F\uFEFF\u00AD]/gv;

/** The text with nothing in it that changes how other text is shown. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(HIDDEN, '');
}

/** The text, cut to `limit` UTF-16 units with an ellipsis, never inside a surrogate pair. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = Math.max(0, limit - 1);
  const splits = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end).trimEnd()}…`;
}

/** Makes a text safe where Slack reads `<…>` as a mention or a link. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Undoes the escaping that Slack does to what people type. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What someone typed, from Slack's `<@U1>`, `<#C1|desk>`, `<https://…|label>` and entities. */
export async function plainOf(text: string, nameOf: (user: string) => Promise<string>): Promise<string> {
  const users = new Map<string, string>();
  for (const [, id = ''] of text.matchAll(/<@(\w+)/g)) users.set(id, await nameOf(id));
  const plain = text.replace(
    /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g,
    (_whole, sign: string, what: string, label?: string) => {
      if (sign === '@') return `@${users.get(what) ?? label ?? what}`;
      if (sign === '#') return `#${label || what}`;
      if (sign === '!') return label || `@${what}`;
      return label && !what.includes(label) ? `${label} (${what})` : what;
    },
  );
  return unescapeText(plain);
}
