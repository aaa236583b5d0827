import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Later, Refused } from '../../src/chat/faults.ts';
import { catchUp } from '../../src/desk/catch-up.ts';
import type { Post } from '../../src/model/alert.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { createFakeChat, type FakeChat } from '../support/chat.ts';
import { openPolledDesk, type TestDesk } from '../support/desk.ts';

const LETTER = {
  id: 'letter',
  title: 'Letter says US is leaving',
  text: 'withdrawal affirms 0.9 The letter: We will move out of Iraq.',
};
let desk: TestDesk;
let slack: FakeChat;
beforeEach(async () => {
  slack = createFakeChat('slack');
  desk = await openPolledDesk({ chats: [slack] });
  await desk.deps.store.watches.add({ chat: 'slack', channel: 'c1', kind: 'topic', slug: 'iraq' });
  desk.publisher.publish('/afp', [LETTER]);
  await desk.passes(20 * MINUTE);
});
afterEach(() => desk.close());

/** Ann writes in the story's thread while nobody listens. */
function writes(ref: string, text: string): Post {
  const post = {
    chat: 'slack',
    channel: 'c1',
    threadRef: 'ref2',
    ref,
    author: 'Ann',
    text,
    at: desk.deps.now(),
  };
  slack.written.push(post);
  return post;
}

async function kept(): Promise<string[]> {
  const thread = await desk.deps.store.threads.byRef('slack', 'ref2');
  return (await desk.deps.store.threads.posts(thread?.storyId ?? '')).map(({ text }) => text);
}

describe('a chat that is connected again', () => {
  it('is asked for what people wrote meanwhile, which is kept once', async () => {
    await desk.front.hear(writes('p1', 'heard'));
    writes('p2', 'missed');
    await desk.front.connected('slack');
    await desk.front.connected('slack');
    expect(await kept()).toEqual(['heard', 'missed']);
  });

  it('is asked nothing of stories that are over', async () => {
    await desk.passes(100 * HOUR);
    writes('p1', 'too late');
    await desk.front.connected('slack');
    expect(await kept()).toEqual([]);
  });

  it('that puts its questions off is asked again when it says', async () => {
    writes('p1', 'missed');
    const waits = await caughtUp(new Later('ratelimited', 30_000), 6);
    expect(waits).toEqual(Array(6).fill(30_000));
    expect(await kept()).toEqual(['missed']);
  });

  it('that fails for a moment is asked again, each time later', async () => {
    writes('p1', 'missed');
    expect(await caughtUp(new Error('502'), 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(await kept()).toEqual(['missed']);
  });

  it.each([
    ['goes on failing', new Error('502'), 5, 4],
    ['refuses', new Refused('thread_not_found'), 1, 0],
  ])('that %s is left alone, and the log says so', async (_what, fault, times, waited) => {
    writes('p1', 'missed');
    expect(await caughtUp(fault, times)).toHaveLength(waited);
    expect(desk.log.join('')).toContain('a thread could not be read again');
    expect(await kept()).toEqual([]);
  });

  it('that shows one thread no more still tells of the others', async () => {
    const elsewhere = { channel: 'c2', threadRef: 'ref9' };
    slack.written.push({ ...writes('p1', 'missed'), ...elsewhere });
    const thread = await desk.deps.store.threads.byRef('slack', 'ref2');
    const storyId = thread?.storyId ?? '';
    await desk.deps.store.threads.save({ storyId, chat: 'slack', messageRef: 'm9', ...elsewhere });
    const read = slack.posts;
    slack.posts = async (channel, ...rest) => {
      if (channel === 'c1') throw new Refused('channel_not_found');
      return read(channel, ...rest);
    };
    await desk.front.connected('slack');
    expect((await desk.deps.store.threads.posts(storyId)).map(({ channel }) => channel)).toEqual(['c2']);
  });
});

/** Catches up with a chat that fails so many times first; tells how long it was left alone in between. */
async function caughtUp(fault: Error, times: number): Promise<number[]> {
  const waits: number[] = [];
  const read = slack.posts;
  let failures = 0;
  slack.posts = async (...thread) => {
    if (failures++ < times) throw fault;
    return read(...thread);
  };
  await catchUp(desk.deps, slack, desk.desk.hear, async (milliseconds) => void waits.push(milliseconds));
  return waits;
}
