import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { render } from '../../src/chat/discord/render.ts';
import { feedUseCases, newFeed } from '../../src/desk/feeds.ts';
import type { Feed } from '../../src/model/feed.ts';
import { folder } from '../cli/run.ts';
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

const LETTER = { id: 'letter', title: 'Letter says US is leaving', at: '2020-01-06T12:05:00Z' };
const DENIAL = { id: 'denial', title: 'Esper: no decision', at: '2020-01-06T12:10:00Z' };

describe('/feeds add', () => {
  const prompted = (words: string) => desk.front.say(`/feeds add ${words}`, ANN, HERE);
  const reads = async (line: string) => (await desk.says(line)).replace(/\n {2}/g, ' ');

  it('shows the latest items of a feed before the desk follows it, which a button does', async () => {
    desk.publisher.publish('/new', [LETTER, DENIAL, { id: '3', title: 'Three' }, { id: '4', title: 'Four' }]);
    const url = desk.publisher.url('/new');
    const shown = await reads(`/feeds add ${url} The New Paper`);
    expect(shown).toMatch(
      /── to you\nThe New Paper: 4 items, not followed yet\nIts latest items\n• Letter says US is leaving <\S+> · 6 Jan 2020, 12:05 UTC\n• Esper[^•]*• Three/,
    );
    expect(shown).not.toContain('Four');
    expect(shown).not.toContain('may have it already');
    expect(await desk.deps.store.feeds.byUrl(url)).toBeNull();
    const number = /\[(\d+)\] Follow it/.exec(shown)?.[1] ?? '';
    expect(await desk.says(number)).toMatch(/── to the channel\nThe desk now follows The New Paper/);
    expect((await feedAt(url)).outlet).toBe('The New Paper');
    expect(await reads(`/feeds add ${url}`)).toContain(`The desk follows ${url} already.`);
  });

  it('says which feed carries most of its items already, and how many of them', async () => {
    desk.publisher.publish('/afp', [LETTER, DENIAL]);
    await desk.passes(0);
    desk.publisher.publish('/new', [LETTER, DENIAL, { id: 'own', title: 'Its own' }]);
    expect(await reads(`/feeds add ${desk.publisher.url('/new')}`)).toMatch(
      /The desk may have it already\n• AFP \(\S+\/afp\) carries 2 of this feed's latest 3 items\nIts latest items/,
    );
  });

  it('says nothing of a feed that carries few of its items, or carried them and is followed no more', async () => {
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(0);
    desk.publisher.publish('/new', [LETTER, DENIAL]);
    expect(await reads(`/feeds add ${desk.publisher.url('/new')}`)).not.toContain('already');
    await desk.says(`/feeds remove ${desk.publisher.url('/afp')}`);
    desk.publisher.publish('/new', [LETTER]);
    expect(await reads(`/feeds add ${desk.publisher.url('/new')}`)).not.toContain('already');
  });

  it('says which feed has its name', async () => {
    desk.publisher.publish('/new', [LETTER]);
    expect(await reads(`/feeds add ${desk.publisher.url('/new')} reuters`)).toMatch(
      /already\n• Reuters \(\S+\/reuters\) has the same name, and carries none of this feed's latest items/,
    );
  });

  it('shows the one feed that a web page names, and follows that', async () => {
    const base = await serve((request, response) => response.end(request.url === '/' ? PAGE('/rss') : FEED));
    const { message, visibility } = await prompted(`${base}/`);
    expect(message.title).toBe('Wire: 1 item, not followed yet');
    expect(message.blocks[0]).toEqual({
      kind: 'text',
      text: `${base}/ is a web page; this is the feed that it names: ${base}/rss.`,
    });
    expect(message.buttons).toEqual([
      { label: 'Follow it', invocation: `/feeds add ${base}/rss follow:yes`, style: 'primary' },
    ]);
    expect(visibility).toBe('private');
    const { message: done } = await prompted(`${base}/ follow:yes`);
    expect(done.title).toBe('The desk now follows Wire');
    expect((await feedAt(`${base}/rss`)).outlet).toBe('Wire');
    expect((await prompted(`${base}/`)).message.title).toContain(`follows ${base}/rss already`);
  });

  it('reads the feed that a page names as one to which that page leads, wherever it was in the end', async () => {
    const base = await serve((request, response) =>
      request.url === '/'
        ? response.writeHead(302, { location: '/page' }).end()
        : response.end(request.url === '/page' ? PAGE('/rss') : FEED),
    );
    const led: string[] = [];
    const { fetch } = desk.deps;
    const watched: typeof fetch = (input, init) => {
      led.push(`${input} from ${init?.referrer}`);
      return fetch(input, init);
    };
    Object.assign(desk.deps, { fetch: watched });
    await prompted(`${base}/`);
    expect(led).toEqual([`${base}/ from `, `${base}/page from ${base}/`, `${base}/rss from ${base}/page`]);
  });

  it('offers up to five, each to be seen first, and keeps the name that was given', async () => {
    const paths = ['/1', '/2', '/3', '/4', '/5', '/6'];
    const base = await serve((_request, response) => response.end(PAGE(...paths)));
    const { message } = await prompted(`${base}/ The Paper`);
    expect(message.title).toContain('5 feeds');
    expect(message.buttons.map(({ label }) => label)).toEqual([1, 2, 3, 4, 5].map((n) => `Show ${n}`));
    expect(message.buttons[1]?.invocation).toBe(`/feeds add ${base}/2 The Paper`);
    expect((await prompted(`${base}/ follow:yes`)).message.title).toContain('5 feeds');
  });

  it('says what is wrong where the feed that a web page names is none', async () => {
    const base = await serve((_request, response) => response.end(PAGE('/rss')));
    expect((await prompted(`${base}/`)).message.title).toContain('is a web page, not a feed');
  });

  it('follows a feed that has moved for good under its new address, and says so', async () => {
    const base = await serve((request, response) =>
      request.url === '/old' ? response.writeHead(308, { location: '/new' }).end() : response.end(FEED),
    );
    const { message } = await prompted(`${base}/old`);
    expect(message.buttons[0]?.invocation).toBe(`/feeds add ${base}/new follow:yes`);
    expect(await desk.says(`/feeds add ${base}/old follow:yes`)).toContain(
      `It has moved for good to ${base}/new.`,
    );
    expect((await feedAt(`${base}/new`)).outlet).toBe('Wire');
    expect(await desk.says(`/feeds add ${base}/old`)).toContain(`follows ${base}/new already`);
  });

  it('says that a feed redirects for now, and keeps its address', async () => {
    const base = await serve((request, response) =>
      request.url === '/old' ? response.writeHead(302, { location: '/new' }).end() : response.end(FEED),
    );
    expect(await desk.says(`/feeds add ${base}/old follow:yes`)).toContain(
      `For now it redirects to ${base}/new.`,
    );
    expect((await feedAt(`${base}/old`)).outlet).toBe('Wire');
  });

  it('says when a feed gives up https', async () => {
    const fetch: typeof globalThis.fetch = async (input) =>
      String(input).startsWith('https:')
        ? new Response(null, { status: 301, headers: { location: 'http://x.example/feed' } })
        : new Response(FEED);
    const { notes } = await feedUseCases({ ...desk.deps, fetch }).test('https://x.example/feed');
    expect(notes.map(({ template }) => template).join(' ')).toContain('leaves https for http');
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

const OPML = `<opml version="2.0"><body>
  <outline text="Wires"><outline text="Reuters" xmlUrl="https://reuters.example/rss"/></outline>
  <outline text="The Paper" xmlUrl="https://paper.example/rss"/>
</body></opml>`;

describe('/feeds export and import', () => {
  it('gives every feed as a file that other readers take, without logins', async () => {
    const url = 'https://ann:s3cret@paper.example/rss';
    await desk.deps.store.feeds.add(newFeed(url, 'The Paper', NOON));
    const exported = await desk.says('/feeds export');
    expect(exported).toContain('── feeds.opml\n<?xml version="1.0"');
    expect(exported).toContain('text="The Paper" title="The Paper" xmlUrl="https://paper.example/rss"/>');
    expect(exported).toMatch(/xmlUrl="\S+\/afp"[\s\S]*<\/opml>\n──\n$/);
    expect(exported).not.toContain('s3cret');
  });

  it('takes back what it gave as the same feeds', async () => {
    const url = 'https://ann:s3cret@paper.example/rss';
    await desk.deps.store.feeds.add(newFeed(url, 'The Paper', NOON));
    const { file } = await desk.front.say('/feeds export', ANN, HERE);
    const call = { command: 'feeds', subcommand: 'import', options: { opml: file?.text ?? '' } };
    const { message } = await desk.front.invoke({ ...call, person: ANN, place: HERE });
    expect(message.title).toContain('Of the 3 feeds in the file, 0 are new; the desk followed 3 already');
    expect(await desk.deps.store.feeds.list()).toHaveLength(3);
  });

  it('follows the feeds of a file, whose path is typed at the terminal', async () => {
    const path = join(await folder({ 'my feeds.opml': OPML }), 'my feeds.opml');
    const said = await desk.says(`/feeds import "${path}"`);
    expect(said).toContain('Of the 2 feeds in the file, 2 are new; the desk followed 0 already');
    expect(said).toContain('• The Paper (https://paper.example/rss)');
    expect((await feedAt('https://reuters.example/rss')).outlet).toBe('Reuters');
    expect(await desk.says(`/feeds import "${path}"`)).toContain('0 are new; the desk followed 2 already');
  });

  it('names ten of many', async () => {
    const outlines = Array.from({ length: 12 }, (_, n) => `<outline xmlUrl="https://x.example/${n}"/>`);
    const opml = `<opml><body>${outlines.join('')}</body></opml>`;
    const call = { command: 'feeds', subcommand: 'import', options: { opml } };
    const { message } = await desk.front.invoke({ ...call, person: ANN, place: HERE });
    const [block] = message.blocks;
    const entries = block?.kind === 'list' ? block.entries : [];
    expect(entries).toHaveLength(11);
    expect(entries.at(-1)).toBe('and 2 more: /feeds list');
  });

  it.each([
    ['/feeds import', 'opml is missing. Use: /feeds import <opml>'],
    ['/feeds import nowhere.opml', 'There is no file nowhere.opml. Give its path'],
    ['/feeds import .', '. is a folder. Give the path of a file.'],
    ['/feeds import package.json', 'There is no feed in it. An OPML file names each as'],
  ])('answers %s with what to do', async (line, words) => {
    expect((await desk.says(line)).replace(/\s+/g, ' ')).toContain(words);
  });
});
