import type { IncomingMessage, RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setFeedHeader } from '../../src/desk/feed-headers.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import * as loopback from '../feeds/loopback.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const FEED =
  '<rss version="2.0"><channel><title>Wire</title><item><guid>1</guid><title>One</title></item></channel></rss>';

let desk: TestDesk;
let asked: IncomingMessage[];
beforeEach(async () => {
  asked = [];
  desk = await openTestDesk({ pace: { least: 5 * MINUTE, most: 2 * HOUR } });
});
afterEach(() => desk.close());

function serve(answer: RequestListener): Promise<string> {
  return loopback.serve((request, response) => {
    asked.push(request);
    answer(request, response);
  });
}

describe('a header of a feed', () => {
  const NAME = 'Authorization';
  const SECRET = 'Bearer t0ken-of-the-desk';
  const set = (url: string, value = SECRET, outlet: string | null = 'Wire') =>
    setFeedHeader(desk.deps, { url, name: NAME, value, outlet });

  it('goes to its own server only, also when it moves for good', async () => {
    const other = await serve((_request, response) => response.end(FEED));
    const url = `${await serve((_request, response) => response.writeHead(301, { location: `${other}/new` }).end())}/feed`;
    await set(url);
    await desk.passes(0);
    await desk.passes(25 * HOUR);
    await desk.passes(3 * HOUR);
    const sent = asked.map(({ url: path, headers }) => `${path} ${headers.authorization ?? 'nothing'}`);
    expect(sent.slice(0, 2)).toEqual([`/feed ${SECRET}`, '/new nothing']);
    expect(sent.at(-1)).toBe('/new nothing');
  });

  it('is named in the list, and shown in no list, error or log', async () => {
    const url = `${await serve((_request, response) => response.writeHead(500).end())}/feed`;
    expect(await set(url)).not.toContain('t0ken');
    await desk.passes(0);
    await desk.passes(HOUR);
    const reply = (await desk.says('/feeds list')).replace(/\n {2}/g, ' ');
    expect(reply).toContain('sends its own header authorization');
    const shown = desk.screen() + desk.log.join('') + JSON.stringify(await desk.deps.store.feeds.list());
    expect(shown).not.toContain('t0ken');
    expect(await desk.says(`/feeds test ${url}`)).not.toContain('t0ken');
    expect(asked.at(-1)?.headers.authorization).toBe(SECRET);
  });

  it('is taken away by an empty value, and has the feed asked again at once', async () => {
    const url = `${await serve((_request, response) => response.end(FEED))}/feed`;
    await set(url);
    await desk.passes(0);
    expect(await set(url, '')).toContain('no longer sends its own header authorization');
    await desk.passes(0);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([SECRET, undefined]);
  });

  it.each([
    ['Host', 'x'],
    ['Cookie', 'a=b'],
    ['Connection', 'close'],
    ['Transfer-Encoding', 'chunked'],
    ['X-Key', 'one\r\nCookie: a=b'],
    ['X Key', 'x'],
    ['X-Key', 'š'],
    ['X-Key', 'x'.repeat(8_001)],
  ])('cannot be %s: %s', async (name, value) => {
    const header = { url: 'https://x.example/feed', name, value, outlet: 'X' };
    await expect(setFeedHeader(desk.deps, header)).rejects.toThrow(
      /^The header .* cannot be sent with a feed/,
    );
  });

  it('is never told in a refusal', async () => {
    const header = { url: 'https://x.example/feed', name: 'X-Key', value: 't0ken\nX-Other: a', outlet: 'X' };
    await expect(setFeedHeader(desk.deps, header)).rejects.toThrow(/^(?![\s\S]*t0ken)/);
  });

  it('is not set for a feed that nobody follows, unless it gets a name', async () => {
    await expect(set('https://x.example/feed', SECRET, null)).rejects.toThrow('The desk does not follow');
  });
});
