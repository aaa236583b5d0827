/** What a text takes for the name of a site, or its number. */
const SITES =
  /(?<![\p{L}\p{N}])(?:(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:xn--[a-z\d-]{1,59}|\p{L}{2,24})|\d{1,3}(?:\.\d{1,3}){3})(?![\p{L}\p{N}])/giu;
/** What stands in a name and is not seen, and what looks like its dots. */
const UNSEEN = /[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]/gu;
const DOTS = /[‧·•。٠۰٫܂۔ꓸ]/gu;
/** No chat shows more of a label. */
const SHOWN = 4_000;

/**
 * Where a link leads, or null where it is to be none: only the web, for a feed may carry javascript: or file: addresses,
 * and without a user name, by which a site can pass itself off as another.
 */
export function webAddress(address: string): URL | null {
  const url = URL.parse(address);
  const isPlain =
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isPlain ? url : null;
}

/**
 * The words of a link to `address`. Where they name a site that it does not lead to, the one that it leads to comes
 * first, so that no cut takes it away. Names in letters that look like others are told in the ASCII that they stand for.
 */
export function linkLabel(label: string, address: string): string {
  const host = URL.parse(address)?.hostname ?? '';
  const seen = label.slice(0, SHOWN).normalize('NFKC').replace(UNSEEN, '').replace(DOTS, '.');
  const named = seen.match(SITES) ?? [];
  return named.every((name) => isOf(host, name.toLowerCase())) ? label : `${host}: ${label}`;
}

/** Whether the host is the site that is named, or a part of it. */
function isOf(host: string, name: string): boolean {
  const site = name.replace(/^www\./, '');
  return host === site || host.endsWith(`.${site}`);
}
