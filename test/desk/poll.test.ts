import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '../../src/desk/desk.ts';
import type { Feed } from '../../src/model/feed.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const FEED =
  '<rss version="2.0"><channel><title>Wire</title><item><guid>1</guid><title>One</title></item></channel></rss>';

let desk: TestDesk;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];
let base: string;
let close: () => void;

beforeEach(async () => {
  desk = await openTestDesk();
  for (const feed of await desk.deps.store.feeds.list()) await desk.deps.store.feeds.remove(feed.id);
  asked = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  answer = (_request, response) => response.end(FEED);
  await desk.says(`/feeds add ${base}/feed follow:yes Wire`);
  asked.length = 0;
});
afterEach(async () => {
  await desk.close();
  close();
});

async function feed(): Promise<Feed | undefined> {
  return (await desk.deps.store.feeds.list())[0];
}

describe('a poll', () => {
  it('reads no body that it has read before, whatever its headers say', async () => {
    await desk.passes(0);
    let read = 0;
    const { reader } = desk.deps;
    Object.assign(desk.deps, {
      reader: {
        read: (...given: Parameters<typeof reader.read>) => {
          read++;
          return reader.read(...given);
        },
      },
    });
    await desk.passes(20 * MINUTE);
    answer = (_request, response) => response.end(FEED.replace('One', 'Two'));
    await desk.passes(20 * MINUTE);
    expect({ polls: asked.length, read }).toEqual({ polls: 3, read: 1 });
  });

  it('sends back what the last answer gave to tell whether anything is new', async () => {
    answer = (request, response) =>
      request.headers['if-none-match'] === '"a"'
        ? response.writeHead(304).end()
        : response.writeHead(200, { etag: '"a"' }).end(FEED);
    await desk.passes(0);
    await desk.passes(20 * MINUTE);
    expect(asked.map((request) => request.headers['if-none-match'])).toEqual([undefined, '"a"']);
    expect(await feed()).toMatchObject({ failures: 0, error: null });
  });

  it('asks the new address of a feed that has moved for good, once that has held for a day', async () => {
    answer = (request, response) =>
      request.url === '/feed' ? response.writeHead(301, { location: '/new' }).end() : response.end(FEED);
    await desk.passes(0);
    expect((await feed())?.url).toBe(`${base}/feed`);
    await desk.passes(25 * HOUR);
    asked.length = 0;
    await desk.passes(HOUR);
    expect(asked.map((request) => request.url)).toEqual(['/new']);
    expect(await feed()).toMatchObject({ url: `${base}/feed`, note: expect.stringContaining('/new') });
    answer = (request, response) => response.writeHead(request.url === '/new' ? 404 : 200).end(FEED);
    await desk.passes(HOUR);
    await desk.passes(HOUR);
    expect(asked.map((request) => request.url)).toEqual(['/new', '/new', '/feed']);
    expect(await feed()).toMatchObject({ note: null, error: null });
  });

  it('keeps the address of a feed whose redirect did not hold', async () => {
    answer = (request, response) =>
      request.url === '/feed' ? response.writeHead(301, { location: '/outage' }).end() : response.end(FEED);
    await desk.passes(0);
    answer = (_request, response) => response.end(FEED);
    await desk.passes(HOUR);
    expect(await feed()).toMatchObject({ url: `${base}/feed`, movedTo: null, movedSince: null });
  });

  it('waits as long as a publisher asks who has had enough, and says so', async () => {
    answer = (_request, response) => response.writeHead(429, { 'retry-after': '7200' }).end();
    await desk.passes(0);
    expect(await feed()).toMatchObject({ failures: 1, nextPollAt: '2020-01-06T14:00:00.000Z' });
    await desk.passes(HOUR);
    expect(asked).toHaveLength(1);
    await desk.passes(HOUR);
    expect(asked).toHaveLength(2);
  });

  it('asks a feed again at once that a process held when it was killed', async () => {
    await desk.deps.store.feeds.lease('2020-01-06T12:00:00.000Z', '2020-01-06T12:05:00.000Z', 10);
    await desk.passes(0);
    expect(asked).toHaveLength(0);
    await createDesk(desk.deps, new Map());
    await desk.passes(0);
    expect(asked).toHaveLength(1);
  });

  it('stops for a feed that is gone for good, and says so', async () => {
    answer = (_request, response) => response.writeHead(410).end();
    await desk.passes(0);
    await desk.passes(24 * HOUR);
    expect(asked).toHaveLength(1);
    expect(await desk.says('/feeds list')).toMatch(/Wire · gone[\s\S]*gone for good \(410\)/);
  });

  it('asks a failing feed less and less often', async () => {
    answer = (_request, response) => response.writeHead(500).end();
    for (let quarter = 0; quarter < 16; quarter++) await desk.passes(15 * MINUTE);
    expect(asked.length).toBeLessThan(6);
    answer = (_request, response) => response.end(FEED);
    await desk.passes(6 * HOUR);
    expect(await feed()).toMatchObject({ failures: 0, error: null });
  });
});
