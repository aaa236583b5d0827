import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newFeed } from '../../src/desk/feeds.ts';
import { refresh } from '../../src/desk/refresh.ts';
import { createTurns } from '../../src/desk/turns.ts';
import { createFetch } from '../../src/feeds/http.ts';
import { createReader, type Reader } from '../../src/feeds/reader.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const MILLION = 1_000_000;
const GOOD =
  '<rss version="2.0"><channel><item><guid>1</guid><title>Troops to leave</title></item></channel></rss>';
const LAUGHS = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
const BOMB = `<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">${LAUGHS}]><rss version="2.0"><channel><item><guid>2</guid><title>&l20;&x;</title></item></channel></rss>`;
const NO_PROXY = { http: null, https: null, except: '' };

const send =
  (body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(200, headers).end(body);
const redirect =
  (location: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location }).end();

/** What each path answers, and a word of the fault that comes of it; null for a feed that is read all the same. */
const PATHS: Readonly<Record<string, readonly [RequestListener, string | null]>> = {
  '/levels': [send('<rss>'.repeat(MILLION)), 'nested too deeply'],
  '/attributes': [send(GOOD.replace('<item>', `<item${' b="1"'.repeat(MILLION)}>`)), null],
  '/elements': [send(`<rss><channel>${'<b/>'.repeat(MILLION)}</channel></rss>`), null],
  '/entities': [send(BOMB), null],
  '/huge': [(_, response) => response.end(Buffer.alloc(100_000_000, ' ')), 'larger than 15 MB'],
  '/bomb': [send(gzipSync(Buffer.alloc(100_000_000)), { 'content-encoding': 'gzip' }), 'larger than 15 MB'],
  '/soup': [send(GOOD.replace('leave', '<p '.repeat(MILLION))), null],
  '/inward': [redirect('http://localhost:8080/feed'), 'FEED_ALLOW_HOSTS'],
  '/nowhere': [redirect('http://no.such.host.invalid/feed'), 'a name that cannot be found'],
  '/file': [redirect('file:///etc/passwd'), 'redirects to file:'],
  '/circle': [redirect('/circle'), 'in a circle'],
};

let desk: TestDesk;
let reader: Reader;
let base: string;
let close: () => void;

beforeEach(async () => {
  desk = await openTestDesk();
  reader = createReader();
  const server = createServer((request, response) => {
    const [answer] = PATHS[request.url ?? ''] ?? [send(GOOD)];
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(async () => {
  await reader.close();
  await desk.close();
  close();
});

it('reads a good feed among hostile ones, each of which ends with what is wrong with it', async () => {
  const { deps } = desk;
  for (const feed of await deps.store.feeds.list()) await deps.store.feeds.remove(feed.id);
  for (const path of [...Object.keys(PATHS), '/good'])
    await deps.store.feeds.add(newFeed(base + path, path, deps.now()));
  const fetch = createFetch({ allowHosts: [new URL(base).host], proxy: NO_PROXY });
  const polls = await refresh({ ...deps, fetch, reader }, createTurns());
  const errors = new Map(polls.map(({ feed, error }) => [feed.outlet, error]));
  expect(errors.get('/good')).toBeNull();
  for (const [path, [, words]] of Object.entries(PATHS)) {
    const error = errors.get(path);
    if (words === null) expect([path, error]).toEqual([path, null]);
    else expect([path, error?.includes(words) || error]).toEqual([path, true]);
  }
  const titles = (await deps.store.items.byIds(await ids())).map(({ title }) => title);
  expect(titles).toContain('Troops to leave');
  expect(titles.every((title) => title.length <= 500 && !title.includes('root:'))).toBe(true);

  async function ids(): Promise<string[]> {
    const feeds = await deps.store.feeds.list();
    const known = await Promise.all(
      feeds.flatMap(({ id }) => ['id 1', 'id 2'].map((name) => deps.store.items.byIdentity(id, name))),
    );
    return known.flatMap((item) => item?.id ?? []);
  }
}, 60_000);
