/** Google News names an article by a protocol buffer in base64; up to 2024 it held the article's address. */
const GOOGLE_NEWS = /^\/(?:__i\/)?(?:rss\/)?(?:articles|read)\/([\w-]{20,})/;
/** Pages that only pass the reader on, and the parameter that says where to. */
const PASSING: Readonly<Record<string, readonly [path: string, parameter: string]>> = {
  'www.google.com': ['/url', 'url'],
  'news.google.com': ['/news/url', 'url'],
  'www.bing.com': ['/news/apiclick.aspx', 'url'],
};

/**
 * The address of the article itself, where `link` is an aggregator's page that only passes the reader on and says
 * where to; else `link`. What Google News has made since 2024 does not say so, and stays as it is.
 */
export function unwrapped(link: string): string {
  if (!/^https?:\/\/(www|news)\.(google|bing)\.com\//.test(link)) return link;
  const { hostname, pathname, searchParams } = new URL(link);
  const [path, parameter] = PASSING[hostname] ?? ['', ''];
  const target = path === pathname ? searchParams.get(parameter) : newsTarget(hostname, pathname);
  const url = target === null ? null : URL.parse(target);
  return url && /^https?:$/.test(url.protocol) ? url.href : link;
}

/** The first address in the protocol buffer: a field of text is its length, below 128 or in two bytes, and the text. */
function newsTarget(hostname: string, pathname: string): string | null {
  const coded = hostname === 'news.google.com' ? GOOGLE_NEWS.exec(pathname)?.[1] : undefined;
  if (coded === undefined) return null;
  const bytes = Buffer.from(coded, 'base64url');
  const from = bytes.indexOf('http');
  if (from < 2) return null;
  const [high = 0, low = 0] = [bytes[from - 1], bytes[from - 2]];
  const length = low < 0x80 || high >= 0x80 ? high : (low & 0x7f) | (high << 7);
  const text = bytes.subarray(from, from + length);
  return text.length === length ? text.toString() : null;
}
