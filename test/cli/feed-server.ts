import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A feed with one item of just now, served on this machine until the file's tests are over. Returns its address. */
export async function feedServer(title: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('connection', 'close');
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feedOf(title, new Date()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`;
}

/** A publisher that takes requests and never answers. */
export async function silentServer() {
  let requests = 0;
  const server = createServer(() => {
    requests++;
    server.emit('asked');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  servers.push(server);
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`,
    /** Settles when it has been asked so many times. */
    async asked(times: number): Promise<void> {
      while (requests < times) await once(server, 'asked');
    },
  };
}

export function feedOf(title: string, at: Date): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>
<link>https://harbour.example/</link><language>en</language><item><guid>1</guid><title>${title}</title>
<link>/news/1</link><pubDate>${at.toUTCString()}</pubDate><description>It was said on the quay.</description>
<category>ports</category></item></channel></rss>`;
}
