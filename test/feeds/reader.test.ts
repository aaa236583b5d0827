import { afterEach, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { createReader, type Reader } from '../../src/feeds/reader.ts';

const URL_OF_FEED = 'https://news.example/rss?token=t0ken';
const BAD = new URL('../support/bad-reader.ts', import.meta.url);
let reader: Reader;
afterEach(() => reader.close());
const read = (text: string) => reader.read(Buffer.from(text), null, URL_OF_FEED);

it('reads feeds off the main thread, and says what it mended', async () => {
  reader = createReader();
  const notes: string[] = [];
  const rss = '<rss><channel><title>AT&T</title><item><link>/a</link></channel></rss>';
  const feed = await reader.read(Buffer.from(rss), null, URL_OF_FEED, (note) => void notes.push(note));
  expect(feed).toMatchObject({ title: 'AT&T', items: [{ link: 'https://news.example/a' }] });
  expect(notes).toContain('a bare & or an entity that XML does not know');
});

it('refuses in words what is no feed', async () => {
  reader = createReader();
  const error = await read('<html></html>').catch((error: unknown) => error);
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toContain('news.example/rss is a web page, not a feed');
});

it.each([
  ['stalls', 'stall', { deadline: 500 }, 'takes too long to read'],
  ['eats memory', 'eat', { heap: 32 }, 'takes too much memory to read'],
])('loses a document that %s its process, and reads the others', async (_, monster, limits, words) => {
  reader = createReader({ script: BAD, ...limits });
  const [before, bad, after] = await Promise.allSettled([read('One'), read(monster), read('Two')]);
  expect(before).toMatchObject({ value: { title: 'One' } });
  expect(bad).toMatchObject({ reason: expect.any(UserError) });
  expect(String((bad as PromiseRejectedResult).reason)).toContain(`news.example/rss ${words}`);
  expect(String((bad as PromiseRejectedResult).reason)).not.toContain('t0ken');
  expect(after).toMatchObject({ value: { title: 'Two' } });
});

it.each(['end', 'bug'])('tells a fault of its own from a bad feed: %s', async (order) => {
  reader = createReader({ script: BAD });
  const [bad, after] = await Promise.allSettled([read(order), read('Two')]);
  expect((bad as PromiseRejectedResult).reason).not.toBeInstanceOf(UserError);
  expect(after).toMatchObject({ value: { title: 'Two' } });
});

it('leaves the main thread free while a monster is read', async () => {
  reader = createReader({ script: BAD, deadline: 500 });
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  await read('stall').catch(() => {});
  clearInterval(counting);
  expect(turns).toBeGreaterThan(20);
});

it('starts anew after it rested', async () => {
  reader = createReader({ script: BAD, idle: 0 });
  expect((await read('One')).title).toBe('One');
  await new Promise((rested) => setImmediate(rested));
  expect((await read('Two')).title).toBe('Two');
});

it('refuses what is still waiting when it is closed', async () => {
  reader = createReader({ script: BAD });
  const waiting = Promise.allSettled([read('stall'), read('Two')]);
  await reader.close();
  expect(await waiting).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
});
