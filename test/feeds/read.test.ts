import { deflateSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { readFeed } from '../../src/feeds/read.ts';
import { EMPTY_DOCUMENT } from '../support/feed-document.ts';

const URL_OF_FEED = 'https://news.example/feeds/world.xml?token=t0ken';
const read = (text: string) => readFeed(Buffer.from(text), null, URL_OF_FEED);
const rss = (item: string, channel = '') =>
  `<rss version="2.0"><channel><title>World</title><link>/</link>${channel}<item>${item}</item></channel></rss>`;
const first = async (item: string) => (await read(rss(item))).items[0];

it('reads RSS 2.0', async () => {
  const feed = await read(
    `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
       xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
       <title>World</title><link>https://news.example/</link><language>en-gb</language>
       <item>
         <title>No decision to leave: Esper</title><link> /a/1 </link><guid isPermaLink="false">a1</guid>
         <pubDate>Mon, 06 Jan 2020 15:05:00 EST</pubDate><dc:creator>Jane Doe</dc:creator>
         <category>Iraq</category><category>US</category><category>Iraq</category>
         <description><![CDATA[<p>There is <b>no decision</b>&hellip;</p>]]></description>
         <content:encoded><![CDATA[<p>WASHINGTON (AFP) - There is no decision.</p><p>The letter was a draft.</p>]]></content:encoded>
       </item></channel></rss>`,
  );
  expect(feed).toEqual({
    ...EMPTY_DOCUMENT,
    title: 'World',
    link: 'https://news.example/',
    language: 'en-gb',
    items: [
      {
        id: 'a1',
        title: 'No decision to leave: Esper',
        link: 'https://news.example/a/1',
        article: 'https://news.example/a/1',
        published: '2020-01-06T20:05:00.000Z',
        updated: null,
        author: 'Jane Doe',
        categories: ['Iraq', 'US'],
        summary: 'There is no decision…',
        text: 'WASHINGTON (AFP) - There is no decision.\n\nThe letter was a draft.',
        origin: 'AFP',
      },
    ],
  });
});

it('reads Atom', async () => {
  const feed = await read(
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar" xml:base="https://news.example/ar/">
       <title type="text">العالم</title><link rel="self" href="feed"/><link href="."/>
       <entry>
         <id>tag:news.example,2020:1</id><title type="html">&lt;b&gt;لا قرار&lt;/b&gt; بالانسحاب</title>
         <link rel="enclosure" href="a.mp3"/><link rel="alternate" type="text/html" href="a/1"/>
         <published>whenever</published><updated>2020-01-06T23:05:00+03:00</updated>
         <author><name>منى</name><email>m@news.example</email></author><category term="iraq" label="العراق"/>
         <summary>قال الوزير</summary>
         <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>بغداد (رويترز) - قال</p><p>ثم &lt;نفى&gt;</p></div></content>
       </entry>
     </feed>`,
  );
  expect(feed).toEqual({
    ...EMPTY_DOCUMENT,
    title: 'العالم',
    link: 'https://news.example/ar/',
    language: 'ar',
    push: { hubs: [], self: 'https://news.example/ar/feed' },
    items: [
      {
        id: 'tag:news.example,2020:1',
        title: 'لا قرار بالانسحاب',
        link: 'https://news.example/ar/a/1',
        article: 'https://news.example/ar/a/1',
        published: '2020-01-06T20:05:00.000Z',
        updated: '2020-01-06T20:05:00.000Z',
        author: 'منى',
        categories: ['العراق'],
        summary: 'قال الوزير',
        text: 'بغداد (رويترز) - قال\n\nثم <نفى>',
        origin: 'Reuters',
      },
    ],
  });
});

it('reads RDF, whose items stand beside the channel', async () => {
  const feed = await read(
    `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
       <channel r:about="https://news.example/"><title>World</title></channel>
       <item r:about="https://news.example/a/1"><title>One</title><link>https://news.example/a/1</link><d:date>2020-01-06T20:05:00Z</d:date></item>
     </r:RDF>`,
  );
  expect(feed.title).toBe('World');
  expect(feed.items).toMatchObject([
    { id: 'https://news.example/a/1', title: 'One', published: '2020-01-06T20:05:00.000Z' },
  ]);
});

it('reads JSON Feed', async () => {
  const feed = await read(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'World',
      items: [
        {
          id: 7,
          url: '/a/1',
          title: 'One',
          content_text: 'a <b> c',
          date_published: '2020-01-06T20:05:00Z',
          authors: [{ name: 'Jane' }],
        },
        null,
      ],
    }),
  );
  expect(feed.items[0]).toMatchObject({
    id: '7',
    link: 'https://news.example/a/1',
    text: 'a <b> c',
    author: 'Jane',
    published: '2020-01-06T20:05:00.000Z',
  });
});

it.each(['windows-1256', 'utf-16le'])('reads Arabic in %s', async (charset) => {
  const text = `<?xml version="1.0" encoding="${charset}"?>${rss('<title>لا قرار بالانسحاب</title>')}`;
  const feed = await readFeed(iconv.encode(text, charset, { addBOM: true }), null, URL_OF_FEED);
  expect(feed.items[0]?.title).toBe('لا قرار بالانسحاب');
});

it.each([
  ['gzip', gzipSync],
  ['zlib', deflateSync],
])('reads a file that is compressed with %s as such', async (_, compress) => {
  const feed = await readFeed(compress(rss('<title>One</title>')), null, URL_OF_FEED);
  expect(feed.items[0]?.title).toBe('One');
});

it.each([
  ['a stray ampersand', '<title>AT&T & co</title>', 'AT&T & co'],
  ['an entity that XML does not know', '<title>Caf&eacute; &bogus;</title>', 'Café &bogus;'],
  ['markup', '<title>No <i>decision</i> yet</title>', 'No decision yet'],
  ['double escaping', '<title>Tom &amp;amp; Jerry</title>', 'Tom & Jerry'],
  ['another title beside it', '<media:title>Photo</media:title><title>One</title>', 'One'],
  ['characters that XML forbids', '<title>O\u000bn\u0001e&#0;</title>', 'One'],
  ['a bracket that opens no tag', '<title>5 < 6 and 7 <b</title>', '5 < 6 and 7'],
  ['tags in capitals', '<TITLE>One</TITLE>', 'One'],
  ['no title', '<description>One</description>', ''],
])('reads a title with %s', async (_, item, title) => {
  expect((await first(item))?.title).toBe(title);
});

it.each([
  ['relative', '<link>/a?b=1&c=2</link>', 'https://news.example/a?b=1&c=2'],
  ['relative to the directory', '<link>a/1</link>', 'https://news.example/feeds/a/1'],
  ['without a scheme', '<link>//cdn.example/a</link>', 'https://cdn.example/a'],
  ['in the permanent identifier', '<guid>https://news.example/a</guid>', 'https://news.example/a'],
  ['that runs code', '<link>javascript:alert(1)</link>', null],
  ['missing', '<guid isPermaLink="false">https://news.example/a</guid>', null],
])('reads a link that is %s', async (_, item, link) => {
  expect((await first(item))?.link).toBe(link);
});

it.each([
  [
    'the outlet that an aggregator took it from',
    'https://www.example.org',
    'https://aggregator.example/1',
    'The Example',
  ],
  ['the agency, by its usual name', 'https://www.reuters.com', 'https://aggregator.example/1', 'Reuters'],
  ['nobody where that is the page itself', 'https://www.example.org', 'https://example.org/1', null],
  ['nobody where that is the feed itself', 'https://www.news.example', 'https://cdn.example/1', null],
])('credits %s', async (_, source, link, origin) => {
  const name = origin === 'Reuters' ? 'Thomson Reuters' : 'The Example';
  const item = `<title>One</title><link>${link}</link><source url="${source}">${name}</source>`;
  expect((await first(item))?.origin).toBe(origin);
});

it('has no identifier where the publisher gives none', async () => {
  expect((await first('<title>One</title><guid> </guid>'))?.id).toBeNull();
});

it('has no date where none can be read, and passes on to one that can', async () => {
  expect((await first('<pubDate>soon</pubDate>'))?.published).toBeNull();
  expect((await first('<pubDate>??</pubDate><dc:date>2020-01-06</dc:date>'))?.published).toBe(
    '2020-01-06T00:00:00.000Z',
  );
});

it('keeps what came of a feed that breaks off', async () => {
  const feed = await read('<rss version="2.0"><channel><item><title>One</title></item><item><title>Two</ti');
  expect(feed.items.map((item) => item.title).slice(0, 1)).toEqual(['One']);
});

it('ends an item that was left open where the next begins', async () => {
  const feed = await read('<rss><channel><item><title>One</title><item><title>Two</title></channel></rss>');
  expect(feed.items.map((item) => item.title)).toEqual(['One', 'Two']);
});

it('is not led by names that JavaScript gives a meaning', async () => {
  const feed = await read(rss('<title>One</title><__proto__>x</__proto__><constructor>y</constructor>'));
  expect(feed.items[0]?.title).toBe('One');
});

it('reads no file and expands no bomb', async () => {
  const bomb = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>`;
  const feed = await read(bomb + rss('<title>&b;&f;</title>'));
  expect(feed.items[0]?.title).toBe('&b;&f;');
});

it.each([
  ['nothing', '', 'nothing at all'],
  ['spaces', ' \n ', 'nothing at all'],
  ['a web page', '<!doctype html><html><body>Hello</body></html>', 'a web page, not a feed: look for "RSS"'],
  ['an XML declaration alone', '<?xml version="1.0"?>', 'no feed in it'],
  ['a comment alone', '<!-- nothing -->', 'no feed in it'],
  ['text', 'Service unavailable', 'no feed in it'],
  ['other XML', '<urlset><url/></urlset>', 'XML but not a feed (its outermost element is <urlset>)'],
  ['other JSON', '{"error":"not found"}', 'JSON, not a feed'],
  ['nesting without end', '<a>'.repeat(10_000), 'nested too deeply'],
])('says what it is that came instead of a feed: %s', async (_, text, words) => {
  const error = await read(text).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toContain(words);
  expect(String(error)).not.toContain('t0ken');
});

it('names the feed that a web page points to', async () => {
  const page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>';
  await expect(read(page)).rejects.toThrow('subscribe to the feed that it names, https://news.example/rss');
});
