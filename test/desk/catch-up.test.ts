import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Later, Refused } from '../../src/chat/faults.ts';
import { createCatchUp } from '../../src/desk/catch-up.ts';
import { UserError } from '../../src/errors.ts';
import type { Post } from '../../src/model/alert.ts';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { createFakeChat, type FakeChat } from '../support/chat.ts';
import { LETTER, NOON, openPolledDesk, type TestDesk } from '../support/desk.ts';

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
    ['goes on failing', new Error('502'), 4],
    ['refuses', new Refused('thread_not_found'), 0],
    ['puts it off again and again', new Later('ratelimited', 1), 19],
  ])('that %s is left alone, and the log says so', async (_what, fault, waited) => {
    writes('p1', 'missed');
    expect(await caughtUp(fault, Number.POSITIVE_INFINITY)).toHaveLength(waited);
    expect(desk.log.join('')).toContain('could not be read again');
    expect(await kept()).toEqual([]);
  });

  it('that cannot show one thread tells of the others first', async () => {
    const elsewhere = { channel: 'c2', threadRef: 'ref9' };
    slack.written.push({ ...writes('p1', 'missed'), ...elsewhere });
    const thread = await desk.deps.store.threads.byRef('slack', 'ref2');
    const storyId = thread?.storyId ?? '';
    await desk.deps.store.threads.save({ storyId, chat: 'slack', messageRef: 'm9', ...elsewhere });
    const heard: string[] = [];
    const read = slack.posts;
    slack.posts = async (channel, ...rest) => {
      heard.push(channel);
      if (channel === 'c1') throw new UserError('Slack shows claimwire no channel c1.');
      return read(channel, ...rest);
    };
    await catchUp(async () => {});
    expect(heard.slice(0, 3).sort()).toEqual(['c1', 'c1', 'c2']);
    expect((await desk.deps.store.threads.posts(storyId)).map(({ channel }) => channel)).toEqual(['c2']);
  });

  it('that is lost once more while it is read is read once more, and by one at a time', async () => {
    writes('p1', 'missed');
    const read = slack.posts;
    let [reads, atOnce, most] = [0, 0, 0];
    const second = Promise.withResolvers<void>();
    slack.posts = async (...thread) => {
      most = Math.max(most, ++atOnce);
      const found = await read(...thread);
      if (++reads === 1) {
        writes('p2', 'missed later');
        void desk.front.connected('slack').then(second.resolve);
        // Until the second connection has noted what it may have missed.
        await desk.deps.store.threads.open('slack', NOON);
        await new Promise(setImmediate);
      }
      atOnce--;
      return found;
    };
    await desk.front.connected('slack');
    await second.promise;
    expect({ reads, most, kept: await kept() }).toEqual({
      reads: 2,
      most: 1,
      kept: ['missed', 'missed later'],
    });
  });
});

function catchUp(wait: (milliseconds: number) => Promise<void>): Promise<void> {
  return createCatchUp(desk.deps, new Map([['slack', slack]]), desk.desk.hear, wait)('slack');
}

/** Catches up with a chat that fails so many times first; tells how long it was left alone in between. */
async function caughtUp(fault: Error, times: number): Promise<number[]> {
  const waits: number[] = [];
  const read = slack.posts;
  let failures = 0;
  slack.posts = async (...thread) => {
    if (failures++ < times) throw fault;
    return read(...thread);
  };
  await catchUp(async (milliseconds) => void waits.push(milliseconds));
  return waits;
}
