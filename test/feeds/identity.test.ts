import { expect, it } from 'vitest';
import { canonicalLink, identitiesOf } from '../../src/feeds/identity.ts';
import type { FeedEntry } from '../../src/model/feed.ts';
import { EMPTY_DOCUMENT, EMPTY_ENTRY } from '../support/feed-document.ts';

const ENTRY: FeedEntry = {
  ...EMPTY_ENTRY,
  title: 'Troops to leave',
  link: 'https://news.example/a',
  published: '2020-01-06T20:05:00.000Z',
};

function identities(...entries: Partial<FeedEntry>[]): readonly string[] {
  const items = entries.map((entry) => {
    const { link } = { ...ENTRY, ...entry };
    return { ...ENTRY, article: link, ...entry };
  });
  return identitiesOf({ ...EMPTY_DOCUMENT, items });
}

it('knows an item by its identifier, whatever else changes', () => {
  const [before] = identities({ id: 'a1' });
  const [after] = identities({
    id: 'a1',
    title: 'Troops to stay',
    link: 'https://news.example/b',
    published: null,
  });
  expect(after).toBe(before);
});

it('adds the link to an identifier that the document uses more than once', () => {
  const [first, second, third] = identities(
    { id: 'x' },
    { id: 'x', link: 'https://news.example/b' },
    { id: 'y' },
  );
  expect(new Set([first, second, third]).size).toBe(3);
  expect(identities({ id: 'y' })).toEqual([third]);
});

it('knows an item without identifier by its link, however that is decorated', () => {
  expect(
    identities({ link: 'http://www.news.example/a/?utm_source=rss#top', title: 'Troops to stay' }),
  ).toEqual(identities({}));
});

it('tells items apart by title where they share one link', () => {
  const [first, second] = identities({}, { title: 'Troops to stay' });
  expect(first).not.toBe(second);
});

it('knows an item with neither by its title and day', () => {
  const [first] = identities({ link: null });
  expect(identities({ link: null, published: '2020-01-06T23:00:00.000Z' })).toEqual([first]);
  expect(identities({ link: null, published: '2020-01-07T01:00:00.000Z' })).not.toEqual([first]);
  expect(identities({ link: null, title: 'Troops to stay' })).not.toEqual([first]);
});

it('keeps identities short', () => {
  const [first, second] = identities({ id: `${'x'.repeat(5_000)}1` }, { id: `${'x'.repeat(5_000)}2` });
  expect(first?.length).toBeLessThan(100);
  expect(first).not.toBe(second);
});

it.each([
  ['http://www.news.example/a/', 'https://news.example/a'],
  ['https://m.news.example/a?fbclid=1&b=2&a=1', 'https://news.example/a?a=1&b=2'],
  ['https://amp.news.example/a/amp/', 'https://news.example/a'],
  ['https://NEWS.example/%D8%AE?utm_medium=x#live', 'https://news.example/%D8%AE'],
  ['https://m.example/a', 'https://m.example/a'],
  ['https://news.example/champ', 'https://news.example/champ'],
  ['https://news.example/?ref=17', 'https://news.example?ref=17'],
  [' tag:news.example ', 'tag:news.example'],
])('writes %s as %s', (link, canonical) => {
  expect(canonicalLink(link)).toBe(canonical);
});
