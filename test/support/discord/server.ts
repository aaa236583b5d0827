// Follows https://discord.com/developers/docs/reference (authentication, versioning) and
// https://discord.com/developers/docs/events/gateway#get-gateway-bot.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFates, type Fates } from '../fates.ts';
import { type ApiAnswer, type ApiRequest, ok, type Route, refuse } from './answers.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { type Gateway, serveGateway } from './gateway.ts';
import { guildRoutes } from './guild.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes } from './messages.ts';
import { createWorld, type World } from './world.ts';

/** Discord on loopback: REST and gateway over one world. */
export interface FakeDiscord {
  readonly world: World;
  readonly gateway: Gateway;
  /** What discord.js's `rest.api` is set to. */
  readonly apiUrl: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly ApiRequest[];
  readonly fates: Fates;
  /** Answers the next request to this route so, instead of with what is true. */
  answerNext(method: string, path: RegExp, answer: ApiAnswer): void;
  close(): Promise<void>;
}

export async function startFakeDiscord(world: World = createWorld()): Promise<FakeDiscord> {
  const requests: ApiRequest[] = [];
  const fates = createFates();
  const planned: { method: string; path: RegExp; answer: ApiAnswer }[] = [];
  const server = createServer((incoming, outgoing) => {
    const file = world.files.get(incoming.url ?? '');
    if (file !== undefined) {
      outgoing.end(file);
      return;
    }
    void readRequest(incoming).then((request) => {
      requests.push(request);
      const fate = fates.of(`${request.method} ${request.path}`);
      if (fate === 'fails') send(outgoing, { status: 500 });
      else if (fate !== null && typeof fate === 'object') limit(outgoing, fate.retryAfter);
      else {
        const answer = answerTo(request, incoming.headers.authorization);
        if (fate === 'done-then-fails') send(outgoing, { status: 502 });
        else if (fate === 'done-then-lost') outgoing.socket?.destroy();
        else send(outgoing, answer);
      }
      world.signal.notify();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`;
  const gateway = serveGateway(world, server, () => gatewayUrl);
  const routes: Route[] = [
    ...messageRoutes(world, gateway),
    ...channelRoutes(world, gateway),
    ...interactionRoutes(world, gateway),
    ...commandRoutes(world),
    ...guildRoutes(world),
    {
      method: 'GET',
      path: /^\/gateway\/bot$/,
      authorised: true,
      answer: () =>
        ok({
          url: gatewayUrl,
          shards: 1,
          session_start_limit: { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
        }),
    },
  ];

  function answerTo(request: ApiRequest, authorization: string | undefined): ApiAnswer {
    const plan = planned.findIndex(
      ({ method, path }) => method === request.method && path.test(request.path),
    );
    if (plan !== -1) return planned.splice(plan, 1)[0]?.answer ?? refuse('notFound');
    for (const route of routes) {
      const match = route.method === request.method ? route.path.exec(request.path) : null;
      if (match === null) continue;
      if (route.authorised && authorization !== `Bot ${world.token}`) return refuse('unauthorised');
      return route.answer(request, ...match.slice(1));
    }
    return refuse('notFound');
  }

  return {
    world,
    gateway,
    apiUrl: `http://127.0.0.1:${port}/api`,
    requests,
    fates,
    answerNext: (method, path, answer) => void planned.push({ method, path, answer }),
    async close() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A body is JSON, or has the JSON as one of its parts and the files as the others. */
async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  const request = {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(url.pathname.replace(/^\/api\/v10/, '')),
    query: url.searchParams,
  };
  const type = incoming.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data'))
    return { ...request, body: bytes.length === 0 ? null : JSON.parse(bytes.toString('utf8')), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const parts = [...form.values()].filter((part) => typeof part !== 'string');
  const files = await Promise.all(parts.map(async (part) => ({ name: part.name, text: await part.text() })));
  return { ...request, body: JSON.parse(String(form.get('payload_json'))), files };
}

/** https://discord.com/developers/docs/topics/rate-limits: a limit of this route alone. */
function limit(outgoing: ServerResponse, retryAfter: number): void {
  outgoing
    .writeHead(429, {
      'content-type': 'application/json',
      'retry-after': String(retryAfter),
      'x-ratelimit-scope': 'user',
    })
    .end(JSON.stringify({ message: 'You are being rate limited.', retry_after: retryAfter, global: false }));
}

function send(outgoing: ServerResponse, { status, body }: ApiAnswer): void {
  if (body === undefined) outgoing.writeHead(status).end();
  else outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
