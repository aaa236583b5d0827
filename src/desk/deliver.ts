import type { Chat } from '../chat/chat.ts';
import { messageOf, UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Delivery, Thread } from '../model/alert.ts';
import { type Now, plus, SECOND } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { tellFault } from './fault-notice.ts';

const MOST_ATTEMPTS = 8;
const LONGEST_WAIT = 900 * SECOND;

export interface Deliverer {
  /** Sends all that is due; resolves when nothing more is. Calls while one is under way share it. */
  drain(): Promise<void>;
}

export interface DelivererDeps {
  readonly store: Store;
  readonly chats: ReadonlyMap<string, Chat>;
  readonly now: Now;
  readonly log: Log;
}

/** The outbox's way out: each channel in its order, channels side by side. */
export function createDeliverer({ store, chats, now, log }: DelivererDeps): Deliverer {
  let running: Promise<void> | null = null;
  let again = false;

  async function drainAll(): Promise<void> {
    do {
      again = false;
      for (let due = await ready(); due.length > 0; due = await ready()) await Promise.all(due.map(attempt));
    } while (again);
  }

  async function ready(): Promise<Delivery[]> {
    return (await store.outbox.due(now())).filter((delivery) => chats.has(delivery.chat));
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const attempts = delivery.attempts + 1;
    await store.outbox.change(delivery.id, { status: 'in-flight', attempts });
    try {
      const { ref, found } = await send(delivery);
      await store.transaction(async (within) => {
        if (found) await keepDiscussion(within, delivery, found);
        await within.outbox.change(delivery.id, { status: 'sent', error: null, ref });
      });
    } catch (cause) {
      const parked = cause instanceof NeverPosted || attempts >= MOST_ATTEMPTS;
      const wait = Math.min(LONGEST_WAIT, SECOND * 2 ** attempts);
      log.warn({ delivery: delivery.key, attempts, parked, error: messageOf(cause) }, 'delivery failed');
      await store.outbox.change(delivery.id, {
        status: parked ? 'parked' : 'pending',
        error: messageOf(cause),
        notBefore: plus(now(), wait),
      });
      if (cause instanceof UserError) await tellFault(store, delivery, cause, now());
    }
  }

  /** Does the step; tells what the message is called, and the discussion where the step found out more of it. */
  async function send(delivery: Delivery): Promise<{ ref: string | null; found: Discussion | null }> {
    const { chat: name, channel, action, key } = delivery;
    const chat = chats.get(name);
    if (!chat) throw new Error(`no chat ${name}`);
    if (action.do === 'notice') return { ref: await chat.post(channel, action.message, key), found: null };
    const discussion = await discussionOf(store, delivery);
    switch (action.do) {
      case 'post': {
        const messageRef = await chat.post(channel, action.message, key);
        return { ref: messageRef, found: { ...discussion, messageRef } };
      }
      case 'open-thread': {
        const { title } = action;
        const threadRef = await chat.openThread(channel, known(discussion.messageRef), title, key);
        return { ref: null, found: { ...discussion, threadRef } };
      }
      case 'reply': {
        const { message, broadcast = false } = action;
        const ref = await chat.reply(channel, known(discussion.threadRef), message, key, broadcast);
        return { ref, found: null };
      }
      case 'update': {
        const ref = known(discussion.messageRef);
        await chat.update(channel, null, ref, action.message);
        return { ref, found: null };
      }
      case 'change': {
        const ref = known((await store.outbox.byKey(action.of))?.ref ?? null);
        await chat.update(channel, known(discussion.threadRef), ref, action.message);
        return { ref, found: null };
      }
      case 'remove': {
        const ref = known((await store.outbox.byKey(action.of))?.ref ?? null);
        await chat.remove(channel, known(discussion.threadRef), ref);
        return { ref: null, found: null };
      }
    }
  }

  return {
    drain() {
      again = true;
      running ??= drainAll().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** Where a discussion stands: that of a story or, for no story, of what the channel is asked. */
type Discussion = Pick<Thread, 'messageRef' | 'threadRef'>;

async function discussionOf(store: Store, { chat, channel, storyId }: Delivery): Promise<Discussion> {
  if (storyId === null) return (await store.channels.get(chat, channel)).review;
  const threads = await store.threads.ofStory(storyId);
  const thread = threads.find((one) => one.chat === chat && one.channel === channel);
  if (!thread) throw new NeverPosted();
  return thread;
}

async function keepDiscussion(
  store: Store,
  { chat, channel, storyId }: Delivery,
  { messageRef, threadRef }: Discussion,
): Promise<void> {
  if (storyId === null) await store.channels.change(chat, channel, { review: { messageRef, threadRef } });
  else await store.threads.save({ storyId, chat, channel, messageRef, threadRef });
}

/** The step builds on one that was parked, so trying it again cannot help. */
class NeverPosted extends Error {
  override readonly message = 'the alert or thread that it belongs to was never posted';
}

function known(ref: string | null): string {
  if (ref === null) throw new NeverPosted();
  return ref;
}
