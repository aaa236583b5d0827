// How long a newcomer waits for the prompt of the terminal desk, and what the idle desk keeps in memory.
// npm run bench:start [-- RUNS]; ends with status 1 where a median misses its target.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const TARGET_MS = 2_000;
const TARGET_MB = 150;
/** Until the first look at the feeds is over, also where there is no network. */
const SETTLE_MS = 5_000;
const LONGEST_MS = 30_000;
const RUNS = Number(process.argv[2] ?? 5);

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Gives a program a terminal, where the system has it. */
const RECORDER = 'script';
/** With a terminal the desk shows a prompt; without one, its last words before the commands are as near. */
const TERMINAL = spawnSync(RECORDER, ['--version'], { stdio: 'ignore' }).status === 0;
const PROMPT = TERMINAL ? ['claimwire> '] : ['The recording is over.', 'was played before'];

/** The command of `npm start`, with the program's whole path. */
function commandOfStart(): string {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [, ...rest] = String(scripts.start).split(' ');
  const words = rest.map((word) => (word.endsWith('.ts') ? join(ROOT, word) : word));
  return [process.execPath, ...words].map((word) => `'${word}'`).join(' ');
}

interface Desk {
  readonly shell: ChildProcess;
  /** From the start of the process to its prompt, in milliseconds. */
  readonly ms: number;
  readonly pid: number;
}

/** Starts the desk in a folder and waits for its prompt. */
async function startDesk(folder: string): Promise<Desk> {
  // `exec` keeps the shell's process id, which is the one to ask for memory and to stop.
  const command = `echo $$ > pid; exec ${commandOfStart()}`;
  // Its own TMPDIR, so that nothing compiled by an earlier run helps the first one.
  const env = { PATH: process.env.PATH, TERM: 'xterm', TMPDIR: folder };
  const [program, ...args] = TERMINAL ? [RECORDER, '-qec', command, '/dev/null'] : ['sh', '-c', command];
  const began = performance.now();
  const shell = spawn(program ?? '', args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'inherit'] });
  const limit = AbortSignal.timeout(LONGEST_MS);
  let seen = '';
  try {
    await new Promise<void>((resolve, reject) => {
      shell.stdout.on('data', (chunk: Buffer) => {
        seen += chunk;
        if (PROMPT.some((text) => seen.includes(text))) resolve();
      });
      shell.on('close', () => reject(new Error(`The desk ended before its prompt:\n${seen}`)));
      limit.onabort = () => reject(new Error(`No prompt after ${LONGEST_MS / 1_000} s:\n${seen}`));
    });
  } catch (error) {
    stop(shell, folder, 'SIGKILL');
    throw error;
  }
  const ms = performance.now() - began;
  return { shell, ms, pid: pidIn(folder) };
}

function pidIn(folder: string): number {
  return Number(readFileSync(join(folder, 'pid'), 'utf8'));
}

function stop(shell: ChildProcess, folder: string, signal: NodeJS.Signals): void {
  if (shell.exitCode !== null) return;
  process.kill(pidIn(folder), signal);
}

/** Tells the desk to stop and waits for it, but not for ever. */
async function end({ shell }: Desk, folder: string): Promise<void> {
  const closed = new Promise((resolve) => shell.once('close', resolve));
  stop(shell, folder, 'SIGTERM');
  const waiting = new AbortController();
  const late = setTimeout(LONGEST_MS, 'late', { signal: waiting.signal }).catch(() => {});
  if ((await Promise.race([closed, late])) === 'late') stop(shell, folder, 'SIGKILL');
  waiting.abort();
}

/** Resident memory of a process, in megabytes. */
function memoryOf(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1_024;
}

const first: number[] = [];
const second: number[] = [];
const memory: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const folder = mkdtempSync(join(tmpdir(), 'claimwire-bench-'));
  try {
    const fresh = await startDesk(folder);
    first.push(fresh.ms);
    await setTimeout(SETTLE_MS);
    memory.push(memoryOf(fresh.pid));
    await end(fresh, folder);
    const again = await startDesk(folder);
    second.push(again.ms);
    await end(again, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(what: string, values: readonly number[], target: number, unit: string) {
  const sorted = values.toSorted((a, b) => a - b);
  const median = Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
  const worst = Math.round(sorted.at(-1) ?? Number.NaN);
  return { what, median, worst, target, unit, met: median <= target };
}

const rows = [
  row('first start, with the recording', first, TARGET_MS, 'ms'),
  row('second start', second, TARGET_MS, 'ms'),
  row('idle memory after the recording', memory, TARGET_MB, 'MB'),
];
console.log(
  `${RUNS} runs, Node ${process.versions.node}, ${TERMINAL ? 'in a terminal' : 'without a terminal'}`,
);
console.table(rows);
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
