import type { Chat } from '../chat/chat.ts';
import type { Desk } from '../command/desk.ts';
import { messageOf } from '../errors.ts';
import { plus } from '../model/time.ts';
import { STORY_WINDOW } from '../stories/cluster.ts';
import type { DeskDeps } from './deps.ts';

/**
 * Hears what people wrote in the threads of a chat's open stories after the last post that was heard there. One that
 * was heard already is kept once; a thread that cannot be read holds up no other.
 */
export async function catchUp(
  { store, now, log }: Pick<DeskDeps, 'store' | 'now' | 'log'>,
  chat: Chat | undefined,
  hear: Desk['hear'],
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
      for (const post of await chat.posts(channel, threadRef, marks[n] ?? null)) await hear(post);
    } catch (error) {
      log.warn({ chat: chat.name, channel, error: messageOf(error) }, 'a thread could not be read again');
    }
  }
}
