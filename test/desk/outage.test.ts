import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newFeed } from '../../src/desk/feeds.ts';
import { createFetch } from '../../src/feeds/http.ts';
import { MINUTE } from '../../src/model/time.ts';
import { LETTER, NOON, openPolledDesk, type TestDesk } from '../support/desk.ts';

const FEEDS = 10_000;
let desk: TestDesk;
let failing: { readonly base: string; close(): void };

beforeEach(async () => {
  desk = await openPolledDesk();
  failing = await openFailing();
  const proxy = { http: null, https: null, except: '' };
  Object.assign(desk.deps, { fetch: createFetch({ allowHosts: ['127.0.0.1'], proxy }) });
  await desk.deps.store.transaction(async (store) => {
    for (let n = 0; n < FEEDS; n++)
      await store.feeds.add(newFeed(`${failing.base}/${n}`, `Outlet ${n}`, NOON));
  });
});
afterEach(async () => {
  await desk.close();
  failing.close();
});

/** A publisher who answers in one of four ways in which a feed fails: an error, no feed, half of one, or a cut line. */
async function openFailing() {
  const server = createServer((request, response) => {
    const way = Number(request.url?.slice(1)) % 4;
    if (way === 0) response.writeHead(503).end();
    else if (way === 1) response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Down</p>');
    else if (way === 2)
      response.writeHead(200, { 'content-length': '5000' }).write('<rss><channel>', () => response.destroy());
    else response.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

it('reads the others where ten thousand feeds fail at once, which are asked again later', async () => {
  desk.publisher.publish('/afp', [LETTER]);
  expect(await desk.passes(20 * MINUTE)).toContain('Letter says US is leaving');
  const polled = (await desk.deps.store.feeds.list()).filter(({ url }) => url.startsWith(failing.base));
  expect(polled).toHaveLength(FEEDS);
  const untold = polled.filter(
    ({ failures, error, nextPollAt }) => failures !== 1 || !error || nextPollAt <= desk.deps.now(),
  );
  expect(untold).toEqual([]);
}, 60_000);
