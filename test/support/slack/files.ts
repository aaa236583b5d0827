// Files as in https://docs.slack.dev/messaging/working-with-files: uploaded in three steps, read with the token.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Method } from './methods.ts';
import type { Workspace } from './workspace.ts';

export interface Files {
  readonly methods: Record<string, Method>;
  /** Keeps a file that somebody gave, and tells its `url_private`; null is one that claimwire may not read. */
  give(name: string, content: string | Buffer | null): string;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** What was shared with a channel. */
export interface SharedFile {
  readonly name: string;
  readonly text: string;
  readonly channel: string;
  readonly thread: string | null;
}

const LOGIN = '/files-pri/login';

export function createFiles(workspace: Workspace, base: () => string, token: string): Files {
  const given = new Map<string, string | Buffer | null>([[LOGIN, '<html>Sign in']]);
  const uploads = new Map<string, { name: string; text: string }>();

  async function upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = new Uint8Array(await buffer(request));
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(body, { headers }).formData();
    const sent = form.get('body');
    const known = uploads.get(request.url?.split('/').at(-1) ?? '');
    if (known && sent instanceof File) known.text = await sent.text();
    response.writeHead(known ? 200 : 404).end('OK');
  }

  return {
    methods: {
      'files.getUploadURLExternal': ({ filename }) => {
        const id = `F${uploads.size + 1}`;
        uploads.set(id, { name: String(filename), text: '' });
        return { ok: true, upload_url: `${base()}/upload/v1/${id}`, file_id: id };
      },
      'files.completeUploadExternal': ({ files, channel_id, thread_ts }) => {
        const channel = String(channel_id);
        if (!workspace.channels.has(channel)) return { ok: false, error: 'channel_not_found' };
        const ids = (files as readonly { id: string }[]).map(({ id }) => id);
        const thread = thread_ts === undefined ? null : String(thread_ts);
        for (const id of ids) {
          const file = uploads.get(id);
          if (file) workspace.files.push({ ...file, channel, thread });
        }
        return { ok: true, files };
      },
    },
    give(name, content) {
      const path = `/files-pri/T0DESK-F${given.size + 1}/${name}`;
      given.set(path, content);
      return `${base()}${path}`;
    },
    async answer(request, response) {
      if (request.method === 'POST') return upload(request, response);
      const content = given.get(request.url ?? '');
      // Whoever may not read the file is sent to where one logs in.
      if (request.headers.authorization !== `Bearer ${token}` || content === null)
        response.writeHead(302, { location: `${base()}${LOGIN}` }).end();
      else if (content === undefined) response.writeHead(404).end();
      else response.end(content);
    },
  };
}
