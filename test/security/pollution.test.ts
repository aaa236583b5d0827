import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parseOpml } from '../../src/feeds/opml.ts';
import { readFeed } from '../../src/feeds/read.ts';
import { parseTopic } from '../../src/topics/parse.ts';

const URL_OF_FEED = 'https://news.example/feed';
const LEVELS = 100_000;
const DEEP = '['.repeat(LEVELS) + ']'.repeat(LEVELS);

const json = (text: string) => readFeed(Buffer.from(text), 'application/feed+json', URL_OF_FEED);
const jsonFeed = (items: string) => `{"version":"https://jsonfeed.org/version/1","items":[${items}]}`;

afterEach(() => {
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(Reflect.get([], 'polluted')).toBeUndefined();
});

async function titles(body: string, type: string): Promise<string[]> {
  const { items } = await readFeed(Buffer.from(body), type, URL_OF_FEED);
  return items.map(({ title }) => title);
}

describe('what comes from outside changes no object but its own', () => {
  it('as JSON Feed', async () => {
    const item = '"id":"1","title":"A","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
    const body = `{"version":"https://jsonfeed.org/version/1.1","__proto__":{"polluted":1},"title":"T","items":[{${item}}]}`;
    expect(await titles(body, 'application/feed+json')).toEqual(['A']);
  });

  it('as RSS, with elements and attributes of any name', async () => {
    const item =
      '<item><title>A</title><__proto__ polluted="1">x</__proto__><constructor polluted="1"/></item>';
    const body = `<rss version="2.0" __proto__="x"><channel><title>T</title>${item}</channel></rss>`;
    expect(await titles(body, 'application/rss+xml')).toEqual(['A']);
  });

  it('as OPML', () => {
    const body =
      '<opml><body><outline __proto__="x" constructor="y" text="A" xmlUrl="https://a.example/"/></body></opml>';
    expect(parseOpml(body)).toEqual([{ url: 'https://a.example/', outlet: 'A' }]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('as YAML with a key %s', (key) => {
    const yaml = `slug: x\ntitle: X\n${key}:\n  polluted: 1\nclaims:\n  - slug: y\n    statement: Y\n`;
    expect(() => parseTopic(yaml, 'x.yaml')).toThrow(new RegExp(`unknown key ${key}`));
  });
});

describe('what is nested or repeated without end', () => {
  it('is refused as YAML that grows by its own references', () => {
    const bomb = ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: &c [*b, *b]', 'slug: *c'].join('\n');
    expect(() => parseTopic(bomb, 'x.yaml')).toThrow(/x\.yaml:\d+:\d+/);
  });

  it('is refused in words as YAML of ten thousand levels', () => {
    expect(() => parseTopic(`slug: ${'['.repeat(10_000)}`, 'x.yaml')).toThrow(/x\.yaml/);
  });

  it.each([
    ['in a row', DEEP],
    ['as its version', `{"version":${DEEP},"items":[]}`],
    ['that are never closed', `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(LEVELS)}`],
  ])('is no feed as JSON of a hundred thousand levels %s', async (_, text) => {
    await expect(json(text)).rejects.toThrow(UserError);
  });

  it.each(['authors', 'author', 'tags', 'title', 'id', 'content_html', 'date_published', 'x'])(
    'costs a JSON Feed no entry where its %s has a hundred thousand levels',
    async (name) => {
      const { items } = await json(jsonFeed(`{"id":"1","${name}":${DEEP}},{"id":"2","title":"B"}`));
      expect(items.map(({ title }) => title)).toEqual(['', 'B']);
    },
  );

  it('costs a JSON Feed no entry where it has a million tags', async () => {
    const tags = `[${'"a",'.repeat(1_000_000)}"b"]`;
    const { items } = await json(jsonFeed(`{"id":"1","title":"A","tags":${tags}}`));
    expect(items[0]?.categories).toEqual(['a', 'b']);
  });
});

describe('JSON that is of another kind than it should be', () => {
  it.each(['1', 'null', '[]', '{}', '{"toString":1}', '["https://jsonfeed.org/version/1"]'])(
    'is no feed with the version %s',
    async (version) => {
      await expect(json(`{"version":${version},"items":[]}`)).rejects.toThrow(UserError);
    },
  );

  it.each(['1', 'null', '[1]', '{"toString":1}', '"\\ud800"'])(
    'costs an entry no more than its fields: %s',
    async (value) => {
      const fields = ['title', 'url', 'authors', 'tags', 'date_published', 'content_text', 'summary'];
      const entry = fields.map((name) => `"${name}":${value}`).join();
      const { items } = await json(jsonFeed(`{"id":"1",${entry}},{"id":"2","title":"B"},${value}`));
      expect(items).toHaveLength(3);
      expect(items[1]?.title).toBe('B');
      expect(items.every(({ title }) => title.isWellFormed())).toBe(true);
    },
  );
});
