import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Parser from 'rss-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRecording, type Recording } from '../../src/topics/recording.ts';
import { type Served, serveRecording } from '../../src/topics/serve.ts';

const FEED = 'recording://x/a.xml';
const HEAD =
  'title: X\ntopic: ../x.yaml\nfeeds:\n  - { file: a.xml, url: "recording://x/a.xml", outlet: A }\nsteps:\n';

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'recording-'));
  folder = join(base, 'x');
  mkdirSync(folder);
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(base, 'x.yaml'), '');
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.xml`), `<rss>${name}</rss>`);
});
afterEach(() => rmSync(base, { recursive: true }));

function load(yaml: string): Promise<Recording> {
  writeFileSync(join(folder, 'recording.yaml'), yaml);
  return loadRecording(folder);
}

function step(at: string, file = 'b.xml', feed = FEED): string {
  return `  - { at: ${at}, feed: "${feed}", file: ${file} }\n`;
}

describe('a recording', () => {
  it('is read with its steps in time order, in UTC', async () => {
    const yaml = `${HEAD}${step('2020-01-06T20:10:00Z')}${step('2020-01-06T23:20:00+03:00', 'c.xml')}`;
    const recording = await load(yaml);
    expect(recording).toMatchObject({ title: 'X', folder, topic: join(base, 'x.yaml') });
    expect(recording.steps).toEqual([
      { at: '2020-01-06T20:10:00.000Z', feed: FEED, file: 'b.xml', note: null },
      { at: '2020-01-06T20:20:00.000Z', feed: FEED, file: 'c.xml', note: null },
    ]);
  });

  it.each<[fault: string, yaml: string, told: string]>([
    [
      'steps out of order',
      `${HEAD}${step('2020-01-06T20:10:00Z')}${step('2020-01-06T20:09:00Z')}`,
      '7:11: this step (2020-01-06T20:09:00.000Z) is earlier than the one before it (2020-01-06T20:10:00.000Z); put the steps in order',
    ],
    [
      'a file that is not there',
      `${HEAD}${step('2020-01-06T20:10:00Z', 'd.xml')}`,
      '6:68: there is no file d.xml; add it, or correct the name',
    ],
    [
      'a folder for a file',
      `${HEAD}${step('2020-01-06T20:10:00Z', 'sub')}`,
      '6:68: there is no file sub; add it, or correct the name',
    ],
    [
      'a file outside the folder',
      `${HEAD}${step('2020-01-06T20:10:00Z', '../x.yaml')}`,
      '6:68: ../x.yaml lies outside the recording; copy it in',
    ],
    [
      'a file anywhere',
      `${HEAD}${step('2020-01-06T20:10:00Z', '/etc/passwd')}`,
      '6:68: /etc/passwd lies outside the recording; copy it in',
    ],
    [
      'a topic far away',
      `${HEAD.replace('../x.yaml', '../../x.yaml')}${step('2020-01-06T20:10:00Z')}`,
      '2:8: ../../x.yaml lies outside the folder around the recording; copy it in',
    ],
    [
      'a missing topic',
      `${HEAD.replace('../x.yaml', '../y.yaml')}${step('2020-01-06T20:10:00Z')}`,
      '2:8: there is no file ../y.yaml',
    ],
    [
      'a feed that is not listed',
      `${HEAD}${step('2020-01-06T20:10:00Z', 'b.xml', 'recording://x/aa.xml')}`,
      '6:39: there is no feed recording://x/aa.xml; did you mean recording://x/a.xml?',
    ],
    [
      'a feed twice',
      `${HEAD.replace('steps:\n', '  - { file: b.xml, url: "recording://x/a.xml", outlet: B }\nsteps:\n')}${step('2020-01-06T20:10:00Z')}`,
      '5:25: the feed recording://x/a.xml is listed twice; remove one',
    ],
    [
      'a publisher’s address',
      `${HEAD.replace('recording://x/a.xml', 'https://news.example/')}${step('2020-01-06T20:10:00Z')}`,
      '4:25: "https://news.example/" is no address of a feed; write recording://…',
    ],
    [
      'a time in words',
      `${HEAD}${step('Monday')}`,
      '6:11: at must be a time such as 2020-01-06T20:10:00Z; write it so',
    ],
    [
      'a mistyped key',
      `${HEAD}${step('2020-01-06T20:10:00Z').replace('file:', 'fle:')}`,
      '6:62: unknown key fle; did you mean file?',
    ],
    ['no steps', `${HEAD}  []\n`, '6:3: there is no step; add one'],
    ['bad YAML', 'title: a: b\n', '1:8: a second “: ” stands on this line; put the text in quotes'],
  ])('is refused for %s, with the place and what to do', async (_, yaml, told) => {
    await expect(load(yaml)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(`recording.yaml:${told}`),
    });
  });

  it('is refused for a link that leads out of its folder', async () => {
    symlinkSync(join(base, 'x.yaml'), join(folder, 'link.xml'));
    await expect(load(`${HEAD}${step('2020-01-06T20:10:00Z', 'link.xml')}`)).rejects.toThrow('lies outside');
  });

  it('is asked for where there is none', async () => {
    await expect(loadRecording(folder)).rejects.toMatchObject({ name: 'UserError' });
  });
});

describe('serving a recording', () => {
  let served: Served;
  let recording: Recording;
  beforeEach(async () => {
    recording = await load(`${HEAD}${step('2020-01-06T20:10:00Z')}${step('2020-01-06T20:20:00Z', 'c.xml')}`);
    served = await serveRecording(recording);
  });
  afterEach(() => served.close());

  it('gives the feed as it was before, then as each step leaves it', async () => {
    const seen = [await (await served.fetch(FEED)).text()];
    for (const step of recording.steps) {
      served.show(step);
      seen.push(await (await served.fetch(new URL(FEED))).text());
    }
    expect(seen).toEqual(['<rss>a</rss>', '<rss>b</rss>', '<rss>c</rss>']);
  });

  it('answers 304 until the feed changes', async () => {
    const first = await served.fetch(FEED);
    await first.text();
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await served.fetch(FEED, { headers });
    expect([again.status, await again.text()]).toEqual([304, '']);
    for (const step of recording.steps) served.show(step);
    expect((await served.fetch(new Request(FEED, { headers }))).status).toBe(200);
  });

  it('never gives its loopback address away', async () => {
    const response = await served.fetch(FEED);
    expect(response.url).toBe(FEED);
    await response.text();
  });

  it.each(['https://news.example/feed.xml', 'recording://x/other.xml'])(
    'refuses to fetch %s',
    async (url) => {
      await expect(served.fetch(url)).rejects.toThrow('not a feed of this recording');
    },
  );

  it('refuses a step of another recording', () => {
    expect(() => served.show({ at: '', feed: 'recording://y/a.xml', file: 'b.xml', note: null })).toThrow();
  });

  it('closes with an answer still unread, and is gone then', async () => {
    await served.fetch(FEED);
    await served.close();
    await expect(served.fetch(FEED)).rejects.toThrow();
  });
});

describe('the recording that comes with the project', () => {
  const folder = 'topics/withdrawal';

  it('tells the story in order', async () => {
    const { topic, steps, feeds } = await loadRecording(folder);
    expect(topic).toBe(resolve('topics/withdrawal.yaml'));
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted());
    expect(new Set(steps.map(({ feed }) => feed))).toEqual(new Set(feeds.map(({ url }) => url)));
    expect(steps.every(({ at }) => at > '2020-01-06' && at < '2020-01-09')).toBe(true);
    expect(steps.every(({ note }) => /\((reconstructed|invented|verbatim)\)$/.test(note ?? ''))).toBe(true);
  });

  it('shows one new or changed item with every step, published by then and marked for what it is', async () => {
    const { steps } = await loadRecording(folder);
    const known = new Set<string>();
    for (const { at, file } of steps) {
      const { items } = await new Parser().parseString(readFileSync(join(folder, file), 'utf8'));
      const fresh = items.filter(({ guid, title }) => !known.has(`${guid} ${title}`));
      expect(fresh).toHaveLength(1);
      for (const { guid, title, isoDate, link, categories } of fresh) {
        known.add(`${guid} ${title}`);
        expect(isoDate && isoDate < at).toBe(true);
        expect(link).toMatch(/^https:\/\/recording\.example\//);
        expect(categories?.at(-1)).toMatch(/^(reconstructed|invented|as received)$/);
      }
    }
    expect(known.size).toBe(13);
  });

  it('begins with a feed that has no items', async () => {
    const { feeds } = await loadRecording(folder);
    for (const { file } of feeds) {
      const feed = await new Parser().parseString(readFileSync(join(folder, file), 'utf8'));
      expect(feed.items).toEqual([]);
    }
  });
});
