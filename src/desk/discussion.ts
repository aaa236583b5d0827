import type { Desk } from '../command/desk.ts';
import type { DeskDeps } from './deps.ts';

/** What people write in the threads of stories. */
export function discussionUseCases({
  store,
  now,
}: Pick<DeskDeps, 'store' | 'now'>): Pick<Desk, 'hear' | 'amend' | 'buttonsOf'> {
  return {
    async hear(post) {
      const thread = await store.threads.byRef(post.chat, post.threadRef);
      if (thread) await store.threads.keepPost(thread.storyId, post);
      return thread !== null;
    },
    async amend(post, text) {
      await store.threads.amendPost(post, text, now());
    },
    async buttonsOf({ chat, channel }, ref) {
      const sent = await store.outbox.byRef(chat, channel, ref);
      return sent && 'message' in sent.action ? sent.action.message.buttons : [];
    },
  };
}
