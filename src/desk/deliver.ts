import type { Chat } from '../chat/chat.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Delivery, Thread } from '../model/alert.ts';
import { type Now, plus, SECOND } from '../model/time.ts';
import type { Store } from '../storage/store.ts';

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
      const thread = await send(delivery);
      await store.transaction(async (within) => {
        if (thread) await within.threads.save(thread);
        await within.outbox.change(delivery.id, { status: 'sent', error: null });
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
    }
  }

  /** Does the step; returns the story's thread where the step found out more of it. */
  async function send({ chat: name, channel, storyId, action, key }: Delivery): Promise<Thread | null> {
    const chat = chats.get(name);
    if (!chat) throw new Error(`no chat ${name}`);
    if (action.do === 'notice') {
      await chat.post(channel, action.message, key);
      return null;
    }
    const threads = await store.threads.ofStory(storyId ?? '');
    const thread = threads.find((one) => one.chat === name && one.channel === channel);
    if (!thread) throw new NeverPosted();
    switch (action.do) {
      case 'post':
        return { ...thread, messageRef: await chat.post(channel, action.message, key) };
      case 'open-thread':
        return {
          ...thread,
          threadRef: await chat.openThread(channel, known(thread.messageRef), action.title, key),
        };
      case 'reply':
        await chat.reply(channel, known(thread.threadRef), action.message, key);
        return null;
      case 'update':
        await chat.update(channel, known(thread.messageRef), action.message);
        return null;
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

/** The step builds on one that was parked, so trying it again cannot help. */
class NeverPosted extends Error {
  override readonly message = 'the alert or thread that it belongs to was never posted';
}

function known(ref: string | null): string {
  if (ref === null) throw new NeverPosted();
  return ref;
}
