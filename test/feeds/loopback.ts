import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach } from 'vitest';
import { FeedError, type Fetched, fetchFeed } from '../../src/feeds/fetch.ts';
import type { Lookup } from '../../src/feeds/guard.ts';
import { createFetch } from '../../src/feeds/http.ts';
import type { FeedRequest } from '../../src/feeds/request.ts';
import type { FetchSettings } from '../../src/feeds/transport.ts';
import { CERTIFICATE, KEY } from './certificate.ts';

const NO_PROXY = { http: null, https: null, except: '' };
const open: { server: Server; sockets: Set<Socket> }[] = [];

afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
});

/** Has a server listen on 127.0.0.1 until the test ends; gives its port. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
  });
  open.push({ server, sockets });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

export async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`;
}

/** A server that speaks HTTP/2 and HTTP/1.1 over TLS, with a certificate that is trusted from now on. */
export async function serveSecurely(
  listener: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
): Promise<string> {
  setDefaultCACertificates([...getCACertificates('bundled'), CERTIFICATE]);
  const options = { key: KEY, cert: CERTIFICATE, allowHTTP1: true };
  return `https://localhost:${await listen(createSecureServer(options, listener))}`;
}

/** A server of bytes, for what no HTTP server would send. */
export async function serveBytes(connected: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => connected(socket.on('error', () => {})));
  return `http://127.0.0.1:${await listen(server)}`;
}

/** An address where nothing listens any more. */
export async function closedPort(): Promise<string> {
  const server = createTcpServer();
  const url = `http://127.0.0.1:${await listen(server)}`;
  await new Promise((closed) => server.close(closed));
  return url;
}

export function answer(status: number, headers: Record<string, string> = {}, body = ''): RequestListener {
  return (_, response) => response.writeHead(status, headers).end(body);
}

/** Writes `chunk` for as long as it is taken. */
export function flood(response: ServerResponse, chunk: Buffer): void {
  const fill = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', fill);
  fill();
}

/** Writes `chunk` again and again, slowly, until the other side goes away. */
export function trickle(response: ServerResponse, chunk: Buffer | string = 'x'): void {
  const timer = setInterval(() => response.write(chunk), 20);
  response.on('close', () => clearInterval(timer));
}

/** A fetch with the desk's policy, which allows this machine unless it is told otherwise. */
export function fetchWith(settings: Partial<FetchSettings> = {}, lookup?: Lookup): typeof globalThis.fetch {
  return createFetch({ allowHosts: ['127.0.0.1', 'localhost'], proxy: NO_PROXY, ...settings }, lookup);
}

/** A name server that knows these names only. */
export function names(known: Readonly<Record<string, readonly string[]>>): Lookup {
  return (hostname, _, callback) => {
    const addresses = known[hostname];
    if (addresses) {
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    } else callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), []);
  };
}

type Rest = Partial<FeedRequest> & { fetch?: typeof globalThis.fetch; deadline?: number };

const ours = fetchWith();

/** Fetches a feed as the desk does. */
export function get(url: string, { fetch = ours, deadline, ...rest }: Rest = {}): Promise<Fetched> {
  const request = { url, etag: null, lastModified: null, userAgent: 'claimwire-test', ...rest };
  return fetchFeed(request, fetch, deadline);
}

export async function faultOf(fetched: Promise<Fetched>): Promise<FeedError> {
  const error = await fetched.then(
    () => null,
    (error: unknown) => error,
  );
  if (error instanceof FeedError) return error;
  throw new Error(`expected a FeedError, got ${String(error)}`);
}

export function textOf(fetched: Fetched): string | null {
  return fetched.kind === 'document' ? new TextDecoder().decode(fetched.bytes) : null;
}
