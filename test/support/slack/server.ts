// A Slack of one workspace on loopback: Web API, response URLs and Socket Mode behind one port.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createFates, type Fates } from '../fates.ts';
import { type Calls, createCalls } from './calls.ts';
import { createFiles, type Files } from './files.ts';
import { createMethods } from './methods.ts';
import { listening } from './ports.ts';
import { createResponseUrls, type ResponseUrls } from './responses.ts';
import { createSocketMode, type SocketMode } from './socket.ts';
import { answerCall, type Tokens } from './webapi.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

export interface FakeSlack {
  /** For `apiUrl`. */
  readonly apiUrl: string;
  readonly tokens: Tokens;
  readonly workspace: Workspace;
  readonly responses: ResponseUrls;
  readonly socket: SocketMode;
  readonly files: Files;
  readonly calls: Calls;
  readonly fates: Fates;
  stop(): Promise<void>;
}

export async function startFakeSlack(scopes: readonly string[] = [], now?: () => number): Promise<FakeSlack> {
  const tokens: Tokens = { bot: 'xoxb-1-fake-bot-token', app: 'xapp-1-fake-app-token', scopes };
  const workspace = createWorkspace(now);
  const socket = createSocketMode();
  let base = '';
  const responses = createResponseUrls(() => base);
  const files = createFiles(workspace, () => base, tokens.bot);
  const calls = createCalls();
  const methods = { ...createMethods(workspace, 'https://desk.slack.com/'), ...files.methods };
  const fates = createFates();
  const api = { tokens, methods, calls, fates, openSocket: () => socket.open(base) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/api/')) await answerCall(request, response, api);
    else if (request.url?.startsWith('/commands/')) await responses.take(request, response);
    else if (/^\/(files-pri|upload)\//.test(request.url ?? '')) await files.answer(request, response);
    else response.writeHead(404).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.on('upgrade', socket.upgrade);
  base = `http://127.0.0.1:${await listening(server)}`;

  return {
    apiUrl: `${base}/api/`,
    tokens,
    workspace,
    responses,
    socket,
    files,
    calls,
    fates,
    async stop() {
      socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
