/**
 * How many feeds a second the reader reads, against other parsers on the same feeds in the same run.
 *   npm run bench:feeds -- FOLDER     (or EVAL_DATA=FOLDER)
 * FOLDER, or `feeds` in it, holds manifest.jsonl, lines {file, kind, ct}, and the files under corpus/. Those of
 * kind `real` are read; all of them if none is. Each parser is given what it takes, which is text for all but
 * claimwire, in the charset that claimwire finds; the time for that counts for each. Best of five rounds.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import RssParser from 'rss-parser';
import { decodeFeed } from '../src/feeds/decode.ts';
import { inflate } from '../src/feeds/inflate.ts';
import { readFeed } from '../src/feeds/read.ts';
import { createReader } from '../src/feeds/reader.ts';

const BASE = 'https://news.example/feed.xml';
const ROUNDS = 5;
const GOAL = 1.5;

interface Row {
  readonly file: string;
  readonly kind?: string;
  readonly ct?: string | null;
}
interface Feed {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
}

function feedsOf(folder: string): Feed[] {
  const home = existsSync(join(folder, 'manifest.jsonl')) ? folder : join(folder, 'feeds');
  const rows: Row[] = readFileSync(join(home, 'manifest.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const real = rows.filter((row) => row.kind === 'real');
  return (real.length > 0 ? real : rows).map(({ file, ct = null }) => ({
    bytes: readFileSync(join(home, 'corpus', file)),
    contentType: ct,
  }));
}

function textOf({ bytes, contentType }: Feed): string {
  return decodeFeed(
    inflate(bytes, () => {}),
    contentType,
  );
}

/** rss-parser never settles on some bodies; whoever has not answered when all else is done has failed. */
function settled<Value>(promise: Promise<Value>): Promise<Value> {
  const waited = new Promise<never>((_, fail) =>
    setImmediate(() => setImmediate(() => fail(new Error('hangs')))),
  );
  return Promise.race([promise, waited]);
}

const reader = createReader();
const parsers: Readonly<Record<string, (feed: Feed) => unknown>> = {
  claimwire: ({ bytes, contentType }) => readFeed(bytes, contentType, BASE),
  'claimwire, off the main thread': ({ bytes, contentType }) => reader.read(bytes, contentType, BASE),
  'rss-parser': (feed) => settled(new RssParser().parseString(textOf(feed))),
  feedsmith: (feed) => parseWithFeedsmith(textOf(feed)),
  '@rowanmanning/feed-parser': (feed) => parseWithRowan(textOf(feed)),
};

async function round(feeds: readonly Feed[], parse: (feed: Feed) => unknown) {
  const started = performance.now();
  let failed = 0;
  for (const feed of feeds) {
    try {
      await parse(feed);
    } catch {
      failed++;
    }
  }
  return { seconds: (performance.now() - started) / 1_000, failed };
}

const folder = process.argv[2] ?? process.env.EVAL_DATA;
if (folder === undefined) throw new Error('Say where the feeds are: npm run bench:feeds -- FOLDER');
const feeds = feedsOf(folder);
const megabytes = feeds.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
console.log(`${feeds.length} feeds, ${megabytes.toFixed(1)} MB; best of ${ROUNDS} rounds`);

const best = new Map<string, { seconds: number; failed: number }>();
for (let count = 0; count < ROUNDS; count++) {
  for (const [name, parse] of Object.entries(parsers)) {
    const result = await round(feeds, parse);
    if (result.seconds < (best.get(name)?.seconds ?? Number.POSITIVE_INFINITY)) best.set(name, result);
  }
}
await reader.close();

const rss = best.get('rss-parser')?.seconds ?? Number.NaN;
console.log(`${'parser'.padEnd(32)}  feeds/s    MB/s  failed  times rss-parser`);
for (const [name, { seconds, failed }] of best) {
  const cells = [
    (feeds.length / seconds).toFixed(0).padStart(7),
    (megabytes / seconds).toFixed(1).padStart(7),
    String(failed).padStart(7),
    (rss / seconds).toFixed(2).padStart(8),
  ];
  console.log(`${name.padEnd(32)}  ${cells.join(' ')}`);
}
const times = rss / (best.get('claimwire')?.seconds ?? Number.NaN);
console.log(
  `claimwire: ${times.toFixed(2)} times rss-parser; the goal is ${GOAL}: ${times >= GOAL ? 'met' : 'missed'}`,
);
console.log(`peak memory of this process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
