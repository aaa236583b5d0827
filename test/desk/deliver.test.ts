import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeliverer, type Deliverer } from '../../src/desk/deliver.ts';
import { createLog } from '../../src/log.ts';
import type { DeliveryAction } from '../../src/model/alert.ts';
import { message } from '../../src/model/message.ts';
import { HOUR, type Instant, plus } from '../../src/model/time.ts';
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
  deliverer = createDeliverer({
    store,
    chats: new Map([['slack', slack]]),
    now: () => now,
    log: createLog('silent'),
  });
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

async function queue(channel: string, ...actions: DeliveryAction[]): Promise<void> {
  await store.threads.save({ storyId: 's', chat: 'slack', channel, messageRef: null, threadRef: null });
  for (const [index, action] of actions.entries())
    await store.outbox.add(`${channel}/${index}`, { chat: 'slack', channel, storyId: 's' }, action, NOON);
}
const post: DeliveryAction = { do: 'post', message: message('Alert') };
const thread: DeliveryAction = { do: 'open-thread', title: 'The letter' };
const reply: DeliveryAction = { do: 'reply', message: message('A denial') };
const update: DeliveryAction = { do: 'update', message: message('Contested') };

describe('deliveries', () => {
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

  it('are parked with the reason after a bounded number of tries, and so is what builds on them', async () => {
    await queue('a', post, thread);
    slack.failNext(100, new Error('channel_not_found'));
    for (let tries = 0; tries < 12; tries++) {
      await deliverer.drain();
      now = plus(now, HOUR);
    }
    slack.failNext(0, new Error());
    await deliverer.drain();
    expect(await store.outbox.counts()).toMatchObject({ pending: 0, parked: 2 });
    expect(slack.done).toEqual([]);
  });

  it('for a chat that is not set up now wait until it is', async () => {
    const to = { chat: 'discord', channel: 'c', storyId: null };
    await store.outbox.add('k', to, { do: 'notice', message: message('Hello') }, NOON);
    await deliverer.drain();
    expect(await store.outbox.counts()).toMatchObject({ pending: 1 });
    const discord = createFakeChat('discord');
    const both = new Map([['discord', discord]]);
    await createDeliverer({ store, chats: both, now: () => now, log: createLog('silent') }).drain();
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
