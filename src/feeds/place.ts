/**
 * An address as a person may see it: host and path, without the credentials and query that may carry a
 * secret. Anything that is no address at all gives a word for it.
 */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'the address';
  const { protocol, host, pathname } = new URL(url);
  return host === '' ? `${protocol}${pathname}` : `${host}${pathname}`;
}
