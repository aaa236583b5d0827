import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect as connectTo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { faultOf, fetchWith, get, listen, names, serve, serveSecurely, textOf } from './loopback.ts';

it.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
])('reads %s', async (coding, compress) => {
  const body = '<rss>خبر</rss>';
  const url = await serve((request, response) => {
    const accepted = request.headers['accept-encoding'] ?? '';
    if (!accepted.includes(coding.replace('x-', ''))) return response.writeHead(406).end();
    response.writeHead(200, { 'content-encoding': coding }).end(compress(body));
  });
  expect(textOf(await get(url))).toBe(body);
});

it.each(['gzip', 'br', 'zstd', 'deflate'])('says that what came as %s is damaged', async (coding) => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': coding }).end('<rss>not compressed at all</rss>');
  });
  expect((await faultOf(get(url))).message).toContain('compressed answer that is damaged');
});

it('takes a body for what it is when its coding has no meaning', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'UTF-8' }).end('<rss/>');
  });
  expect(textOf(await get(url))).toBe('<rss/>');
});

it('speaks HTTP/2, and keeps to the address it was given', async () => {
  const url = await serveSecurely((request, response) => {
    response.end(`${request.httpVersion} ${request.headers[':authority'] ?? ''}`);
  });
  expect(textOf(await get(url))).toBe(`2.0 ${new URL(url).host}`);
});

it('reads a body over HTTP/2 in full, conditionally, and compressed', async () => {
  const body = 'x'.repeat(2_000_000);
  const url = await serveSecurely((request, response) => {
    if (request.headers['if-none-match'] === '"a"') response.writeHead(304).end();
    else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
  });
  expect(textOf(await get(url))).toBe(body);
  expect(await get(url, { etag: '"a"' })).toMatchObject({ kind: 'unchanged' });
});

it('does not trust a certificate for another name', async () => {
  const url = await serveSecurely((_, response) => response.end());
  const other = url.replace('localhost', 'other.example');
  const fetch = fetchWith({ allowHosts: ['other.example'] }, names({ 'other.example': ['127.0.0.1'] }));
  expect((await faultOf(get(other, { fetch }))).message).toContain('certificate that cannot be trusted');
});

it('keeps no cookies', async () => {
  const seen: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    seen.push(request.headers.cookie);
    const next = { 'set-cookie': 'visitor=1; Path=/', location: '/two' };
    response.writeHead(request.url === '/' ? 302 : 200, next).end();
  });
  await get(url);
  await get(url);
  expect(seen).toEqual([undefined, undefined, undefined, undefined]);
});

it('sends the headers of a feed to its own origin only', async () => {
  const seen: IncomingHttpHeaders[] = [];
  const other = await serve((request, response) => {
    seen.push(request.headers);
    response.end('<rss/>');
  });
  const url = await serve((request, response) => {
    seen.push(request.headers);
    response.writeHead(302, { location: request.url === '/' ? '/same' : other }).end();
  });
  await get(url, { headers: { Authorization: 'Bearer t0ken', 'X-Key': 'k3y' } });
  const own = { authorization: 'Bearer t0ken', 'x-key': 'k3y' };
  expect(seen).toMatchObject([own, own, { 'user-agent': 'claimwire-test' }]);
  expect(seen[2]).not.toHaveProperty('authorization');
  expect(seen[2]).not.toHaveProperty('x-key');
});

it.each([
  ['x-key', 'two\nlines-k3y'],
  ['x-key', 'k3y 🔑'],
  ['no name', 'k3y'],
  ['Host', 'k3y'],
  ['Proxy-Authorization', 'k3y'],
])('refuses the header "%s" without repeating what is in it', async (name, value) => {
  const url = await serve((_, response) => response.end());
  const { message } = await faultOf(get(url, { headers: { [name]: value } }));
  expect(message).toContain(`The header ${name} cannot be sent`);
  expect(message).not.toContain('k3y');
});

it('logs in with a password that holds a bare %', async () => {
  const url = await serve((request, response) => response.end(request.headers.authorization));
  expect(textOf(await get(url.replace('//', '//desk:100%@')))).toBe(`Basic ${btoa('desk:100%')}`);
});

interface Proxy {
  readonly url: string;
  readonly seen: string[];
}

/** A proxy as newsrooms have one: addresses in full for http, CONNECT for https; names are known to it alone. */
async function serveProxy(port: string): Promise<Proxy> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    response.end('through the proxy');
  });
  server.on('connect', (request, client) => {
    seen.push(`CONNECT ${request.url}`);
    const upstream = connectTo(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) socket.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, seen };
}

it('goes through a proxy where one is set, with its login, which looks names up itself', async () => {
  const secure = await serveSecurely((_, response) => response.end('secure'));
  const { port } = new URL(secure);
  const { url, seen } = await serveProxy(port);
  const proxied = url.replace('//', '//desk:pass@');
  const fetch = fetchWith(
    { allowHosts: [], proxy: { http: proxied, https: url, except: 'direct.example' } },
    names({}),
  );
  expect(textOf(await get('http://news.example/feed?a=b', { fetch }))).toBe('through the proxy');
  expect(textOf(await get(`https://news.example:${port}/feed`, { fetch }))).toBe('secure');
  expect(seen).toEqual([
    `GET http://news.example/feed?a=b Basic ${btoa('desk:pass')}`,
    `CONNECT news.example:${port}`,
  ]);
  expect((await faultOf(get('http://direct.example/', { fetch }))).message).toContain('cannot be found');
});

it('does not ask a proxy for what is within the network', async () => {
  const { url, seen } = await serveProxy('9');
  const fetch = fetchWith({ allowHosts: [], proxy: { http: url, https: url, except: '' } });
  for (const host of ['127.0.0.1', 'localhost', '169.254.169.254', 'metadata.google.internal', '[::1]'])
    for (const scheme of ['http', 'https'])
      expect((await faultOf(get(`${scheme}://${host}/`, { fetch }))).message).toContain('within its network');
  expect(seen).toEqual([]);
});

it('says that the proxy does not let it through', async () => {
  const server = createServer();
  server.on('connect', (_, client) => client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
  const proxy = `http://127.0.0.1:${await listen(server)}`;
  const fetch = fetchWith({ proxy: { http: null, https: proxy, except: '' } });
  expect((await faultOf(get('https://news.example/', { fetch }))).message).toContain('through the proxy');
});

it('leaves the proxies of the environment alone: only the configuration sets one', async () => {
  const { url, seen } = await serveProxy('9');
  const before = process.env.HTTP_PROXY;
  process.env.HTTP_PROXY = url;
  try {
    const own = await serve((_, response) => response.end('direct'));
    expect(textOf(await get(own, { fetch: fetchWith() }))).toBe('direct');
    expect(seen).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.HTTP_PROXY;
    else process.env.HTTP_PROXY = before;
  }
});
