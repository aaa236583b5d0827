import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { readFeed } from '../../src/feeds/read.ts';

const URL_OF_FEED = 'https://news.example/rss';
const read = (text: string | Buffer) => readFeed(Buffer.from(text), null, URL_OF_FEED);
const rss = (inner: string) =>
  `<rss version="2.0"><channel><title>World</title>${inner}<item><title>Last</title></item></channel></rss>`;
const titles = async (text: string) => (await read(text)).items.map((item) => item.title);

it.each([
  ['many attributes', `<media:x ${'a'.repeat(3)}${' b="1"'.repeat(1_000_000)}/>`],
  ['attributes of many names', `<media:x${Array.from({ length: 50_000 }, (_, n) => ` a${n}=1`).join('')}/>`],
  ['a long attribute', `<media:x a="${'y'.repeat(2_000_000)}"/>`],
  ['closing tags alone', '</b>'.repeat(200_000)],
  ['crossed tags', '<a><b></a></b>'.repeat(50_000)],
  ['comments', '<!-- > -->'.repeat(100_000)],
  ['sections that are text', '<![CDATA[<b>]]>'.repeat(100_000)],
  ['bare ampersands', '&'.repeat(1_000_000)],
  ['references without end', `&#${'9'.repeat(1_000_000)}`],
  ['brackets that open nothing', '< '.repeat(500_000)],
  ['tags that never end', '<b x=1 '.repeat(100_000)],
  ['quotation marks that never close', `<b x="1>`.repeat(3) + `<b x='`.repeat(100_000)],
])('reads past %s', async (_, junk) => {
  const found = await titles(
    rss('<item><title>First</title></item>').replace('</channel>', `${junk}</channel>`),
  );
  expect(found.slice(0, 2)).toEqual(['First', 'Last']);
});

it.each([
  ['tags', '<p>'],
  ['closing tags', '</p>'],
  ['brackets', '<'],
  ['tags without end', '<p a="'],
  ['comments without end', '<!--'],
  ['scripts without end', '<script>'],
  ['references', '&amp;'],
  ['spaces', ' \n'],
  ['dashes', ' - '],
  ['brackets of datelines', '('],
])('keeps an entry whose text is nothing but %s', async (_, piece) => {
  const body = `<description><![CDATA[${piece.repeat(100_000)}]]></description>`;
  expect(await titles(rss(`<item><title>First</title>${body}</item>`))).toEqual(['First', 'Last']);
});

it('does not repeat a long base at each link', async () => {
  const feed = await read(
    rss('<link>a</link>'.repeat(20_000)).replace(
      '<rss',
      `<rss xml:base="https://a.example/${'b'.repeat(7_000)}/"`,
    ),
  );
  expect(feed.link).toBe('https://news.example/a');
});

it('keeps ten thousand entries', async () => {
  expect(await titles(rss('<item><title>One</title></item>'.repeat(10_000)))).toHaveLength(10_001);
});

it.each([
  ['a million levels', '<a>'.repeat(1_000_000)],
  ['a million levels within an entry', rss(`<item><title>${'<b>'.repeat(1_000_000)}`)],
])('refuses %s', async (_, text) => {
  await expect(read(text)).rejects.toThrow(UserError);
});

it('refuses more than 15 MB, and finds no feed in what is compressed to less', async () => {
  const huge = Buffer.alloc(15_000_001, ' ');
  await expect(read(huge)).rejects.toThrow('has more than 15 MB');
  await expect(read(gzipSync(huge))).rejects.toThrow(UserError);
});

it('replaces the entities that a document declares as text, and no others', async () => {
  const doctype =
    '<!DOCTYPE rss [<!ENTITY org "Ministry"><!ENTITY a "&org;&org;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
  const text = `${doctype}${rss('<item><title>&org; &a; &f;</title></item>')}`;
  expect((await titles(text))[0]).toBe('Ministry &a; &f;');
});
