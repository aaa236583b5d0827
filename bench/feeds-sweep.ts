/**
 * What polling many feeds costs, with the real desk: store, matcher with the shipped claims, guarded fetch, one
 * request in half a second to each of 500 hosts. Everything is on loopback and in a folder that is removed.
 *   npm run bench:sweep [-- FEEDS]        10,000 feeds unless told otherwise
 * The first sweep finds every entry new, the second 95 % of the feeds unchanged; see feeds-server.ts. Meanwhile
 * `/claim withdrawal` is asked ten times a second.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { commands } from '../commands/index.ts';
import { createFrontDesk } from '../src/command/dispatch.ts';
import { loadConfig } from '../src/config.ts';
import { newFeed } from '../src/desk/feeds.ts';
import { createPoliteness } from '../src/feeds/hosts.ts';
import { createFetch } from '../src/feeds/http.ts';
import { createLog } from '../src/log.ts';
import { importedBy, newId, type Opened, openDesk, readTopic } from '../src/main.ts';
import { HOUR, instant } from '../src/model/time.ts';

const FEEDS = Number(process.argv[2] ?? 10_000);
const HOSTS = 500;
const POLITENESS = { atOnce: 2, spacing: 500 };
const BETWEEN_COMMANDS = 100;
/** No sweep takes longer on a machine that works. */
const LONGEST = 20 * 60_000;

let later = 0;
const now = () => instant(Date.now() + later);
const folder = mkdtempSync(join(tmpdir(), 'claimwire-sweep-'));
const server = fork(new URL('./feeds-server.ts', import.meta.url));
const limit = setTimeout(() => {
  console.error('The sweep took too long.');
  process.exit(1);
}, LONGEST);

async function openBenchDesk(port: number): Promise<Opened> {
  const allowHosts = Array.from({ length: HOSTS }, (_, host) => `h${host}.bench.example`);
  const proxy = { http: null, https: null, except: '' };
  // Every host of the bench is this machine.
  const fetch = createFetch({ allowHosts, proxy }, (_host, _options, callback) =>
    callback(null, [{ address: '127.0.0.1', family: 4 }]),
  );
  const config = loadConfig({ LOG_LEVEL: 'silent' }, folder);
  const opened = await openDesk({
    config,
    store: join(folder, 'sweep.db'),
    chats: [],
    now,
    web: { fetch, polite: createPoliteness(POLITENESS).run },
    newId,
    log: createLog('silent', process.stderr, []),
  });
  const topic = await readTopic(new URL('../topics/withdrawal.yaml', import.meta.url).pathname);
  await opened.desk.importTopic({ ...topic, feeds: [] }, importedBy('the bench'));
  await opened.deps.store.transaction(async (store) => {
    for (let feed = 0; feed < FEEDS; feed++) {
      const url = `http://h${feed % HOSTS}.bench.example:${port}/${feed}.xml`;
      await store.feeds.add(newFeed(url, `Feed ${feed}`, now()));
    }
  });
  return opened;
}

/** Asks `/claim withdrawal` until told to stop; resolves with how long each answer took, in milliseconds. */
async function keepAsking({ desk: { desk } }: Opened, stop: AbortSignal): Promise<number[]> {
  const took: number[] = [];
  const failed = (error: unknown) => {
    throw error;
  };
  // A front of its own, which does not set off a sweep after each command.
  const front = createFrontDesk({ commands, desk, roles: {}, reactions: {}, failed, done() {} });
  const person = { chat: 'terminal', id: 'bench', name: 'Bench', groups: [] };
  const place = { chat: 'terminal', channel: 'terminal', thread: null };
  while (!stop.aborted) {
    const started = performance.now();
    await front.say('/claim withdrawal', person, place);
    took.push(performance.now() - started);
    await new Promise((next) => setTimeout(next, BETWEEN_COMMANDS));
  }
  return took.toSorted((a, b) => a - b);
}

/** MB that a process has had in memory at the most, as Linux tells; NaN elsewhere. */
function peakOf(pid: number | 'self'): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}

async function sweep(opened: Opened, name: string): Promise<void> {
  const stop = new AbortController();
  const asking = keepAsking(opened, stop.signal);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const before = process.cpuUsage();
  const started = performance.now();
  const polls = await opened.desk.refresh();
  const seconds = (performance.now() - started) / 1_000;
  const cpu = process.cpuUsage(before);
  delay.disable();
  stop.abort();
  const took = await asking;
  const at = (share: number) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  const failed = polls.filter((poll) => poll.error !== null).length;
  const added = polls.reduce((sum, poll) => sum + poll.added, 0);
  const rows = {
    'feeds a second': (polls.length / seconds).toFixed(0),
    'processor ms a feed, the desk': ((cpu.user + cpu.system) / 1_000 / polls.length).toFixed(2),
    'new items': String(added),
    'failed polls': String(failed),
    '/claim meanwhile, ms: median, p99, worst': [at(0.5), at(0.99), at(1)]
      .map((ms) => ms.toFixed(0))
      .join(', '),
    'event loop held up, ms: p99, worst': [delay.percentile(99), delay.max]
      .map((ns) => (ns / 1e6).toFixed(0))
      .join(', '),
    'peak memory of the desk, MB': peakOf('self').toFixed(0),
  };
  console.log(`\n${name}: ${polls.length} feeds in ${seconds.toFixed(1)} s`);
  for (const [label, value] of Object.entries(rows)) console.log(`  ${label.padEnd(42)} ${value}`);
}

try {
  const [port] = await once(server, 'message');
  const opened = await openBenchDesk(port);
  await sweep(opened, 'First sweep, all new');
  server.send(2);
  later = 3 * HOUR;
  await sweep(opened, 'Second sweep, 95 % unchanged');
  await opened.close();
} finally {
  clearTimeout(limit);
  server.disconnect();
  rmSync(folder, { recursive: true, force: true });
}
