import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const LONGEST = 15_000;

/** The recording that the trial plays. */
export const RECORDING = fileURLToPath(new URL('../../topics/withdrawal', import.meta.url));

/** How a run of the program ended. */
export interface Ran {
  /** Null if it had to be killed. */
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Given {
  readonly cwd: string;
  readonly input?: string;
  /** Nothing of the tests' own environment but PATH goes along. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the real program; `ended` never takes longer than 15 seconds. */
export function start(args: readonly string[], { cwd, env = {} }: Given) {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    timeout: LONGEST,
    killSignal: 'SIGKILL',
  });
  let out = '';
  let err = '';
  let look = () => {};
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    look();
  });
  // It may end without having read what it is given.
  child.stdin.on('error', () => {});
  const ended = new Promise<Ran>((resolve) => {
    child.on('close', (status) => resolve({ status, out, err }));
  });
  return {
    child,
    ended,
    /** Settles when the text has been printed, or the program has ended without it. */
    async printed(text: string): Promise<boolean> {
      await Promise.race([
        ended,
        new Promise<void>((resolve) => {
          look = () => {
            if ((out + err).includes(text)) resolve();
          };
          look();
        }),
      ]);
      return (out + err).includes(text);
    },
  };
}

/** Runs the program to its end. */
export function claimwire(args: readonly string[], given: Given): Promise<Ran> {
  const { child, ended } = start(args, given);
  child.stdin.end(given.input ?? '');
  return ended;
}

const folders: string[] = [];
// Not after each test: they run side by side, where vitest cannot tell whose hook it is.
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true, force: true }))));

/** A folder with these files, gone when the file's tests are over. */
export async function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'claimwire-cli-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}

/** The lines of JSON that were printed. */
export function rows(out: string): Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

export const TOPIC = `slug: harbour
title: The harbour
claims:
  - slug: harbour-closed
    statement: The harbour of Basra is closed
    aliases: [Basra harbour closes]
`;
