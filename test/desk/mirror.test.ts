import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/model/time.ts';
import { createFakeChat, type FakeChat } from '../support/chat.ts';
import { LETTER, openPolledDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let slack: FakeChat;
let discord: FakeChat;

async function opened(mirror: boolean): Promise<void> {
  slack = createFakeChat('slack');
  discord = createFakeChat('discord');
  desk = await openPolledDesk({ chats: [slack, discord], mirror });
  for (const chat of ['slack', 'discord'])
    await desk.deps.store.watches.add({ chat, channel: 'c1', kind: 'topic', slug: 'iraq' });
  desk.publisher.publish('/afp', [LETTER]);
  await desk.passes(20 * MINUTE);
}

/** Ann writes in the story's thread on Slack. */
async function writes(ref: string, text: string): Promise<void> {
  const at = desk.deps.now();
  await desk.desk.hear({ chat: 'slack', channel: 'c1', threadRef: 'ref2', ref, author: 'Ann', text, at });
  await desk.drain();
}

async function amends(ref: string, text: string | null): Promise<void> {
  await desk.desk.amend({ chat: 'slack', channel: 'c1', ref }, text);
  await desk.drain();
}

describe('one discussion on all chats', () => {
  beforeEach(() => opened(true));
  afterEach(() => desk.close());

  it('carries a post to the other threads, with its author and platform, in order', async () => {
    await writes('p1', 'I called the Pentagon');
    await writes('p2', 'No answer yet');
    expect(discord.done.slice(-2)).toEqual([
      'reply c1 in ref2 Ann on Slack',
      'reply c1 in ref2 Ann on Slack',
    ]);
    expect(desk.screen()).toMatch(
      /│ Ann on Slack\n {2}│ I called the Pentagon[\s\S]*Ann on Slack\n {2}│ No answer yet/,
    );
    expect(slack.done.filter((one) => one.startsWith('reply'))).toEqual([]);
  });

  it('carries a post once, however often it is heard', async () => {
    await writes('p1', 'I called the Pentagon');
    await writes('p1', 'I called the Pentagon');
    expect(discord.done.filter((one) => one.startsWith('reply'))).toHaveLength(1);
  });

  it('carries edits and deletions over', async () => {
    await writes('p1', 'I called the Pentagon');
    await amends('p1', 'I called the Pentagon twice');
    expect(discord.done.at(-1)).toBe('update c1 in ref2 ref3 Ann on Slack');
    await amends('p1', null);
    expect(discord.done.at(-1)).toBe('remove c1 in ref2 ref3');
    await amends('p1', 'too late');
    expect(discord.done.at(-1)).toBe('remove c1 in ref2 ref3');
    expect(await desk.deps.store.threads.posts(await storyId())).toEqual([]);
  });

  it('passes over an edit that changes nothing, and one of a post that it never heard', async () => {
    await writes('p1', 'I called the Pentagon');
    await amends('p1', 'I called the Pentagon');
    await amends('p9', 'unheard');
    expect(discord.done.at(-1)).toBe('reply c1 in ref2 Ann on Slack');
  });

  async function storyId(): Promise<string> {
    return (await desk.deps.store.threads.byRef('slack', 'ref2'))?.storyId ?? '';
  }
});

describe('discussions that are kept apart', () => {
  beforeEach(() => opened(false));
  afterEach(() => desk.close());

  it('are kept and carried nowhere', async () => {
    await writes('p1', 'I called the Pentagon');
    expect(discord.done.filter((one) => one.startsWith('reply'))).toEqual([]);
    const story = (await desk.deps.store.threads.byRef('slack', 'ref2'))?.storyId ?? '';
    expect(await desk.deps.store.threads.posts(story)).toMatchObject([{ text: 'I called the Pentagon' }]);
  });

  it('press the button that a reaction stands for, and no other', async () => {
    const place = { chat: 'slack', channel: 'c1', thread: null };
    const person = { chat: 'slack', id: 'U1', name: 'Ann', groups: [] };
    await desk.deps.store.roles.set({ chat: 'slack', subject: 'U1', role: 'editor' });
    const react = (emoji: string, ref = 'ref1') => desk.front.react({ place, ref, emoji, person });
    expect(await react('tada')).toBeNull();
    expect(await react('x', 'unknown')).toBeNull();
    expect((await react('x'))?.message.title).toContain('is not about withdrawal');
    expect(await desk.says('/claim withdrawal')).toContain('Standing: unaddressed');
  });

  it('tell a fault of a channel to those that want to know, once', async () => {
    await desk.says('/watch notices:on');
    const fault = new (await import('../../src/errors.ts')).UserError(
      'The channel is archived. Unarchive it.',
    );
    slack.failNext(5, fault);
    desk.publisher.publish('/reuters', [{ ...LETTER, id: 'other', title: 'Second letter' }]);
    await desk.passes(20 * MINUTE);
    for (let n = 0; n < 4; n++) await desk.passes(MINUTE);
    const told = desk.screen().match(/Nothing can be posted in the slack channel c1/g);
    expect(told).toHaveLength(1);
    expect(desk.screen()).toMatch(/Unarchive it\.[\s\S]*\/desk retry/);
  });
});
