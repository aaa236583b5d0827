import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { MINUTE } from '../../src/model/time.ts';
import { answer, faultOf, get, serve, serveSecurely, textOf } from './loopback.ts';

const MONDAY = 'Mon, 06 Jan 2020 20:00:00 GMT';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

it('says by what the body can be known again', async () => {
  expect(await get(await serve(answer(200, {}, '<rss/>')))).toMatchObject({ bodyHash: hashOf('<rss/>') });
});

it.each([
  ['"a"', '"a"'],
  ['W/"a"', '"a"'],
  ['"a"', 'W/"a"'],
])('takes 200 for unchanged when the ETag is that of before (%s, now %s)', async (before, now) => {
  // Never ended: an unchanged body is not even read.
  const url = await serve((_, response) => response.writeHead(200, { etag: now }).write('<rss>'));
  expect(await get(url, { etag: before })).toMatchObject({ kind: 'unchanged', etag: now });
});

it.each<[string, Record<string, string>]>([
  ['another ETag', { etag: '"b"', 'last-modified': MONDAY }],
  ['no ETag', {}],
  ['the same Last-Modified alone, which a template may have', { 'last-modified': MONDAY }],
])('reads a 200 with %s', async (_, headers) => {
  const url = await serve(answer(200, headers, '<rss/>'));
  expect(textOf(await get(url, { etag: '"a"', lastModified: MONDAY }))).toBe('<rss/>');
});

it('takes 200 for unchanged when the body is that of before, and keeps the new validators', async () => {
  const url = await serve(answer(200, { etag: '"b"', 'last-modified': MONDAY }, '<rss/>'));
  const fetched = await get(url, { etag: '"a"', bodyHash: hashOf('<rss/>') });
  expect(fetched).toMatchObject({ kind: 'unchanged', etag: '"b"', lastModified: MONDAY });
  expect(textOf(await get(url, { etag: '"a"', bodyHash: hashOf('<rss></rss>') }))).toBe('<rss/>');
});

it('keeps of the validators what a 304 leaves out', async () => {
  const url = await serve(answer(304, { etag: '"b"' }));
  const fetched = await get(url, { etag: '"a"', lastModified: MONDAY });
  expect(fetched).toMatchObject({ kind: 'unchanged', etag: '"b"', lastModified: MONDAY });
});

it.each([200, 304])('brings with a %i how long it is fresh, and the hub that is named', async (status) => {
  const link = '<https://hub.example/>; rel="hub"';
  const url = await serve(answer(status, { 'cache-control': 'max-age=600', link }));
  expect(await get(url, { etag: '"a"' })).toMatchObject({ freshFor: 10 * MINUTE, link });
});

function way(...steps: readonly (readonly [number, string])[]): RequestListener {
  const locations = new Map(steps.map(([status, to], at) => [`/${at}`, { status, to }]));
  return (request, response) => {
    const step = locations.get(request.url ?? '');
    if (step) response.writeHead(step.status, { location: step.to }).end();
    else if (request.headers['if-none-match']) response.writeHead(304).end();
    else response.end('<rss/>');
  };
}

it('says where a feed has moved to when every step is permanent, unchanged ones too', async () => {
  const url = await serve(way([301, '/1'], [308, '/feed']));
  const redirects = [
    { status: 301, from: `${url}/0`, to: `${url}/1` },
    { status: 308, from: `${url}/1`, to: `${url}/feed` },
  ];
  const moved = { movedTo: `${url}/feed`, url: `${url}/feed`, redirects, downgraded: false };
  expect(await get(`${url}/0`)).toMatchObject({ kind: 'document', ...moved });
  expect(await get(`${url}/0`, { etag: '"a"' })).toMatchObject({ kind: 'unchanged', ...moved });
});

it.each([302, 303, 307])('does not take a way with a %i in it for a move', async (status) => {
  const url = await serve(way([301, '/1'], [status, '/feed']));
  expect(await get(`${url}/0`)).toMatchObject({ movedTo: null, url: `${url}/feed` });
});

it('has not moved when nothing redirects', async () => {
  const url = await serve(answer(200, {}, '<rss/>'));
  expect(await get(url)).toMatchObject({ movedTo: null, redirects: [], downgraded: false });
});

it('keeps the login in the new address on the same server, and shows it to no other', async () => {
  const other = await serve(answer(200, {}, '<rss/>'));
  const url = await serve(way([301, '/feed'], [301, other]));
  const login = (address: string) => address.replace('//', '//desk:p%40ss@');
  expect(await get(login(`${url}/0`))).toMatchObject({ movedTo: login(`${url}/feed`), url: `${url}/feed` });
  expect(await get(login(`${url}/1`))).toMatchObject({ movedTo: `${other}/` });
});

it('notes a step from https to http, and does not take it for a move', async () => {
  const open = await serve(answer(200, {}, '<rss/>'));
  const url = await serveSecurely((_, response) => response.writeHead(301, { location: open }).end());
  expect(await get(url)).toMatchObject({ downgraded: true, movedTo: null, url: `${open}/` });
});

it('says where the feed that is gone was last', async () => {
  const gone = await serve(answer(410));
  const url = await serve(answer(301, { location: gone }));
  expect(await get(url)).toMatchObject({ kind: 'gone', url: `${gone}/` });
});

it('reads Retry-After of a server in trouble', async () => {
  const fault = await faultOf(get(await serve(answer(503, { 'retry-after': '60' }))));
  expect(fault.retryAfter).toBe(MINUTE);
});
