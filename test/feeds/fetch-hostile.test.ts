import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fetched } from '../../src/feeds/fetch.ts';
import {
  answer,
  faultOf,
  flood,
  get,
  serve,
  serveBytes,
  serveSecurely,
  textOf,
  trickle,
} from './loopback.ts';

const DEADLINE = 300;
const TOO_LARGE = 'larger than 15 MB';
const TOO_LATE = 'did not answer within';
const zeros = Buffer.alloc(200_000_000);
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const bombs = {
  gzip: gzipSync(zeros, { level: 1 }),
  br: brotliCompressSync(zeros, quick),
  zstd: zstdCompressSync(zeros),
};

let innocent: Promise<Fetched>;

// While the hostile one is read, another feed goes on, and comes in whole.
beforeEach(async () => {
  const parts = ['<rss>', 'news', '</rss>'];
  const url = await serve((_, response) => {
    const timer = setInterval(() => {
      const part = parts.shift();
      if (part) response.write(part);
      else {
        clearInterval(timer);
        response.end();
      }
    }, 20);
  });
  innocent = get(url);
});

afterEach(async () => {
  expect(textOf(await innocent)).toBe('<rss>news</rss>');
});

function send(body: Buffer, coding: string): RequestListener {
  return (_, response) => response.writeHead(200, { 'content-encoding': coding }).end(body);
}

const junk = Buffer.alloc(1_000_000, 'x');

it.each<[string, RequestListener, string]>([
  ['an endless body', (_, response) => flood(response, junk), TOO_LARGE],
  ['a bomb of gzip', send(bombs.gzip, 'gzip'), TOO_LARGE],
  ['a bomb of br', send(bombs.br, 'br'), TOO_LARGE],
  ['a bomb of zstd', send(bombs.zstd, 'zstd'), TOO_LARGE],
  ['a bomb within a bomb', send(gzipSync(bombs.gzip), 'gzip, gzip'), TOO_LARGE],
  ['six codings', send(junk, 'gzip, gzip, gzip, gzip, gzip, gzip'), 'could not be fetched'],
  ['a promise of 100 MB', answer(200, { 'content-length': '100000000' }), TOO_LARGE],
  ['an endless page of trouble', (_, response) => trouble(response), 'trouble of its own (503)'],
  ['an endless redirect', (_, response) => endlessRedirect(response), 'in a circle'],
  ['a trickle', (_, response) => trickle(response), TOO_LATE],
  ['a trickle of gzip', (_, response) => trickleOf(response), TOO_LATE],
  ['silence', () => undefined, TOO_LATE],
])('ends %s in time, with the reason', async (_, listener, words) => {
  const fault = await faultOf(
    get(await serve(listener), { deadline: words === TOO_LATE ? DEADLINE : 5_000 }),
  );
  expect(words.split('|').some((one) => fault.message.includes(one))).toBe(true);
});

function trouble(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/html' });
  flood(response, junk);
}

function endlessRedirect(response: ServerResponse): void {
  response.writeHead(302, { location: '/' });
  flood(response, junk);
}

function trickleOf(response: ServerResponse): void {
  response.writeHead(200, { 'content-encoding': 'gzip' });
  // The shortest member that gzip can have: it is read and read, and nothing comes out.
  trickle(response, gzipSync(''));
}

it.each<[string, (socket: Socket) => void, string]>([
  [
    'headers without end',
    (socket) => repeat(socket, 'HTTP/1.1 200 OK\r\n', `x-junk: ${'y'.repeat(1_000)}\r\n`),
    'more headers than any feed needs',
  ],
  [
    'one header without end',
    (socket) => repeat(socket, 'HTTP/1.1 200 OK\r\nx: ', 'y'.repeat(1_000)),
    'headers',
  ],
  ['a status line without end', (socket) => repeat(socket, 'HTTP/1.1 200 ', 'y'.repeat(1_000)), TOO_LATE],
  [
    'interim answers without end',
    (socket) => repeat(socket, '', 'HTTP/1.1 103 Early Hints\r\n\r\n'),
    TOO_LATE,
  ],
  ['what is no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.7\r\n'), 'no proper HTTP'],
  ['nothing at all', (socket) => socket.end(), 'broke off the connection'],
  [
    'less than it promised',
    (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<rss>'),
    'broke off|in the middle',
  ],
  [
    'a broken chunk',
    (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
    'no proper HTTP',
  ],
])('ends an answer of %s in time, with the reason', async (_, connected, words) => {
  const fault = await faultOf(get(await serveBytes(connected), { deadline: 2 * DEADLINE }));
  expect(
    words.split('|').some((one) => fault.message.includes(one)),
    fault.message,
  ).toBe(true);
});

/** Begins, and goes on, for as long as it is taken. */
function repeat(socket: Socket, start: string, more: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(more.repeat(20)), 5);
  socket.on('close', () => clearInterval(timer));
}

it('ends an answer in crumbs, which cost more than they hold', async () => {
  const url = await serveBytes((socket) => {
    const crumbs = Buffer.from('1\r\nx\r\n'.repeat(10_000));
    const fill = () => {
      while (socket.writable && socket.write(crumbs));
    };
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    socket.on('drain', fill);
    fill();
  });
  const before = process.memoryUsage.rss();
  expect((await faultOf(get(url))).message).toContain('in crumbs');
  expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000);
});

it.each([
  ['before the headers', (_response: ServerResponse) => undefined],
  ['within the body', trickle],
  ['within a compressed body', trickleOf],
])('closes the connection when time runs out %s', async (_, respond) => {
  let closed: Promise<unknown> | undefined;
  const url = await serve((request, response) => {
    closed = new Promise((resolve) => request.socket.once('close', resolve));
    respond(response);
  });
  expect((await faultOf(get(url, { deadline: 100 }))).message).toContain(TOO_LATE);
  await closed;
});

it.each([
  ['too long', junk, TOO_LARGE],
  ['too slow', Buffer.from('x'), TOO_LATE],
])('ends what is %s over HTTP/2 too', async (_, chunk, words) => {
  let closed: Promise<unknown> | undefined;
  const url = await serveSecurely(({ stream }, response) => {
    closed = new Promise((resolve) => stream.once('close', resolve));
    const timer = setInterval(() => response.write(chunk), 5);
    stream.on('error', () => {}).once('close', () => clearInterval(timer));
  });
  expect((await faultOf(get(url, { deadline: words === TOO_LATE ? DEADLINE : 5_000 }))).message).toContain(
    words,
  );
  await closed;
});
