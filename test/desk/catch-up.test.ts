import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it('that shows one thread no more still tells of the others', async () => {
    writes('p1', 'missed');
    slack.posts = async () => {
      throw new Error('channel_not_found');
    };
    await desk.front.connected('slack');
    expect(desk.log.join('')).toContain('a thread could not be read again');
    expect(await kept()).toEqual([]);
  });
});
