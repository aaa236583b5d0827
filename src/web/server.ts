import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf, UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { SECOND } from '../model/time.ts';

/** A request, with its body still to be read. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The bytes as they come, at most 15 MB; null if there are more. Rejects if the other side goes away. */
  body(): Promise<Uint8Array | null>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** Answers the paths that it knows; null for any other. */
export type Endpoint = (asked: Asked) => Promise<Answer | null>;

/** Where to listen; port 0 is any that is free. */
export interface Listen {
  readonly host: string;
  readonly port: number;
}

export interface WebServer {
  readonly port: number;
  /** Takes no more requests and ends those under way. */
  close(): Promise<void>;
}

const MAX_BODY = 15_000_000;
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10 * SECOND,
  requestTimeout: 60 * SECOND,
  keepAliveTimeout: 5 * SECOND,
};
const MOST_CONNECTIONS = 256;

/**
 * Serves the endpoints; every other path is 404. Throws UserError where it cannot listen, which names the `key` of the
 * configuration that says where.
 */
export async function openServer(
  { host, port }: Listen,
  endpoints: readonly Endpoint[],
  log: Log,
  key = 'LISTEN',
): Promise<WebServer> {
  const server = createServer(LIMITS, (request, response) => {
    answerOf(request, endpoints)
      .catch((error): Answer => {
        // Who goes away in the middle has no answer coming.
        if (!request.errored) log.error({ err: error }, 'a web request failed');
        return { status: 500 };
      })
      .then((answer) => send(request, response, answer));
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((listening, failed) => {
    server.once('error', (error) => failed(cannotListen(error, `${host}:${port}`, key)));
    server.listen(port, host, listening);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerOf(request: IncomingMessage, endpoints: readonly Endpoint[]): Promise<Answer> {
  const target = `http://desk${request.url ?? '/'}`;
  if (!URL.canParse(target)) return { status: 400 };
  const { pathname: path, searchParams: query } = new URL(target);
  const { method = 'GET', headers } = request;
  for (const endpoint of endpoints) {
    const answer = await endpoint({ method, path, query, headers, body: () => bodyOf(request) });
    if (answer) return answer;
  }
  return { status: 404 };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  if (Number(request.headers['content-length']) > MAX_BODY) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Not destroyed when it is too long: the refusal has to go out by the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.byteLength;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, text = '' }: Answer) {
  // What was not read to its end makes the connection useless for another request.
  const ending = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    ...headers,
    ...ending,
  });
  response.end(text);
}

function cannotListen(error: NodeJS.ErrnoException, place: string, key: string): UserError {
  const known: Readonly<Record<string, string>> = {
    EADDRINUSE: `another program has that port: stop it, or set ${key} to another one`,
    EACCES: `that port is kept for the system: set ${key} to one above 1023`,
    EADDRNOTAVAIL: `this machine has no such address: set ${key} to one of its own, such as 127.0.0.1:8787`,
    ENOTFOUND: `there is no such host: set ${key} to an address of this machine, such as 127.0.0.1:8787`,
  };
  return new UserError(`Cannot listen on ${place}: ${known[error.code ?? ''] ?? messageOf(error)}.`);
}
