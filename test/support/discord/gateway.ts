// Follows https://discord.com/developers/docs/events/gateway and
// https://discord.com/developers/docs/events/gateway-events.
import type { Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { guildPayload } from './guild.ts';
import { MAY_READ, type World } from './world.ts';

const HEARTBEAT_EVERY = 41_250;
const INTENTS = {
  guilds: 1 << 0,
  guildMessages: 1 << 9,
  guildMessageReactions: 1 << 10,
  messageContent: 1 << 15,
};

/** The intent without which an event is not sent; those of interactions need none. */
const NEEDS: Readonly<Record<string, number>> = {
  GUILD_CREATE: INTENTS.guilds,
  CHANNEL_UPDATE: INTENTS.guilds,
  THREAD_CREATE: INTENTS.guilds,
  THREAD_UPDATE: INTENTS.guilds,
  THREAD_DELETE: INTENTS.guilds,
  MESSAGE_CREATE: INTENTS.guildMessages,
  MESSAGE_UPDATE: INTENTS.guildMessages,
  MESSAGE_DELETE: INTENTS.guildMessages,
  MESSAGE_DELETE_BULK: INTENTS.guildMessages,
  MESSAGE_REACTION_ADD: INTENTS.guildMessageReactions,
};

/** The gateway as tests use it. */
export interface Gateway {
  /** How often a bot logged in, and how often it came back to its session. */
  readonly identified: number;
  readonly resumed: number;
  /** How many bots are connected now. */
  readonly connected: number;
  /** Sends an event to every session; one that is away gets it when it resumes. */
  dispatch(event: string, data: Record<string, unknown>): void;
  /** Resolves once every bot that is connected has handled all that was sent to it. */
  settle(): Promise<void>;
  /** Breaks every connection, as a network does. */
  drop(): void;
  /** Closes every connection with a code of https://discord.com/developers/docs/topics/opcodes-and-status-codes. */
  closeWith(code: number): void;
  /** Op 9: the session is no longer good, and cannot be resumed unless told so. */
  invalidate(resumable: boolean): void;
  /** Forgets the sessions that have no connection, so that they cannot be resumed. */
  forgetLost(): void;
  /** Asks every bot to reconnect (opcode 7). */
  askToReconnect(): void;
  close(): void;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly sent: { op: 0; t: string; s: number; d: unknown }[];
  socket: WebSocket | null;
  /** The last sequence number that the bot says it has, and how often it said so. */
  heard: number;
  heartbeats: number;
}

interface Payload {
  readonly op: number;
  readonly d: { token?: string; intents?: number; session_id?: string; seq?: number } | number | null;
}

export function serveGateway(world: World, server: Server, url: () => string): Gateway {
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sessions = new Map<string, Session>();
  const counts = { identified: 0, resumed: 0 };

  sockets.on('connection', (socket) => {
    let session: Session | null = null;
    const send = (payload: unknown) => socket.send(JSON.stringify(payload));
    send({ op: 10, d: { heartbeat_interval: HEARTBEAT_EVERY } });
    socket.on('message', (data: RawData) => {
      const { op, d } = JSON.parse(String(data)) as Payload;
      if (op === 1) {
        if (session !== null) {
          session.heard = typeof d === 'number' ? d : 0;
          session.heartbeats += 1;
        }
        send({ op: 11 });
      }
      if (op === 2 && typeof d === 'object') session = identify(socket, d?.token, d?.intents ?? 0);
      if (op === 6 && typeof d === 'object') session = resume(socket, d);
      world.signal.notify();
    });
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = null;
      world.signal.notify();
    });
  });

  function identify(socket: WebSocket, token: string | undefined, intents: number): Session | null {
    if (token !== world.token) socket.close(4004, 'Authentication failed.');
    else if ((intents & INTENTS.messageContent) !== 0 && (world.application.flags & MAY_READ) === 0)
      socket.close(4014, 'Disallowed intent(s).');
    else {
      const session: Session = { id: world.newId(), intents, sent: [], socket, heard: 0, heartbeats: 0 };
      sessions.set(session.id, session);
      counts.identified += 1;
      push(session, 'READY', {
        v: 10,
        user: world.bot,
        guilds: [{ id: world.guild.id, unavailable: true }],
        session_id: session.id,
        resume_gateway_url: url(),
        shard: [0, 1],
        application: { id: world.application.id, flags: world.application.flags },
      });
      push(session, 'GUILD_CREATE', guildPayload(world));
      return session;
    }
    return null;
  }

  function resume(
    socket: WebSocket,
    d: { token?: string; session_id?: string; seq?: number } | null,
  ): Session | null {
    const session = sessions.get(d?.session_id ?? '');
    if (session === undefined || d?.token !== world.token) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return null;
    }
    session.socket = socket;
    for (const missed of session.sent.filter(({ s }) => s > (d.seq ?? 0)))
      socket.send(JSON.stringify(missed));
    counts.resumed += 1;
    push(session, 'RESUMED', {});
    return session;
  }

  function push(session: Session, event: string, data: Record<string, unknown>): void {
    const needs = NEEDS[event] ?? 0;
    if ((session.intents & needs) !== needs) return;
    const blind = (session.intents & INTENTS.messageContent) === 0 && 'content' in data;
    const d = blind ? { ...data, content: '', embeds: [], components: [] } : data;
    const payload = { op: 0 as const, t: event, s: session.sent.length + 1, d };
    session.sent.push(payload);
    session.socket?.send(JSON.stringify(payload));
  }

  return {
    get identified() {
      return counts.identified;
    },
    get resumed() {
      return counts.resumed;
    },
    get connected() {
      return sockets.clients.size;
    },
    dispatch(event, data) {
      for (const session of sessions.values()) push(session, event, data);
    },
    async settle() {
      for (const session of sessions.values()) {
        const last = session.sent.length;
        while (session.socket !== null && session.heard < last) {
          // A bot answers a heartbeat request with the last event that it has handled.
          const before = session.heartbeats;
          session.socket.send(JSON.stringify({ op: 1, d: null }));
          await world.signal.until(() => session.heartbeats > before || session.socket === null || undefined);
        }
      }
    },
    drop() {
      for (const session of sessions.values()) session.socket = null;
      for (const socket of sockets.clients) socket.terminate();
    },
    closeWith(code) {
      for (const socket of sockets.clients) socket.close(code);
    },
    invalidate(resumable) {
      for (const { socket } of sessions.values()) socket?.send(JSON.stringify({ op: 9, d: resumable }));
    },
    forgetLost() {
      for (const [id, { socket }] of sessions) if (socket === null) sessions.delete(id);
    },
    askToReconnect() {
      for (const { socket } of sessions.values()) socket?.send(JSON.stringify({ op: 7, d: null }));
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
