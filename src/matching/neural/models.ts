import { type ChildProcess, fork } from 'node:child_process';
import type { Answer, Found, Job } from './process.ts';
import type { Tagged } from './tagging.ts';

/** Numbers in a vector of the embedder. */
export const WIDTH = 384;
/** What a vector was made with: vectors of another name are made anew. */
export const EMBEDDER = 'claimwire-embedder-2';

/** What the judge tells apart, in the order of its logits. */
export const CLASSES = ['affirms', 'denies', 'observes', 'unrelated'] as const;

/** The models, in a process of their own: one that crashes or runs out of memory takes no desk with it. */
export interface Models {
  /** Resolves when they are loaded; rejects, with words for a person, if they cannot be. */
  readonly loaded: Promise<void>;
  /** Whether they answer now. */
  ready(): boolean;
  /** A unit vector of WIDTH for each text. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  /** For each claim and passage the logits of CLASSES. */
  judge(pairs: readonly (readonly [claim: string, passage: string])[]): Promise<Float32Array[]>;
  /** Who says what in a text, in its order. */
  tag(text: string): Promise<Tagged[]>;
  close(): void;
}

interface Waiting {
  readonly job: Job;
  readonly done: (found: Found) => void;
  readonly failed: (error: Error) => void;
  tries: number;
}

const SCRIPT = new URL('./process.ts', import.meta.url);
const MOST_TRIES = 2;

/** Starts the process at once; what is asked meanwhile waits. What a process that died left open is asked once more. */
export function startModels(script: URL = SCRIPT): Models {
  const waiting = new Map<number, Waiting>();
  let worker: ChildProcess | null = null;
  let isReady = false;
  let broken: Error | null = null;
  let next = 0;
  let settle: { done: () => void; failed: (error: Error) => void };
  const loaded = new Promise<void>((done, failed) => {
    settle = { done, failed };
  });
  // Whoever wants to know awaits it; nobody has to.
  loaded.catch(() => {});

  const giveUp = (error: Error) => {
    broken = error;
    isReady = false;
    // There is nothing left that it could be asked, and it must keep no program alive.
    worker?.kill('SIGKILL');
    settle.failed(error);
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
  };
  const hear = (answer: Answer) => {
    if ('ready' in answer) {
      isReady = true;
      settle.done();
      if (waiting.size === 0) idle();
    } else if ('broken' in answer) giveUp(new Error(answer.broken));
    else {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('fault' in answer) asked?.failed(new Error(answer.fault));
      else asked?.done(answer.found);
      if (waiting.size === 0) idle();
    }
  };
  const start = (): ChildProcess => {
    const fresh = fork(script, {
      // The desk's tokens are none of its business.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    fresh.on('message', (answer: Answer) => fresh === worker && hear(answer));
    fresh.on('exit', () => {
      if (fresh !== worker || broken) return;
      worker = null;
      const open = [...waiting.values()];
      const ended = new Error('The process of the models ended by itself');
      if (!isReady) return giveUp(ended);
      isReady = false;
      for (const one of open) {
        one.tries += 1;
        if (one.tries < MOST_TRIES) continue;
        waiting.delete(one.job.id);
        one.failed(ended);
      }
      worker = start();
      for (const { job } of waiting.values()) worker.send(job);
    });
    return fresh;
  };
  // One with nothing to do keeps no program alive.
  const idle = () => {
    worker?.unref();
    worker?.channel?.unref();
  };
  const ask = <One>(job: Omit<Job, 'id'>, many: number): Promise<One[]> => {
    if (many === 0) return Promise.resolve([]);
    if (broken) return Promise.reject(broken);
    const whole = { ...job, id: next++ } as Job;
    return new Promise<Found>((done, failed) => {
      waiting.set(whole.id, { job: whole, done, failed, tries: 0 });
      worker?.ref();
      worker?.channel?.ref();
      worker?.send(whole);
    }) as Promise<One[]>;
  };

  worker = start();
  return {
    loaded,
    ready: () => isReady,
    embed: (texts) => ask({ embed: texts }, texts.length),
    judge: (pairs) => ask({ judge: pairs }, pairs.length),
    tag: (text) => ask({ tag: text }, text.length),
    close: () => giveUp(new Error('The models are closed')),
  };
}
