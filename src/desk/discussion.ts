import type { Desk } from '../command/desk.ts';
import type { DeliveryAction, Post, Thread } from '../model/alert.ts';
import { type Message, message } from '../model/message.ts';
import type { Store } from '../storage/store.ts';
import type { DeskDeps } from './deps.ts';

/**
 * What people write in the threads of stories: kept and, where the desk wants one discussion on all its chats, carried
 * over to the story's other threads. Adapters hear people alone, so nothing that was carried over comes back.
 */
export function discussionUseCases({
  store,
  now,
  newId,
  settings: { mirror },
}: Pick<DeskDeps, 'store' | 'now' | 'newId' | 'settings'>): Pick<Desk, 'hear' | 'amend' | 'buttonsOf'> {
  return {
    async hear(post) {
      const thread = await store.threads.byRef(post.chat, post.threadRef);
      if (!thread) return false;
      await store.transaction(async (within) => {
        const isNew = await within.threads.keepPost(thread.storyId, post);
        if (!isNew || !mirror) return;
        for (const other of await othersOf(within, thread.storyId, post))
          await queue(within, other, keyOf(post, other), { do: 'reply', message: carried(post) });
      });
      return true;
    },
    async amend({ chat, channel, ref }, text) {
      await store.transaction(async (within) => {
        const post = await within.threads.postByRef(chat, channel, ref);
        if (!post || !(await within.threads.amendPost(post, text, now()))) return;
        for (const other of await othersOf(within, post.storyId, post)) {
          const of = keyOf(post, other);
          // What was written before the desk carried posts over is not there to be changed.
          if (!(await within.outbox.byKey(of))) continue;
          const action: DeliveryAction =
            text === null ? { do: 'remove', of } : { do: 'change', of, message: carried({ ...post, text }) };
          await queue(within, other, `${of}/${newId()}`, action);
        }
      });
    },
    async buttonsOf({ chat, channel }, ref) {
      const sent = await store.outbox.byRef(chat, channel, ref);
      return sent && 'message' in sent.action ? sent.action.message.buttons : [];
    },
  };

  function queue(within: Store, to: Thread, key: string, action: DeliveryAction): Promise<void> {
    return within.outbox.add(key, to, action, now());
  }
}

/** The story's threads in other channels. */
async function othersOf(
  store: Store,
  storyId: string,
  post: Pick<Post, 'chat' | 'channel'>,
): Promise<Thread[]> {
  const threads = await store.threads.ofStory(storyId);
  return threads.filter(({ chat, channel }) => chat !== post.chat || channel !== post.channel);
}

function keyOf({ chat, channel, ref }: Pick<Post, 'chat' | 'channel' | 'ref'>, to: Thread): string {
  return `mirror/${chat}/${channel}/${ref}/${to.chat}/${to.channel}`;
}

/** A post as the other threads show it: who wrote it, and on which platform. */
function carried({ author, chat, text }: Pick<Post, 'author' | 'chat' | 'text'>): Message {
  const platform = chat.charAt(0).toUpperCase() + chat.slice(1);
  return message(`${author} on ${platform}`, [{ kind: 'text', text }]);
}
