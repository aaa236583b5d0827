import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Recording, Step } from './recording.ts';

/** A recording being served on this machine. */
export interface Served {
  /** Fetches the recording's feeds over HTTP; any other address is refused. */
  readonly fetch: typeof globalThis.fetch;
  /** From now on the step's feed is the step's file. */
  show(step: Step): void;
  close(): Promise<void>;
}

interface Document {
  readonly body: Buffer;
  readonly etag: string;
  readonly type: string;
}

/** Serves each feed of a recording on 127.0.0.1: its own file at first, then that of the step last shown. */
export async function serveRecording({ folder, feeds, steps }: Recording): Promise<Served> {
  const files = new Set([...feeds, ...steps].map(({ file }) => file));
  const documents = new Map(
    await Promise.all([...files].map(async (file) => [file, await read(folder, file)] as const)),
  );
  const shown = new Map(feeds.map(({ url, file }) => [pathOf(url), documents.get(file)]));
  const server = createServer((request, response) => answer(shown.get(request.url ?? ''), request, response));
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;

  async function fetchRecorded(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const asked = new Request(input, init);
    if (!shown.has(pathOf(asked.url)))
      throw new UserError(`${asked.url} is not a feed of this recording; only its own feeds can be fetched.`);
    const response = await fetch(new Request(`http://127.0.0.1:${port}${pathOf(asked.url)}`, asked));
    // Else the loopback address would pass for the feed's new one.
    return Object.defineProperty(response, 'url', { value: asked.url });
  }

  function show({ feed, file }: Step): void {
    const document = documents.get(file);
    if (!document || !shown.has(pathOf(feed)))
      throw new Error(`${file} of ${feed} is no step of this recording`);
    shown.set(pathOf(feed), document);
  }

  async function close(): Promise<void> {
    await new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  }

  return { fetch: fetchRecorded, show, close };
}

async function read(folder: string, file: string): Promise<Document> {
  const body = await readFile(join(folder, file));
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  return { body, etag, type: extname(file) === '.json' ? 'application/feed+json' : 'application/xml' };
}

function answer(document: Document | undefined, request: IncomingMessage, response: ServerResponse): void {
  // No keep-alive: nothing of a recording outlives it.
  response.setHeader('connection', 'close');
  if (!document) {
    response.writeHead(404).end();
    return;
  }
  const { body, etag, type } = document;
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body);
}

/** `recording://withdrawal/afp.xml` is `/recording/withdrawal/afp.xml` on the server. */
function pathOf(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `/${protocol.slice(0, -1)}/${host}${pathname}${search}`;
}
