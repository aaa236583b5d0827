import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can break as one between two machines does. */
export interface Line {
  /** The server's address by way of the line. */
  readonly url: string;
  /** Ends the connections, of which the server sees nothing. */
  lose(): void;
  /** Ends the connections on both sides, and those that come while it is blocked. */
  block(isBlocked: boolean): void;
  /** Settles when it was blocked to someone. */
  readonly refused: Promise<void>;
  close(): Promise<void>;
}

export async function openLine(url: string): Promise<Line> {
  const server = new URL(url);
  const pairs: [Socket, Socket][] = [];
  const refused = Promise.withResolvers<void>();
  let blocked = false;
  const own = createServer((near) => {
    if (blocked) {
      near.destroy();
      refused.resolve();
      return;
    }
    const far = connect(Number(server.port || 5432), server.hostname);
    for (const socket of [near, far]) socket.on('error', () => {});
    near.pipe(far, { end: false });
    far.pipe(near);
    pairs.push([near, far]);
  }).listen(0, '127.0.0.1');
  await once(own, 'listening');
  const line = new URL(url);
  line.hostname = '127.0.0.1';
  line.port = String((own.address() as AddressInfo).port);
  const end = () => {
    for (const socket of pairs.splice(0).flat()) socket.destroy();
  };
  return {
    url: line.href,
    lose() {
      for (const [near] of pairs) near.destroy();
    },
    block(isBlocked) {
      blocked = isBlocked;
      if (blocked) end();
    },
    refused: refused.promise,
    async close() {
      end();
      own.close();
      await once(own, 'close');
    },
  };
}
