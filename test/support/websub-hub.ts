import { createHmac } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request for a subscription, as it came. */
interface Asked {
  readonly path: string;
  readonly mode: string;
  readonly topic: string;
  readonly callback: string;
  readonly secret: string;
  readonly lease: number;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** A hub on loopback, after https://www.w3.org/TR/2018/REC-websub-20180123/. It does nothing unasked. */
export interface Hub {
  readonly url: string;
  readonly asked: Asked[];
  /** From now on requests are answered so; null is 202, as a hub should. */
  answerWith(answer: ((response: ServerResponse, path: string) => void) | null): void;
  /** Section 5.3: asks the callback whether it meant the last request; `changes` are to the query. */
  verify(changes?: Record<string, string>, of?: Asked): Promise<Answered & { readonly agreed: boolean }>;
  /** Section 5.2: tells the callback of the last request that it is denied. */
  deny(topic?: string): Promise<Answered>;
  /** Section 7 and 8: pushes a document; `signature` null is none at all. */
  push(body: string, options?: PushOptions): Promise<Answered>;
  close(): Promise<void>;
}

interface PushOptions {
  readonly algorithm?: string;
  readonly signature?: string | null;
  readonly of?: Asked;
}

export async function openHub(lease = 3600): Promise<Hub> {
  const asked: Asked[] = [];
  let answer: ((response: ServerResponse, path: string) => void) | null = null;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? '/';
    if (request.method === 'POST') asked.push(askedOf(path, Buffer.concat(chunks).toString()));
    if (answer) answer(response, path);
    else response.writeHead(202).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const last = (): Asked => {
    const one = asked.at(-1);
    if (!one) throw new Error('The hub was not asked yet.');
    return one;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub`,
    asked,
    answerWith(given) {
      answer = given;
    },
    async verify(changes = {}, of = last()) {
      const challenge = `challenge-${asked.length}`;
      const terms = {
        'hub.mode': of.mode,
        'hub.topic': of.topic,
        'hub.challenge': challenge,
        'hub.lease_seconds': String(lease),
      };
      const answered = await get(of.callback, { ...terms, ...changes });
      const isTaken = answered.status >= 200 && answered.status < 300;
      return { ...answered, agreed: isTaken && answered.text === challenge };
    },
    deny: (topic = last().topic) => get(last().callback, { 'hub.mode': 'denied', 'hub.topic': topic }),
    async push(body, { algorithm = 'sha256', signature, of = last() } = {}) {
      const signed = `${algorithm}=${createHmac(algorithm, of.secret).update(body).digest('hex')}`;
      const response = await fetch(of.callback, {
        method: 'POST',
        headers: {
          'content-type': 'application/rss+xml',
          link: `<${of.topic}>; rel="self"`,
          ...(signature !== null && { 'x-hub-signature': signature ?? signed }),
        },
        body,
      });
      return { status: response.status, text: await response.text() };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function askedOf(path: string, body: string): Asked {
  const fields = new URLSearchParams(body);
  const field = (name: string) => fields.get(`hub.${name}`) ?? '';
  return {
    path,
    mode: field('mode'),
    topic: field('topic'),
    callback: field('callback'),
    secret: field('secret'),
    lease: Number(field('lease_seconds')),
  };
}

async function get(callback: string, query: Record<string, string>): Promise<Answered> {
  const url = new URL(callback);
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
}
