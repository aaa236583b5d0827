import { type ChildProcess, fork } from 'node:child_process';
import { UserError } from '../errors.ts';
import type { FeedDocument } from '../model/feed.ts';
import { SECOND } from '../model/time.ts';
import { placeOf } from './place.ts';
import type { Answer, Job } from './reader-worker.ts';
import type { Note } from './repairs.ts';

/** Reads feeds one after another in a process of its own, so that the desk answers while a monster is read. */
export interface Reader {
  /**
   * As `readFeed`. Throws UserError also where a document takes too long or too much memory: that costs the
   * process, which is started anew for the next document.
   */
  read(bytes: Uint8Array, contentType: string | null, url: string, note?: Note): Promise<FeedDocument>;
  /** Ends the process; what is still being read or waits is refused. */
  close(): Promise<void>;
}

export interface ReaderLimits {
  /** Milliseconds that one document may take, and that an idle process is kept. */
  readonly deadline: number;
  readonly idle: number;
  /** MB of heap that reading may take. */
  readonly heap: number;
  /** What the process runs. */
  readonly script: URL;
}

const LIMITS: ReaderLimits = {
  deadline: 10 * SECOND,
  idle: 10 * SECOND,
  heap: 256,
  script: new URL('./reader-worker.ts', import.meta.url),
};

interface Waiting {
  readonly job: Job;
  readonly note: Note;
  readonly done: (document: FeedDocument) => void;
  readonly failed: (error: Error) => void;
}

/** A reader whose process is started with the first document and ended when there was none for a while. */
export function createReader(limits: Partial<ReaderLimits> = {}): Reader {
  const { deadline, idle, heap, script } = { ...LIMITS, ...limits };
  const queue: Waiting[] = [];
  let worker: ChildProcess | null = null;
  let current: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;

  const started = (): ChildProcess => {
    // A process, not a thread: its memory goes back to the system when it ends, and only it dies of a lack of it.
    const fresh = fork(script, {
      execArgv: [`--max-old-space-size=${heap}`],
      // The desk's tokens are none of its business, nor of what the system keeps of it when it runs out of memory.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // A process that was given up is no longer listened to, whatever it still says.
    const own = (listener: () => void) => () => worker === fresh && listener();
    fresh.on('message', (answer: Answer) => own(() => finish((waiting) => settle(waiting, answer)))());
    fresh.on('error', (error) => own(() => lose(() => error))());
    fresh.on('exit', (_code, signal) => own(() => lose(signal === 'SIGABRT' ? tooLarge : ended))());
    return fresh;
  };
  const drop = (): void => {
    clearTimeout(timer);
    worker?.kill('SIGKILL');
    worker = null;
  };
  const lose = (reason: (url: string) => Error): void => {
    drop();
    finish(({ job, failed }) => failed(reason(job.url)));
  };
  const finish = (settled: (waiting: Waiting) => void): void => {
    clearTimeout(timer);
    const finished = current;
    current = null;
    if (finished) settled(finished);
    next();
  };
  const next = (): void => {
    if (current !== null) return;
    current = queue.shift() ?? null;
    if (current === null) {
      // An idle one keeps no desk alive.
      worker?.unref();
      worker?.channel?.unref();
      if (worker) timer = setTimeout(drop, idle).unref();
      return;
    }
    clearTimeout(timer);
    worker ??= started();
    worker.ref();
    worker.channel?.ref();
    worker.send(current.job);
    timer = setTimeout(() => lose(tooSlow), deadline);
  };

  return {
    read: (bytes, contentType, url, note = () => {}) =>
      new Promise((done, failed) => {
        queue.push({ job: { bytes, contentType, url }, note, done, failed });
        next();
      }),
    async close() {
      const refused = [current, ...queue.splice(0)];
      current = null;
      drop();
      for (const waiting of refused) waiting?.failed(new UserError('Reading stopped: claimwire is closing.'));
    },
  };
}

function settle({ note, done, failed }: Waiting, answer: Answer): void {
  if ('repairs' in answer) for (const repair of answer.repairs) note(repair);
  if ('fault' in answer) failed(new Error(`Reading a feed failed: ${answer.fault}`));
  else if ('refused' in answer) failed(new UserError(answer.refused));
  else done(answer.document);
}

function tooSlow(url: string): UserError {
  return new UserError(`${placeOf(url)} takes too long to read, which no real feed does: check the address.`);
}

/** V8 aborts a process that has reached the limit of its heap. */
function tooLarge(url: string): UserError {
  return new UserError(
    `${placeOf(url)} takes too much memory to read: ask the publisher for a feed with fewer entries.`,
  );
}

function ended(): Error {
  return new Error('The process that reads feeds ended by itself');
}
