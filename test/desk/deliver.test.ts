import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Doubt } from '../../src/chat/chat.ts';
import { Later, Refused } from '../../src/chat/faults.ts';
import { createDeliverer, type Deliverer } from '../../src/desk/deliver.ts';
import { UserError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import type { DeliveryAction } from '../../src/model/alert.ts';
import { PLAIN } from '../../src/model/channel.ts';
import { message } from '../../src/model/message.ts';
import { HOUR, type Instant, MINUTE, plus, SECOND } from '../../src/model/time.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { createFakeChat, type FakeChat } from '../support/chat.ts';

const NOON: Instant = '2020-01-06T12:00:00.000Z';
let store: Store;
let slack: FakeChat;
let deliverer: Deliverer;
let now: Instant;

beforeEach(async () => {
  now = NOON;
  store = await openStore(':memory:');
  slack = createFakeChat('slack');
  deliverer = delivererIn('en');
  await store.claims.saveTopic({ slug: 'iraq', title: 'Iraq', names: [], signOff: 1 });
  const claim = {
    slug: 'withdrawal',
    topic: 'iraq',
    parent: null,
    statement: 'x',
    aliases: [],
    createdAt: NOON,
  };
  await store.claims.add({ ...claim, status: 'open' });
  await store.items.addStory({
    id: 's',
    claim: 'withdrawal',
    title: 'The letter',
    openedAt: NOON,
    lastItemAt: NOON,
  });
});
afterEach(() => store.close());

function delivererIn(language: string): Deliverer {
  const chats = new Map([['slack', slack]]);
  return createDeliverer({ settings: { language }, store, chats, now: () => now, log: createLog('silent') });
}

async function queue(channel: string, ...actions: DeliveryAction[]): Promise<void> {
  await store.threads.save({ storyId: 's', chat: 'slack', channel, messageRef: null, threadRef: null });
  for (const [index, action] of actions.entries())
    await store.outbox.add(`${channel}/${index}`, { chat: 'slack', channel, storyId: 's' }, action, NOON);
}

/** So many hours, with a drain at the end of each; none is a drain at once. */
async function tries(hours: number): Promise<void> {
  await deliverer.drain();
  for (let n = 0; n < hours; n++) {
    now = plus(now, HOUR);
    await deliverer.drain();
  }
}

const notice: DeliveryAction = { do: 'notice', message: message('Other') };
const post: DeliveryAction = { do: 'post', message: message('Alert') };
const thread: DeliveryAction = { do: 'open-thread', title: 'The letter' };
const reply: DeliveryAction = { do: 'reply', message: message('A denial') };
const update: DeliveryAction = { do: 'update', message: message('Contested') };

describe('deliveries', () => {
  it('that fail are told of in the desk’s language, where a channel has chosen none', async () => {
    await store.channels.change('slack', 'ops', { settings: { ...PLAIN, notices: true } });
    await queue('a', post);
    slack.failNext(3, new UserError('The channel is archived.'));
    deliverer = delivererIn('ar');
    await tries(3);
    expect(slack.done).toContain('post ops تعذّر النشر في قناة a على slack');
  });

  it('go out in order, each with what the one before found out', async () => {
    await queue('a', post, thread, reply, update);
    await deliverer.drain();
    expect(slack.done).toEqual([
      'post a Alert',
      'thread a on ref1 The letter',
      'reply a in ref2 A denial',
      'update a ref1 Contested',
    ]);
    expect(await store.outbox.counts()).toEqual({ pending: 0, 'in-flight': 0, sent: 4, parked: 0 });
  });

  it('wait after a failure, and then go on in order', async () => {
    await queue('a', post, thread);
    slack.failNext(1, new Error('503'));
    await deliverer.drain();
    expect(slack.done).toEqual([]);
    now = plus(now, HOUR);
    await deliverer.drain();
    expect(slack.done).toEqual(['post a Alert', 'thread a on ref1 The letter']);
  });

  it('go on in other channels while one waits', async () => {
    await queue('a', post);
    await queue('b', post);
    slack.failNext(1, new Error('503'));
    await deliverer.drain();
    expect(slack.done).toEqual(['post b Alert']);
  });

  it('that the platform refuses are parked with the reason after three tries, and so is what builds on them', async () => {
    await queue('a', post, thread);
    slack.failNext(100, new Refused('invalid_blocks'));
    await tries(3);
    slack.failNext(0, new Error());
    await tries(1);
    expect(await store.outbox.parked()).toMatchObject([
      { attempts: 3, error: 'invalid_blocks' },
      { error: expect.stringContaining('never posted') },
    ]);
    expect(slack.done).toEqual([]);
  });

  it('wait for as long as the chat takes nothing, and then go out', async () => {
    await queue('a', post, thread);
    slack.failNext(100, new Error('503'));
    await tries(50);
    expect(await store.outbox.counts()).toMatchObject({ pending: 2, parked: 0 });
    slack.failNext(0, new Error());
    await tries(1);
    expect(slack.done).toEqual(['post a Alert', 'thread a on ref1 The letter']);
  });

  it('that fail while the chat takes others are parked after eight tries', async () => {
    const broken: FakeChat = {
      ...slack,
      async post(...given) {
        if (given[0] === 'a') throw new Error('500');
        return slack.post(...given);
      },
    };
    const chats = new Map([['slack', broken]]);
    const own = createDeliverer({
      settings: { language: 'en' },
      store,
      chats,
      now: () => now,
      log: createLog('silent'),
    });
    await queue('a', post);
    for (let n = 0; n < 9; n++) {
      await store.outbox.add(`${n}`, { chat: 'slack', channel: 'b', storyId: null }, notice, now);
      await own.drain();
      now = plus(now, HOUR);
    }
    expect(await store.outbox.parked()).toMatchObject([{ key: 'a/0', attempts: 8, error: '500' }]);
  });

  it('that the platform wants later are tried then, and that counts for nothing', async () => {
    await queue('a', post);
    slack.failNext(20, new Later('ratelimited', 30 * SECOND));
    for (let n = 0; n < 20; n++) {
      await deliverer.drain();
      const [waiting] = await store.outbox.due(plus(now, 30 * SECOND));
      expect(waiting).toMatchObject({ attempts: 0, notBefore: plus(now, 30 * SECOND) });
      now = plus(now, 30 * SECOND);
    }
    await deliverer.drain();
    expect(slack.done).toEqual(['post a Alert']);
  });

  it('of one channel are held up by no other', async () => {
    let release = () => {};
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = {
      ...slack,
      post: async (...given: Parameters<FakeChat['post']>) => {
        if (given[0] === 'a') await waiting;
        return slack.post(...given);
      },
    };
    const own = createDeliverer({
      settings: { language: 'en' },
      store,
      chats: new Map([['slack', slow]]),
      now: () => now,
      log: createLog('silent'),
    });
    await queue('a', post);
    await queue('b', post, thread, reply);
    const drained = own.drain();
    await expect
      .poll(() => slack.done)
      .toEqual(['post b Alert', 'thread b on ref1 The letter', 'reply b in ref2 A denial']);
    release();
    await drained;
    expect(slack.done.at(-1)).toBe('post a Alert');
  });

  it('of the same card collapse into the last one', async () => {
    await queue('a', post, thread, update, { do: 'update', message: message('Denied') });
    await deliverer.drain();
    expect(slack.done.filter((one) => one.startsWith('update'))).toEqual(['update a ref1 Denied']);
  });

  it('tell the chat when an earlier try may have arrived, and which messages are of others', async () => {
    const doubts: (Doubt | null)[] = [];
    const noting = {
      ...slack,
      post: async (...given: Parameters<FakeChat['post']>) => {
        doubts.push(given[2].doubt);
        return slack.post(...given);
      },
    };
    const own = createDeliverer({
      settings: { language: 'en' },
      store,
      chats: new Map([['slack', noting]]),
      now: () => now,
      log: createLog('silent'),
    });
    await queue('b', post);
    await queue('a', post);
    slack.failNext(1, new Error('502'));
    await own.drain();
    now = plus(now, HOUR);
    await own.drain();
    const [doubt] = doubts.filter((one) => one !== null);
    expect(doubt?.since).toBe(plus(NOON, -10 * MINUTE));
    expect(await doubt?.isOthers('ref9')).toBe(false);
    expect(doubts.filter((one) => one === null)).toHaveLength(2);
  });

  it('for a chat that is not set up now wait until it is', async () => {
    const to = { chat: 'discord', channel: 'c', storyId: null };
    await store.outbox.add('k', to, { do: 'notice', message: message('Hello') }, NOON);
    await deliverer.drain();
    expect(await store.outbox.counts()).toMatchObject({ pending: 1 });
    const discord = createFakeChat('discord');
    const both = new Map([['discord', discord]]);
    await createDeliverer({
      settings: { language: 'en' },
      store,
      chats: both,
      now: () => now,
      log: createLog('silent'),
    }).drain();
    expect(discord.done).toEqual(['post c Hello']);
  });

  it('that were on their way when the process died are taken up again', async () => {
    await queue('a', post);
    const [due] = await store.outbox.due(now);
    await store.outbox.change(due?.id ?? '', { status: 'in-flight', attempts: 1 });
    await deliverer.drain();
    expect(slack.done).toEqual(['post a Alert']);
  });

  it('queued while a drain is under way are sent by it', async () => {
    await queue('a', post);
    const first = deliverer.drain();
    await queue('b', post);
    await Promise.all([first, deliverer.drain()]);
    expect(slack.done.sort()).toEqual(['post a Alert', 'post b Alert']);
  });
});
