import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An entry as a publisher would write it. */
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly text?: string;
  readonly at?: string;
  /** An own address for it when left out. */
  readonly link?: string;
}

/** A publisher on loopback: one feed a path, each answered with what it last published. */
export interface Publisher {
  url(path: string): string;
  /** From now on the feed at this path has these entries. */
  publish(path: string, entries: readonly Entry[]): void;
  /** From now on the feed at this path answers with this status. */
  fail(path: string, status: number): void;
  /** From now on the feed at this path is answered with this header `Link`; null is none. */
  link(path: string, header: string | null): void;
  /** How often the path was asked for. */
  asked(path: string): number;
  close(): Promise<void>;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A feed as a publisher would write it. */
export function rss(entries: readonly Entry[]): string {
  const items = entries.map(rssItem).join('');
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>A publisher</title><link>https://news.example</link>${items}</channel></rss>`;
}

function rssItem(entry: Entry): string {
  const link = entry.link ?? `https://news.example/${entry.id}`;
  const date = entry.at ? `<pubDate>${new Date(entry.at).toUTCString()}</pubDate>` : '';
  return `<item><guid isPermaLink="false">${entry.id}</guid><title>${escaped(entry.title)}</title><link>${escaped(link)}</link><description>${escaped(entry.text ?? '')}</description>${date}</item>`;
}

export async function openPublisher(): Promise<Publisher> {
  const bodies = new Map<string, { status: number; body: string }>();
  const links = new Map<string, string | null>();
  const counts = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const { status, body } = bodies.get(path) ?? { status: 404, body: '' };
    const link = links.get(path) ?? null;
    response
      .writeHead(status, { 'content-type': 'application/rss+xml', ...(link !== null && { link }) })
      .end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    publish: (path, entries) => void bodies.set(path, { status: 200, body: rss(entries) }),
    fail: (path, status) => void bodies.set(path, { status, body: '' }),
    link: (path, header) => void links.set(path, header),
    asked: (path) => counts.get(path) ?? 0,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
