// The Web API's front door: https://docs.slack.dev/apis/web-api, tokens, forms and JSON.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Fates } from '../fates.ts';
import type { Calls } from './calls.ts';
import type { Answer, Arguments, Method } from './methods.ts';

export interface Tokens {
  readonly bot: string;
  readonly app: string;
  /** What the bot token may do; sent in x-oauth-scopes. */
  scopes: readonly string[];
}

/** Answers one call to /api/<method>. `openSocket` gives the address of a new Socket Mode connection. */
export async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  api: {
    tokens: Tokens;
    methods: Record<string, Method>;
    calls: Calls;
    fates: Fates;
    openSocket: () => string;
  },
): Promise<void> {
  const name = (request.url ?? '').replace(/^\/api\//, '');
  const args = parse(request.headers['content-type'] ?? '', await text(request));
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  response.setHeader('content-type', 'application/json; charset=utf-8');
  if (token === api.tokens.bot) response.setHeader('x-oauth-scopes', api.tokens.scopes.join(','));
  api.calls.made.push(name);
  const fate = api.fates.of(`POST ${name}`);
  if (fate === 'fails') return void response.writeHead(500).end();
  if (fate !== null && typeof fate === 'object')
    return void response.writeHead(429, { 'retry-after': String(fate.retryAfter) }).end();
  const answer = decide(name, args, token, api);
  if (fate === 'done-then-fails') response.writeHead(502).end();
  else if (fate === 'done-then-lost') response.socket?.destroy();
  else response.end(JSON.stringify(answer));
  if (answer.ok) api.calls.of(name).put(args);
}

function decide(
  name: string,
  args: Arguments,
  token: string | undefined,
  { tokens, methods, calls, openSocket }: Parameters<typeof answerCall>[2],
): Answer {
  if (token === undefined) return { ok: false, error: 'not_authed' };
  if (token !== tokens.bot && token !== tokens.app) return { ok: false, error: 'invalid_auth' };
  const forApp = name === 'apps.connections.open';
  if (forApp !== (token === tokens.app)) return { ok: false, error: 'not_allowed_token_type' };
  if (forApp) return { ok: true, url: openSocket() };
  const refusal = calls.refusalOf(name);
  if (refusal !== null) return { ok: false, error: refusal };
  return methods[name]?.(args) ?? { ok: false, error: 'unknown_method' };
}

/** Forms carry blocks and metadata as JSON in a field. */
function parse(type: string, body: string): Arguments {
  if (type.startsWith('application/json')) return JSON.parse(body);
  return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, decode(value)]));
}

function decode(value: string): unknown {
  return /^[[{]/.test(value) ? JSON.parse(value) : value;
}
