/**
 * Feeds for bench/feeds-sweep.ts, served on loopback by a process of its own: RSS and Atom of 5 to 60 kB. In the
 * first sweep all are new. In the second one in twenty has one or two new entries; of the others, two in three know
 * a conditional request and answer 304, and the third sends the same bytes again. Told `sweep` by message.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const WORDS =
  'harbour council minister report water budget school north bridge company court price season police road winter market village hospital engineer river election train union farmer letter spokesman decision talks border fire clinic'.split(
    ' ',
  );
const HOUR = 3_600_000;
const CHANGING = 20;
const STARTED = Math.floor(Date.now() / HOUR) * HOUR;
let sweep = 1;

/** The same numbers for the same seed, 0 to 1. */
function random(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32;
  };
}

function words(count: number, next: () => number): string {
  const text = Array.from({ length: count }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function entry(feed: number, number: number, isAtom: boolean): string {
  const next = random(feed * 1_000 + number);
  const title = words(6 + next() * 6, next);
  const paragraphs = Array.from({ length: 1 + next() * 4 }, () => `<p>${words(30 + next() * 50, next)}.</p>`);
  const html = paragraphs.join('').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const link = `https://h${feed % 500}.bench.example/${feed}/${number}`;
  const at = new Date(STARTED - (100 - number) * HOUR);
  return isAtom
    ? `<entry><id>${link}</id><title>${title}</title><link href="${link}"/><updated>${at.toISOString()}</updated><content type="html">${html}</content></entry>`
    : `<item><title>${title}</title><link>${link}</link><guid>${link}</guid><pubDate>${at.toUTCString()}</pubDate><description>${html}</description></item>`;
}

function changed(feed: number): boolean {
  return sweep > 1 && feed % CHANGING === 0;
}

function document(feed: number): string {
  const isAtom = feed % 3 === 0;
  const count = 10 + (feed % 40);
  const fresh = changed(feed) ? 1 + ((feed / CHANGING) % 2) : 0;
  const numbers = Array.from({ length: count + fresh }, (_, index) => count + fresh - index);
  const entries = numbers.map((number) => entry(feed, number, isAtom)).join('');
  return isAtom
    ? `<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed ${feed}</title>${entries}</feed>`
    : `<rss version="2.0"><channel><title>Feed ${feed}</title>${entries}</channel></rss>`;
}

const server = createServer((request, response) => {
  const feed = Number(/\d+/.exec(request.url ?? '')?.[0]);
  const etag = `"${feed}-${changed(feed)}"`;
  const isConditional = feed % 3 !== 1;
  if (isConditional && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const body = Buffer.from(document(feed));
  const headers = { 'content-type': 'application/xml', 'content-length': body.length };
  response.writeHead(200, isConditional ? { ...headers, etag } : headers).end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', (message) => {
  sweep = Number(message);
});
process.on('disconnect', () => process.exit());
