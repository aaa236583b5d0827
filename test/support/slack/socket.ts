// Socket Mode as in https://docs.slack.dev/apis/events-api/using-socket-mode.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Carrier } from './payloads.ts';

export interface SocketMode extends Carrier {
  /** The address of a new connection, good for one use. */
  open(base: string): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The envelopes that were acknowledged, in order. */
  readonly acked: readonly string[];
  /** Connections that said nothing wrong and are still there. */
  readonly connections: ReadonlySet<WebSocket>;
  /** Asks every client to come back on a new connection, as Slack does every few hours. */
  disconnect(): void;
  close(): void;
}

export function createSocketMode(): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const connections = new Set<WebSocket>();
  const acked: string[] = [];
  const waiting = new Map<string, (payload: unknown) => void>();
  let connected = Promise.withResolvers<WebSocket>();

  function welcome(socket: WebSocket): void {
    socket.on('message', (data) => {
      const { envelope_id, payload }: { envelope_id: string; payload?: unknown } = JSON.parse(String(data));
      acked.push(envelope_id);
      waiting.get(envelope_id)?.(payload);
    });
    socket.on('close', () => forget(socket));
    connections.add(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.size,
        debug_info: { host: 'applink-1', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: 'A0DESK' },
      }),
    );
    connected.resolve(socket);
  }

  function forget(socket: WebSocket): void {
    if (connections.delete(socket) && connections.size === 0) connected = Promise.withResolvers();
  }

  return {
    acked,
    connections,
    open(base) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${base.replace('http', 'ws')}/link?ticket=${ticket}&app_id=A0DESK`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://slack').searchParams.get('ticket') ?? '';
      if (tickets.delete(ticket)) server.handleUpgrade(request, socket, head, welcome);
      else socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    },
    async deliver(type, payload, retry) {
      const socket = await connected.promise;
      const envelope_id = randomUUID();
      const acknowledged = Promise.withResolvers<unknown>();
      waiting.set(envelope_id, acknowledged.resolve);
      socket.send(
        JSON.stringify({
          type,
          envelope_id,
          payload,
          accepts_response_payload: type !== 'events_api',
          ...(type === 'events_api' && {
            retry_attempt: retry?.attempt ?? 0,
            retry_reason: retry?.reason ?? '',
          }),
        }),
      );
      return acknowledged.promise;
    },
    disconnect() {
      for (const socket of [...connections]) {
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
        forget(socket);
      }
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
