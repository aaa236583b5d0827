import type { Chat, Sending } from '../chat/chat.ts';
import { Later, Refused } from '../chat/faults.ts';
import { messageOf, StoreFault, UserError } from '../errors.ts';
import type { Delivery, Thread } from '../model/alert.ts';
import { type Instant, MINUTE, plus, SECOND } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import type { DeskDeps } from './deps.ts';
import { tellFault } from './fault-notice.ts';

/** Tries of what the platform refuses for good. */
const MOST_REFUSALS = 3;
/** Tries of what fails while the chat takes other deliveries. While it takes none, they wait. */
const MOST_FAILURES = 8;
const LONGEST_WAIT = 900 * SECOND;
/** Clocks differ, and a platform stamps messages by its own. */
const CLOCK_SKEW = 10 * MINUTE;

export interface Deliverer {
  /** Sends all that is due; resolves when nothing more is. Calls while one is under way share it. */
  drain(): Promise<void>;
}

export interface DelivererDeps extends Pick<DeskDeps, 'store' | 'now' | 'log' | 'observe'> {
  readonly chats: ReadonlyMap<string, Chat>;
  readonly settings: Pick<DeskDeps['settings'], 'language'>;
}

/** The outbox's way out: each channel in its order, channels side by side, none held up by another. */
export function createDeliverer({ store, chats, now, log, settings, observe }: DelivererDeps): Deliverer {
  /** The channels that are being worked on. */
  const lanes = new Map<string, Promise<void>>();
  /** When each chat last took a delivery, and since when each delivery that fails has failed. */
  const took = new Map<string, Instant>();
  const failing = new Map<string, Instant>();

  async function drain(): Promise<void> {
    while ((await start()) || lanes.size > 0) if (lanes.size > 0) await Promise.race(lanes.values());
  }

  /** Starts work on each channel that has something due and is not worked on; false where there is none. */
  async function start(): Promise<boolean> {
    const due = (await store.outbox.due(now())).filter(({ chat }) => chats.has(chat));
    const idle = due.filter((delivery) => !lanes.has(laneOf(delivery)));
    for (const delivery of idle) {
      const lane = laneOf(delivery);
      lanes.set(
        lane,
        work(delivery).finally(() => lanes.delete(lane)),
      );
    }
    return idle.length > 0;
  }

  async function work({ chat, channel }: Delivery): Promise<void> {
    for (;;) {
      const delivery = await store.outbox.next(chat, channel, now());
      if (!delivery) return;
      await attempt(delivery);
    }
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
      took.set(delivery.chat, now());
      observe?.delivered(delivery.chat, 'sent');
      failing.delete(delivery.id);
    } catch (cause) {
      // It may be sent and cannot be noted: the next try looks for it first.
      if (cause instanceof StoreFault) throw cause;
      await giveBack(delivery, attempts, cause);
    }
  }

  /** Puts a delivery back, or parks it where trying again cannot help. */
  async function giveBack(delivery: Delivery, attempts: number, cause: unknown): Promise<void> {
    const { id, key, chat } = delivery;
    const error = messageOf(cause);
    if (cause instanceof Later) {
      const notBefore = plus(now(), cause.wait);
      // Nothing was done and nothing went wrong.
      return store.outbox.change(id, { status: 'pending', attempts: attempts - 1, error, notBefore });
    }
    const since = failing.get(id) ?? now();
    failing.set(id, since);
    const isOwn = (took.get(chat) ?? '') > since;
    const parked =
      cause instanceof NeverPosted ||
      (cause instanceof Refused && attempts >= MOST_REFUSALS) ||
      (isOwn && attempts >= MOST_FAILURES);
    const wait = Math.min(LONGEST_WAIT, SECOND * 2 ** Math.min(attempts, 10));
    log.warn({ delivery: key, attempts, parked, error }, 'delivery failed');
    observe?.delivered(chat, parked ? 'parked' : 'failed');
    const status = parked ? 'parked' : 'pending';
    await store.outbox.change(id, { status, error, notBefore: plus(now(), wait) });
    // One lost connection is nothing to tell of.
    if (cause instanceof UserError && (parked || attempts >= MOST_REFUSALS))
      await tellFault(store, settings.language, delivery, cause, now());
    // The next suggestion opens a thread anew.
    if (parked && cause instanceof Refused && delivery.storyId === null && delivery.action.do === 'reply')
      await store.channels.change(chat, delivery.channel, { review: { messageRef: null, threadRef: null } });
  }

  /** What makes a try the same sending as an earlier one that may have arrived. */
  function sendingOf({ key, attempts, createdAt, chat, channel }: Delivery): Sending {
    if (attempts === 0) return { key, doubt: null };
    const isOthers = async (ref: string) => (await store.outbox.byRef(chat, channel, ref)) !== null;
    return { key, doubt: { since: plus(createdAt, -CLOCK_SKEW), isOthers } };
  }

  /** Does the step; tells what the message is called, and the discussion where the step found out more of it. */
  async function send(delivery: Delivery): Promise<{ ref: string | null; found: Discussion | null }> {
    const { chat: name, channel, action } = delivery;
    const sending = sendingOf(delivery);
    const chat = chats.get(name);
    if (!chat) throw new Error(`no chat ${name}`);
    if (action.do === 'notice')
      return { ref: await chat.post(channel, action.message, sending), found: null };
    const discussion = await discussionOf(store, delivery);
    switch (action.do) {
      case 'post': {
        const messageRef = await chat.post(channel, action.message, sending);
        return { ref: messageRef, found: { ...discussion, messageRef } };
      }
      case 'open-thread': {
        const { title } = action;
        const threadRef = await chat.openThread(channel, known(discussion.messageRef), title, sending);
        return { ref: null, found: { ...discussion, threadRef } };
      }
      case 'reply': {
        const { message, broadcast = false } = action;
        const ref = await chat.reply(channel, known(discussion.threadRef), message, sending, broadcast);
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

  return { drain };
}

function laneOf({ chat, channel }: Delivery): string {
  return `${chat} ${channel}`;
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
