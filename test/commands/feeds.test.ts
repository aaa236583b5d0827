import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { render } from '../../src/chat/discord/render.ts';
import { feedUseCases, newFeed } from '../../src/desk/feeds.ts';
import type { Feed } from '../../src/model/feed.ts';
import { serve } from '../feeds/loopback.ts';
import { NOON, openTestDesk, type TestDesk } from '../support/desk.ts';

const FEED =
  '<rss version="2.0"><channel><title>Wire</title><item><guid>1</guid><title>One</title></item></channel></rss>';
const PAGE = (...paths: string[]) =>
  `<!doctype html><html><head>${paths.map((path) => `<link rel="alternate" type="application/rss+xml" href="${path}">`).join('')}</head></html>`;
const ANN = { chat: 'terminal', id: 'ann', name: 'Ann', groups: [] };
const HERE = { chat: 'terminal', channel: 'desk', thread: null };

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

async function feedAt(url: string): Promise<Feed> {
  const feed = await desk.deps.store.feeds.byUrl(url);
  if (!feed) throw new Error(`${url} is not followed`);
  return feed;
}

describe('/feeds add', () => {
  const prompted = (url: string) => desk.front.say(`/feeds add ${url}`, ANN, HERE);

  it('offers the one feed that a web page names, to be added with a button', async () => {
    const base = await serve((request, response) => response.end(request.url === '/' ? PAGE('/rss') : FEED));
    const { message, visibility } = await prompted(`${base}/`);
    expect(message.title).toBe('That is a web page, which names one feed');
    expect(message.buttons).toEqual([
      { label: 'Add it', invocation: `/feeds add ${base}/rss`, style: 'primary' },
    ]);
    expect(visibility).toBe('private');
    expect(await desk.deps.store.feeds.byUrl(`${base}/`)).toBeNull();
    const { message: done } = await desk.front.say(message.buttons[0]?.invocation ?? '', ANN, HERE);
    expect(done.title).toBe('The desk now follows Wire');
  });

  it('offers up to five, and keeps the name that was given', async () => {
    const paths = ['/1', '/2', '/3', '/4', '/5', '/6'];
    const base = await serve((_request, response) => response.end(PAGE(...paths)));
    const { message } = await prompted(`${base}/ The Paper`);
    expect(message.title).toContain('5 feeds');
    expect(message.buttons.map(({ label }) => label)).toEqual(['Add 1', 'Add 2', 'Add 3', 'Add 4', 'Add 5']);
    expect(message.buttons[1]?.invocation).toBe(`/feeds add ${base}/2 The Paper`);
  });

  it('follows a feed that has moved for good under its new address, and says so', async () => {
    const base = await serve((request, response) =>
      request.url === '/old' ? response.writeHead(308, { location: '/new' }).end() : response.end(FEED),
    );
    expect(await desk.says(`/feeds add ${base}/old`)).toContain(`It has moved for good to ${base}/new.`);
    expect((await feedAt(`${base}/new`)).outlet).toBe('Wire');
    expect(await desk.says(`/feeds add ${base}/old`)).toContain(`follows ${base}/new already`);
  });

  it('says that a feed redirects for now, and keeps its address', async () => {
    const base = await serve((request, response) =>
      request.url === '/old' ? response.writeHead(302, { location: '/new' }).end() : response.end(FEED),
    );
    expect(await desk.says(`/feeds add ${base}/old`)).toContain(`For now it redirects to ${base}/new.`);
    expect((await feedAt(`${base}/old`)).outlet).toBe('Wire');
  });

  it('says when a feed gives up https', async () => {
    const fetch: typeof globalThis.fetch = async (input) =>
      String(input).startsWith('https:')
        ? new Response(null, { status: 301, headers: { location: 'http://x.example/feed' } })
        : new Response(FEED);
    const { notes } = await feedUseCases({ ...desk.deps, fetch }).test('https://x.example/feed');
    expect(notes.join(' ')).toContain('leaves https for http');
  });

  it('waits for the turn of its host', async () => {
    const turns: string[] = [];
    const url = `${await serve((_request, response) => response.end(FEED))}/feed`;
    const polite: typeof desk.deps.polite = (host, task) => {
      turns.push(host);
      return task();
    };
    const { test, add } = feedUseCases({ ...desk.deps, polite });
    await test(url);
    await add(url, null);
    expect(turns).toEqual([url, url]);
  });
});

describe('/feeds list', () => {
  it('shows thirty feeds in pages that a chat can hold, those that need a person first', async () => {
    const { feeds } = desk.deps.store;
    const words = 'answered with status 500: '.padEnd(200, 'x');
    for (let n = 1; n <= 28; n++) await feeds.add(newFeed(`https://x.example/${n}`, `Feed ${n}`, NOON));
    const all = await feeds.list();
    await feeds.change(all[20]?.id ?? '', { error: words, failures: 3, lastSuccessAt: NOON });
    await feeds.change(all[21]?.id ?? '', { status: 'gone', error: 'Gone for good (410).' });
    await feeds.change(all[22]?.id ?? '', { status: 'paused' });
    await feeds.change(all[23]?.id ?? '', { movedTo: 'https://y.example/', movedSince: NOON });
    const reads = async (line: string) => (await desk.says(line)).replace(/\n {2}/g, ' ');
    const first = await reads('/feeds list');
    expect(first).toContain('Feeds: 30 (1 failing, 1 gone, 1 paused)');
    expect(first).toMatch(
      /failing \(3 in a row\) · answered with .* · last read 6 Jan 2020, 12:00 UTC · next poll/,
    );
    expect(first.indexOf('failing (3')).toBeLessThan(first.indexOf('not polled yet'));
    expect(first).toMatch(
      /· gone · Gone for good[\s\S]*· paused \(to resume: \/feeds pause <address> resume\)/,
    );
    expect(first).toMatch(/Page 1 of 3[\s\S]*\] More/);
    const pages = first + (await reads('/feeds list 2')) + (await reads('/feeds list 3'));
    for (const { url } of await feeds.list()) expect(pages).toContain(`${url}\n`);
    expect(pages).toContain('redirects to https://y.example/ since 6 Jan 2020, 12:00 UTC');
    expect(await desk.says('/feeds list 4')).toContain('The list has 3 pages');
    expect(await desk.says('/feeds list x')).toContain('The list has 3 pages');
  });

  it('leaves out nothing on Discord, however much there is to say of each feed', async () => {
    const { feeds } = desk.deps.store;
    for (let n = 1; n <= 28; n++) await feeds.add(newFeed(`https://x.example/${n}`, `Feed ${n}`, NOON));
    for (const { id } of await feeds.list()) await feeds.change(id, { error: 'x'.repeat(400), failures: 1 });
    const { message } = await desk.front.say('/feeds list', ANN, HERE);
    const [embed] = render(message).embeds;
    expect(embed?.description).not.toContain('more');
    expect(embed?.description?.match(/^- /gm)).toHaveLength(13);
  });
});
