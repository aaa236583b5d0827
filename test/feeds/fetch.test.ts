import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { FeedError, type Fetched, fetchFeed } from '../../src/feeds/fetch.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answer(status: number, headers: Record<string, string> = {}, body = ''): RequestListener {
  return (_, response) => response.writeHead(status, headers).end(body);
}

function get(url: string, validators: { etag?: string; lastModified?: string } = {}, deadline?: number) {
  const { etag = null, lastModified = null } = validators;
  return fetchFeed({ url, etag, lastModified, userAgent: 'claimwire-test' }, fetch, deadline);
}

async function faultOf(fetched: Promise<Fetched>): Promise<FeedError> {
  const error = await fetched.then(
    () => null,
    (error: unknown) => error,
  );
  if (error instanceof FeedError) return error;
  throw new Error(`expected a FeedError, got ${String(error)}`);
}

const text = (fetched: Fetched) =>
  fetched.kind === 'document' ? new TextDecoder().decode(fetched.bytes) : null;

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
  expect(await get(url, { etag: '"a"', lastModified: 'then' })).toEqual({ kind: 'unchanged' });
});

it('does not believe "unchanged" when it had nothing to be unchanged from', async () => {
  expect((await faultOf(get(await serve(answer(304))))).message).toContain('304');
});

it('tells that a feed is gone for good', async () => {
  expect(await get(await serve(answer(410)))).toEqual({ kind: 'gone' });
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

function redirects(steps: number): RequestListener {
  return (request, response) => {
    const step = Number(request.url?.slice(1));
    if (step === steps) response.end('<rss/>');
    else response.writeHead(step % 2 ? 301 : 307, { location: `/${step + 1}` }).end();
  };
}

it('follows five redirects, and says where it ended', async () => {
  const url = await serve(redirects(5));
  const fetched = await get(`${url}/0`);
  expect(text(fetched)).toBe('<rss/>');
  expect(fetched).toMatchObject({ url: `${url}/5` });
});

it.each([
  ['six redirects', redirects(6)],
  ['a redirect to itself', answer(302, { location: '/0' })],
])('gives up on %s', async (_, listener) => {
  expect((await faultOf(get(`${await serve(listener)}/0`))).message).toContain('more than 5 times');
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

it('refuses a document beyond 15 MB without reading on', async () => {
  const chunk = Buffer.alloc(1_000_000, 'x');
  const url = await serve((_, response) => {
    const fill = () => {
      while (response.write(chunk));
    };
    response.on('drain', fill);
    fill();
  });
  expect((await faultOf(get(url))).message).toContain('larger than 15 MB');
});

it('stops a trickle at the deadline', async () => {
  const url = await serve((_, response) => trickle(response));
  expect((await faultOf(get(url, {}, 200))).message).toContain('did not answer within 0.2 seconds');
});

function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'), 20);
  response.on('close', () => clearInterval(timer));
}

it('counts a chain of slow redirects against one deadline', async () => {
  const url = await serve((_, response) => {
    setTimeout(() => response.writeHead(302, { location: '/' }).end(), 80);
  });
  expect((await faultOf(get(url, {}, 200))).message).toContain('did not answer within');
});

it('says that a server refuses the connection', async () => {
  const url = await serve(answer(200));
  await new Promise((resolve) => servers.pop()?.close(resolve));
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
