import { setTimeout } from 'node:timers/promises';
import type { Chat } from '../chat/chat.ts';
import { Later, Refused } from '../chat/faults.ts';
import type { Desk } from '../command/desk.ts';
import { messageOf } from '../errors.ts';
import type { Post } from '../model/alert.ts';
import { plus, SECOND } from '../model/time.ts';
import { STORY_WINDOW } from '../stories/cluster.ts';
import type { DeskDeps } from './deps.ts';

/** Tries of a thread that cannot be read; a rate limit is no such thing, and is waited out. */
const MOST_TRIES = 5;

/**
 * Hears what people wrote in the threads of a chat's open stories after the last post that was heard there. One that
 * was heard already is kept once; a thread that cannot be read holds up no other.
 */
export async function catchUp(
  { store, now, log }: Pick<DeskDeps, 'store' | 'now' | 'log'>,
  chat: Chat | undefined,
  hear: Desk['hear'],
  wait: (milliseconds: number) => Promise<void> = unheld,
): Promise<void> {
  if (!chat) return;
  const threads = await store.threads.open(chat.name, plus(now(), -STORY_WINDOW));
  // All marks before anything is asked: whoever writes meanwhile is heard, and moves the mark past what was missed.
  const marks: (string | null)[] = [];
  for (const { channel, storyId } of threads) {
    const own = (await store.threads.posts(storyId)).filter(
      (post) => post.chat === chat.name && post.channel === channel,
    );
    marks.push(own.at(-1)?.ref ?? null);
  }
  for (const [n, { channel, threadRef }] of threads.entries()) {
    if (threadRef === null) continue;
    try {
      const missed = await patiently(() => chat.posts(channel, threadRef, marks[n] ?? null), wait);
      for (const post of missed) await hear(post);
    } catch (error) {
      log.warn({ chat: chat.name, channel, error: messageOf(error) }, 'a thread could not be read again');
    }
  }
}

async function patiently(
  read: () => Promise<readonly Post[]>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<readonly Post[]> {
  for (let failures = 0; ; ) {
    try {
      return await read();
    } catch (error) {
      const isLater = error instanceof Later;
      if (!isLater && (error instanceof Refused || ++failures === MOST_TRIES)) throw error;
      await wait(isLater ? error.wait : SECOND * 2 ** failures);
    }
  }
}

/** A wait that keeps no process from ending. */
async function unheld(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds, undefined, { ref: false });
}
