import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { fetchFeed } from '../../src/feeds/fetch.ts';
import { answer, closedPort, faultOf, get, serve, serveBytes, textOf as text } from './loopback.ts';

it('brings the document with its validators', async () => {
  const headers = {
    'content-type': 'text/xml',
    etag: '"a"',
    'last-modified': 'Mon, 06 Jan 2020 20:00:00 GMT',
  };
  const url = await serve(answer(200, headers, '<rss/>'));
  const fetched = await get(`${url}/feed`);
  expect(text(fetched)).toBe('<rss/>');
  expect(fetched).toMatchObject({
    contentType: 'text/xml',
    etag: '"a"',
    lastModified: headers['last-modified'],
    url: `${url}/feed`,
  });
});

it('asks only for what has changed since', async () => {
  const url = await serve((request, response) => {
    const { 'if-none-match': etag, 'if-modified-since': since, 'user-agent': agent } = request.headers;
    response.writeHead(etag === '"a"' && since === 'then' && agent === 'claimwire-test' ? 304 : 200).end();
  });
  expect(await get(url, { etag: '"a"', lastModified: 'then' })).toMatchObject({ kind: 'unchanged' });
});

it('does not believe "unchanged" when it had nothing to be unchanged from', async () => {
  expect((await faultOf(get(await serve(answer(304))))).message).toContain('304');
});

it('tells that a feed is gone for good', async () => {
  expect(await get(await serve(answer(410)))).toMatchObject({ kind: 'gone' });
});

it.each([
  [401, 'login'],
  [403, 'does not let us read it'],
  [404, 'no feed there'],
  [503, 'trouble of its own (503)'],
  [418, 'status 418'],
])('says what status %i means', async (status, words) => {
  const fault = await faultOf(get(await serve(answer(status))));
  expect(fault).toBeInstanceOf(UserError);
  expect(fault.message).toContain(words);
  expect(fault.retryAfter).toBeNull();
});

const DATE = 'Mon, 06 Jan 2020 20:00:00 GMT';
it.each([
  ['120', 120_000],
  ['Mon, 06 Jan 2020 20:01:00 GMT', 60_000],
  ['Mon, 06 Jan 2020 19:00:00 GMT', 0],
  ['99999999999999', 24 * 3_600_000],
  ['soon', null],
])('reads Retry-After: %s', async (value, wait) => {
  const fault = await faultOf(get(await serve(answer(429, { date: DATE, 'retry-after': value }))));
  expect(fault.message).toContain('too often');
  expect(fault.retryAfter).toBe(wait);
});

it('follows a redirect to an address in Arabic', async () => {
  const seen: (string | undefined)[] = [];
  const url = await serveBytes((socket) => {
    socket.once('data', (asked) => {
      seen.push(asked.toString().split(' ')[1]);
      const head = seen.length === 1 ? 'HTTP/1.1 302 Found\r\nlocation: /خبر' : 'HTTP/1.1 200 OK';
      socket.end(`${head}\r\ncontent-length: 0\r\n\r\n`);
    });
  });
  expect(await get(url)).toMatchObject({ url: `${url}/%D8%AE%D8%A8%D8%B1` });
  expect(seen).toEqual(['/', '/%D8%AE%D8%A8%D8%B1']);
});

function redirects(steps: number, way: readonly string[] = []): RequestListener {
  return (request, response) => {
    const step = Number(request.url?.slice(1));
    const location = way[step + 1] ?? `/${step + 1}`;
    if (step === steps) response.end('<rss/>');
    else response.writeHead(step % 2 ? 301 : 307, { location }).end();
  };
}

it('follows five redirects, and says where it ended', async () => {
  const url = await serve(redirects(5));
  const fetched = await get(`${url}/0`);
  expect(text(fetched)).toBe('<rss/>');
  expect(fetched).toMatchObject({ url: `${url}/5` });
});

it.each([
  ['six redirects', redirects(6), 'more than 5 times'],
  ['a redirect to itself', answer(302, { location: '/0' }), 'in a circle'],
  ['a circle', redirects(-1, ['/0', '/1', '/2', '/1']), 'in a circle'],
  ['a redirect to no address', answer(301, { location: 'http://' }), 'to something that is no address'],
])('gives up on %s', async (_, listener, words) => {
  expect((await faultOf(get(`${await serve(listener)}/0`))).message).toContain(words);
});

it.each(['file:///etc/passwd', 'data:text/xml,<rss/>', 'ftp://news.example/feed'])(
  'does not read %s, asked for or redirected to',
  async (address) => {
    expect((await faultOf(get(address))).message).toContain('over http and https');
    const url = await serve(answer(302, { location: address }));
    expect((await faultOf(get(url))).message).toContain('over http and https');
  },
);

it('leaves recordings to the fetch that is injected', async () => {
  const recorded = async (input: unknown) => new Response(`from ${String(input)}`);
  const request = { url: 'recording:withdrawal', etag: null, lastModified: null, userAgent: 'x' };
  expect(text(await fetchFeed(request, recorded))).toBe('from recording:withdrawal');
});

it('refuses what is not an address', async () => {
  expect((await faultOf(get('news feed'))).message).toContain('not an address');
});

it('counts a chain of slow redirects against one deadline', async () => {
  let steps = 0;
  const url = await serve((_, response) => {
    setTimeout(() => response.writeHead(302, { location: `/${++steps}` }).end(), 80);
  });
  expect((await faultOf(get(url, { deadline: 200 }))).message).toContain('did not answer within');
});

it('says that a server refuses the connection', async () => {
  const url = await closedPort();
  expect((await faultOf(get(url))).message).toContain('refuses the connection');
});

it.each([
  ['ENOTFOUND', 'a name that cannot be found'],
  ['EAI_AGAIN', 'could not be looked up'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['EPROTO', 'could not be fetched (EPROTO)'],
])('has words for %s', async (code, words) => {
  const failing = async () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('deep'), { code }) });
  };
  const request = { url: 'https://news.example/feed', etag: null, lastModified: null, userAgent: 'x' };
  const { message } = await faultOf(fetchFeed(request, failing));
  expect(message).toMatch(/^news\.example\/feed /);
  expect(message).toContain(words);
});

it('lets a bug of ours through as it is', async () => {
  const bug = new RangeError('bug');
  const request = { url: 'https://news.example/feed', etag: null, lastModified: null, userAgent: 'x' };
  await expect(fetchFeed(request, () => Promise.reject(bug))).rejects.toBe(bug);
});

it('logs in with the credentials of the address, on that server only', async () => {
  const seen: (string | undefined)[] = [];
  const other = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.end('<rss/>');
  });
  const url = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(302, { location: other }).end();
  });
  await get(url.replace('http://', 'http://desk:p%40ss@'));
  expect(seen).toEqual([`Basic ${btoa('desk:p@ss')}`, undefined]);
});

it('shows neither credentials nor query in a fault', async () => {
  const url = await serve(answer(404));
  const { message } = await faultOf(get(`${url.replace('//', '//desk:s3cret@')}/feed?token=t0ken`));
  expect(message).toContain('/feed ');
  expect(message).not.toMatch(/s3cret|t0ken/);
});
