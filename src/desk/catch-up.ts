import { setTimeout } from 'node:timers/promises';
import type { Chat } from '../chat/chat.ts';
import { Later, Refused } from '../chat/faults.ts';
import type { Desk } from '../command/desk.ts';
import { messageOf } from '../errors.ts';
import { plus, SECOND } from '../model/time.ts';
import { STORY_WINDOW } from '../stories/cluster.ts';
import type { DeskDeps } from './deps.ts';

/** Tries of a thread that cannot be read. */
const MOST_TRIES = 5;
/** How often in a row a chat may put the desk off before it is left alone until it is connected anew. */
const MOST_DELAYS = 20;

/** A thread in which something may have been missed. */
interface Gap {
  readonly channel: string;
  readonly thread: string;
  /** The last post that was heard there before. */
  readonly after: string | null;
  failures: number;
  /** The chat was lost once more since it was last read. */
  again: boolean;
}

/**
 * Hears what people wrote in the threads of a chat's open stories after the last post that was heard there, each time the
 * chat is connected. What was heard already is kept once. Threads that cannot be read are tried again when all others were,
 * rate limits are waited out. Resolves when nothing more is to be read; never twice at a time for one chat.
 */
export function createCatchUp(
  { store, now, log }: Pick<DeskDeps, 'store' | 'now' | 'log'>,
  chats: ReadonlyMap<string, Chat>,
  hear: Desk['hear'],
  wait: (milliseconds: number) => Promise<void> = unheld,
): (chat: string) => Promise<void> {
  const missed = new Map<string, Map<string, Gap>>();
  const working = new Map<string, Promise<void>>();

  /** All gaps before anything is asked: whoever writes meanwhile is heard, and moves the last post past what was missed. */
  async function note(chat: string): Promise<Map<string, Gap>> {
    const gaps = missed.get(chat) ?? new Map<string, Gap>();
    missed.set(chat, gaps);
    for (const { channel, storyId, threadRef } of await store.threads.open(
      chat,
      plus(now(), -STORY_WINDOW),
    )) {
      if (threadRef === null) continue;
      const key = `${channel} ${threadRef}`;
      const known = gaps.get(key);
      const posts = await store.threads.posts(storyId);
      const last = posts.findLast((post) => post.chat === chat && post.channel === channel);
      if (known) known.again = true;
      else gaps.set(key, { channel, thread: threadRef, after: last?.ref ?? null, failures: 0, again: false });
    }
    return gaps;
  }

  async function work(chat: Chat, gaps: Map<string, Gap>): Promise<void> {
    for (let delays = 0; gaps.size > 0; ) {
      let pause = 0;
      for (const [key, gap] of [...gaps]) {
        gap.again = false;
        try {
          for (const post of await chat.posts(gap.channel, gap.thread, gap.after)) await hear(post);
          delays = 0;
          if (!gap.again) gaps.delete(key);
        } catch (error) {
          if (error instanceof Later) {
            pause = error.wait;
            if (++delays === MOST_DELAYS) {
              log.warn(
                { chat: chat.name, threads: gaps.size },
                'threads could not be read again: put off too often',
              );
              gaps.clear();
            }
            break;
          }
          gap.failures += 1;
          if (error instanceof Refused || gap.failures === MOST_TRIES) {
            gaps.delete(key);
            const where = { chat: chat.name, channel: gap.channel };
            log.warn({ ...where, error: messageOf(error) }, 'a thread could not be read again');
          } else pause = Math.max(pause, SECOND * 2 ** gap.failures);
        }
      }
      if (gaps.size > 0) await wait(pause);
    }
  }

  return async (name) => {
    const chat = chats.get(name);
    if (!chat) return;
    const gaps = await note(name);
    while (gaps.size > 0) {
      const run = working.get(name) ?? work(chat, gaps).finally(() => working.delete(name));
      working.set(name, run);
      await run;
    }
  };
}

/** A wait that keeps no process from ending. */
async function unheld(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds, undefined, { ref: false });
}
