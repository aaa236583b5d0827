import { Worker } from 'node:worker_threads';
import { UserError } from '../errors.ts';
import type { FeedDocument } from '../model/feed.ts';
import { SECOND } from '../model/time.ts';
import { isCompressed } from './inflate.ts';
import { placeOf } from './place.ts';
import { readFeed } from './read.ts';
import type { Answer, Job } from './reader-worker.ts';
import type { Note } from './repairs.ts';

/**
 * Reads feeds one after another, those that may take long off the main thread, so that the desk answers while a
 * monster is read.
 */
export interface Reader {
  /**
   * As `readFeed`. Throws UserError also where a document takes too long or too much memory: that costs the
   * worker, which is started anew for the next document.
   */
  read(bytes: Uint8Array, contentType: string | null, url: string, note?: Note): Promise<FeedDocument>;
  /** Ends the worker; what is still being read or waits is refused. */
  close(): Promise<void>;
}

export interface ReaderLimits {
  /** Bytes that a document may have and still be read at once, on the main thread. */
  readonly inline: number;
  /** Milliseconds that one document may take, and that an idle worker is kept. */
  readonly deadline: number;
  readonly idle: number;
  /** MB of heap that reading may take. */
  readonly heap: number;
  /** What the worker runs. */
  readonly script: URL;
}

/**
 * Three feeds in four are read at once, which takes some milliseconds, and even the worst that were made
 * for it a tenth of a second: a worker takes 60 MB and, to start, a fifth of a second.
 */
const LIMITS: ReaderLimits = {
  inline: 64 * 1_024,
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

/** A reader whose worker is started with the first document and ended when there was none for a while. */
export function createReader(limits: Partial<ReaderLimits> = {}): Reader {
  const { inline, deadline, idle, heap, script } = { ...LIMITS, ...limits };
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let current: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;

  const started = (): Worker => {
    const fresh = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: heap } });
    // A worker that was given up is no longer listened to, whatever it still says.
    const own = (listener: () => void) => () => worker === fresh && listener();
    fresh.on('message', (answer: Answer) => own(() => finish((waiting) => settle(waiting, answer)))());
    fresh.on('error', (error: NodeJS.ErrnoException) => own(() => lose(faultOf(error)))());
    fresh.on(
      'exit',
      own(() => lose(() => new Error('The worker that reads feeds ended by itself'))),
    );
    return fresh;
  };
  const drop = (): Promise<unknown> => {
    clearTimeout(timer);
    const dropped = worker?.terminate();
    worker = null;
    return Promise.resolve(dropped);
  };
  const lose = (reason: (url: string) => Error): void => {
    void drop();
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
      // An idle worker keeps no process alive.
      worker?.unref();
      if (worker) timer = setTimeout(drop, idle).unref();
      return;
    }
    clearTimeout(timer);
    worker ??= started();
    worker.ref();
    worker.postMessage(current.job);
    timer = setTimeout(() => lose(tooSlow), deadline);
  };

  return {
    read(bytes, contentType, url, note = () => {}) {
      if (bytes.length <= inline && !isCompressed(bytes)) return readFeed(bytes, contentType, url, note);
      return new Promise((done, failed) => {
        queue.push({ job: { bytes, contentType, url }, note, done, failed });
        next();
      });
    },
    async close() {
      const refused = [current, ...queue.splice(0)];
      current = null;
      await drop();
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

function faultOf(error: NodeJS.ErrnoException): (url: string) => Error {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return () => error;
  return (url) =>
    new UserError(
      `${placeOf(url)} takes too much memory to read: ask the publisher for a feed with fewer entries.`,
    );
}
