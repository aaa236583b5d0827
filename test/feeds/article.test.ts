import { expect, it } from 'vitest';
import { readFeed } from '../../src/feeds/read.ts';

const ARTICLE = 'https://news.example/2020/01/letter?id=7';

function googleNews(...fields: readonly (readonly [tag: number, text: string])[]): string {
  const bytes = [0x08, 0x13];
  for (const [tag, text] of fields) {
    const { length } = text;
    bytes.push(
      tag,
      ...(length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7]),
      ...Buffer.from(text),
    );
  }
  return `https://news.google.com/rss/articles/${Buffer.from(bytes).toString('base64url')}?oc=5`;
}
const LONG = `https://news.example/${'long/'.repeat(40)}end`;

async function linksOf(item: string) {
  const xml = `<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><title>a</title>${item}</item></channel></rss>`;
  const [entry] = (await readFeed(Buffer.from(xml), null, 'https://feeds.example/rss')).items;
  return [entry?.link, entry?.article];
}

it.each([
  [
    'its address before FeedBurner',
    'https://feedproxy.example/~r/x/~3/y',
    ARTICLE,
    `<feedburner:origLink>${ARTICLE}</feedburner:origLink>`,
  ],
  ['Google News', googleNews([0x22, ARTICLE]), ARTICLE],
  [
    'Google News, with an AMP address behind',
    googleNews([0x22, ARTICLE], [0xd2, 'https://news.example/amp/letter']),
    ARTICLE,
  ],
  ['Google News, a long address', googleNews([0x22, LONG]), LONG],
  ['a Google Alert', `https://www.google.com/url?rct=j&url=${encodeURIComponent(ARTICLE)}&ct=ga`, ARTICLE],
  [
    'Bing News',
    `http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=${encodeURIComponent(ARTICLE)}`,
    ARTICLE,
  ],
])(
  'finds the article behind a link that passes the reader on: %s',
  async (_name, link, article, more = '') => {
    expect(await linksOf(`<link>${link.replaceAll('&', '&amp;')}</link>${more}`)).toEqual([link, article]);
  },
);

it.each([
  [
    'an article of Google News that does not say where to',
    googleNews([0x22, 'AU_yqLNopaque-and-longer-than-that']),
  ],
  ['an article of Google News that breaks off', googleNews([0x22, ARTICLE]).slice(0, 80)],
  ['a link on to what is no web address', 'https://www.google.com/url?url=javascript%3Aalert(1)'],
  ['another page of Google', `https://www.google.com/search?url=${encodeURIComponent(ARTICLE)}`],
  ['any other page', `https://news.example/url?url=${encodeURIComponent(ARTICLE)}`],
])('leaves as it is %s', async (_name, link) => {
  expect(await linksOf(`<link>${link}</link>`)).toEqual([link, link]);
});
