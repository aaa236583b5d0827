/**
 * How many feeds a second the reader reads, against other parsers on the same feeds in the same run.
 *   node bench/feeds-reader.ts FOLDER     (or EVAL_DATA=FOLDER; npm run bench:feeds runs it too)
 * FOLDER, or `feeds` in it, holds manifest.jsonl, lines {file, kind, ct}, and the files under corpus/. Those of
 * kind `real` are read; all of them if none is. Each parser is given what it takes, which is text for all but
 * claimwire, in the charset that claimwire finds; the time for that counts for each. Each has a process of its own,
 * so that nobody pays for what another has left on the heap; best of nine rounds, taken in turns of three.
 */
import { execFileSync } from 'node:child_process';
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
const TURNS = 3;
const ROUNDS = 3;
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
const PARSERS: Readonly<Record<string, (feed: Feed) => unknown>> = {
  claimwire: ({ bytes, contentType }) => readFeed(bytes, contentType, BASE),
  'claimwire, off the main thread': ({ bytes, contentType }) => reader.read(bytes, contentType, BASE),
  'rss-parser': (feed) => settled(new RssParser().parseString(textOf(feed))),
  feedsmith: (feed) => parseWithFeedsmith(textOf(feed)),
  '@rowanmanning/feed-parser': (feed) => parseWithRowan(textOf(feed)),
};

interface Result {
  readonly seconds: number;
  readonly failed: number;
  /** MB, the feeds themselves included. */
  readonly peak: number;
}

async function round(feeds: readonly Feed[], parse: (feed: Feed) => unknown): Promise<Result> {
  const started = performance.now();
  let failed = 0;
  for (const feed of feeds) {
    try {
      await parse(feed);
    } catch {
      failed++;
    }
  }
  const seconds = (performance.now() - started) / 1_000;
  return { seconds, failed, peak: process.resourceUsage().maxRSS / 1_024 };
}

function better(one: Result | undefined, other: Result): Result {
  return one !== undefined && one.seconds < other.seconds ? { ...one, peak: other.peak } : other;
}

/** What a process of its own finds; see `measure`. */
function measured(parser: string, folder: string): Result {
  const file = import.meta.filename;
  return JSON.parse(execFileSync(process.execPath, [file, folder, parser], { encoding: 'utf8' }));
}

async function measure(parse: (feed: Feed) => unknown, feeds: readonly Feed[]): Promise<void> {
  let best: Result | undefined;
  for (let count = 0; count < ROUNDS; count++) best = better(best, await round(feeds, parse));
  await reader.close();
  console.log(JSON.stringify(best));
}

function compare(folder: string, feeds: readonly Feed[]): void {
  const megabytes = feeds.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  console.log(`${feeds.length} feeds, ${megabytes.toFixed(1)} MB; best of ${TURNS * ROUNDS} rounds`);
  const best = new Map<string, Result>();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const name of Object.keys(PARSERS)) best.set(name, better(best.get(name), measured(name, folder)));
  }
  const rss = best.get('rss-parser')?.seconds ?? Number.NaN;
  console.log(`${'parser'.padEnd(32)}  feeds/s    MB/s  failed  peak MB  times rss-parser`);
  for (const [name, { seconds, failed, peak }] of best) {
    const cells = [
      (feeds.length / seconds).toFixed(0).padStart(7),
      (megabytes / seconds).toFixed(1).padStart(7),
      String(failed).padStart(7),
      peak.toFixed(0).padStart(8),
      (rss / seconds).toFixed(2).padStart(8),
    ];
    console.log(`${name.padEnd(32)}  ${cells.join(' ')}`);
  }
  const times = rss / (best.get('claimwire')?.seconds ?? Number.NaN);
  const verdict = times >= GOAL ? 'met' : 'missed';
  console.log(`claimwire: ${times.toFixed(2)} times rss-parser; the goal is ${GOAL}: ${verdict}`);
}

const [, , folder = process.env.EVAL_DATA, parser] = process.argv;
if (folder === undefined) throw new Error('Say where the feeds are: npm run bench:feeds -- FOLDER');
const parse = PARSERS[parser ?? ''];
if (parse) await measure(parse, feedsOf(folder));
else compare(folder, feedsOf(folder));
