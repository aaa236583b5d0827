import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { type Endpoint, openServer, type WebServer } from '../../src/web/server.ts';

const open: WebServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(...endpoints: Endpoint[]): Promise<WebServer> {
  const server = await openServer({ host: '127.0.0.1', port: 0 }, endpoints, createLog('silent'));
  open.push(server);
  return server;
}

/** Counts the bytes of a body. */
const counting: Endpoint = async ({ path, body }) => {
  if (path !== '/count') return null;
  const bytes = await body();
  return bytes ? { status: 200, text: String(bytes.length) } : { status: 413 };
};

/** Sends bytes as they are and gives the first line of the answer. */
async function sends(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(request);
  return (await text(socket)).split('\r\n')[0] ?? '';
}

describe('the web server', () => {
  it('has nothing at any address that it does not know', async () => {
    const { port } = await serve(counting);
    for (const path of ['/', '/other', '//', '/%', '/..%2fcount'])
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
    expect(await sends(port, 'GET //[ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')).toMatch(/ 40[04] /);
  });

  it('takes a body of 15 MB and refuses a longer one, announced or not', async () => {
    const { port } = await serve(counting);
    const post = (body: string | ReadableStream) =>
      fetch(`http://127.0.0.1:${port}/count`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await (await post('x'.repeat(15_000_000))).text()).toBe('15000000');
    const head = 'POST /count HTTP/1.1\r\nhost: a\r\n';
    expect(await sends(port, `${head}content-length: 15000001\r\n\r\n`)).toContain('413');
    const chunk = `${(8_000_000).toString(16)}\r\n${'x'.repeat(8_000_000)}\r\n`;
    const refused = sends(port, `${head}transfer-encoding: chunked\r\n\r\n${chunk}${chunk}`);
    // The connection is closed on who goes on sending, perhaps before the answer is read.
    expect(await refused.catch(() => '413')).toContain('413');
    expect(await (await post('x')).text()).toBe('1');
  });

  it('goes on when an endpoint fails or the other side goes away', async () => {
    const { port } = await serve(async ({ path }) => {
      if (path === '/bad') throw new Error('a bug');
      return null;
    }, counting);
    expect((await fetch(`http://127.0.0.1:${port}/bad`)).status).toBe(500);
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /count HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nx', () => socket.destroy());
    const answer = await fetch(`http://127.0.0.1:${port}/count`, { method: 'POST', body: 'xy' });
    expect(await answer.text()).toBe('2');
  });

  it('says what to do when its port is taken', async () => {
    const { port } = await serve();
    const second = openServer({ host: '127.0.0.1', port }, [], createLog('silent'));
    await expect(second).rejects.toThrow(UserError);
    await expect(second).rejects.toThrow(
      `127.0.0.1:${port}: another program has that port: stop it, or set LISTEN`,
    );
  });
});
