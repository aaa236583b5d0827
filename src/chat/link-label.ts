/** What a text takes for the name of a site. */
const SITES = /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])/gu;

/**
 * The words of a link to `address`. Where they name a site that it does not lead to, the one that it leads to comes
 * first, so that no cut takes it away. Names in letters that look like others are told in the ASCII that they stand for.
 */
export function linkLabel(label: string, address: string): string {
  const host = URL.parse(address)?.hostname ?? '';
  const named = label.normalize('NFKC').replaceAll('。', '.').match(SITES) ?? [];
  return named.every((name) => isOf(host, name.toLowerCase())) ? label : `${host}: ${label}`;
}

/** Whether the host is the site that is named, or a part of it. */
function isOf(host: string, name: string): boolean {
  const site = name.replace(/^www\./, '');
  return host === site || host.endsWith(`.${site}`);
}
