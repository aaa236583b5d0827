import { afterEach, describe, expect, it } from 'vitest';
import type { FrontDesk } from '../../src/chat/chat.ts';
import { message } from '../../src/model/message.ts';
import { openDiscord } from '../support/discord/harness.ts';
import { QUIET_FRONT } from '../support/quiet-front.ts';
import { sending } from '../support/sending.ts';
import { openSlack } from '../support/slack/harness.ts';
import { CHANNEL, PERSON } from '../support/slack/workspace.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A front desk that counts how often a chat was connected. */
function counting(): { front: FrontDesk; connected: () => number } {
  let connected = 0;
  const front = {
    ...QUIET_FRONT,
    async connected() {
      connected++;
    },
  };
  return { front, connected: () => connected };
}

describe('what people wrote while nobody listened', () => {
  it('is told by Slack, in its order, after the post that was heard last', async () => {
    const { front, connected } = counting();
    const { chat, slack, stop } = await openSlack('socket', front);
    closing.push(stop);
    const root = await chat.post(CHANNEL, message('An alert'), sending('k1'));
    await chat.reply(CHANNEL, root, message('The desk itself'), sending('k2'), false);
    const refs: string[] = [];
    for (const text of ['one', 'two &amp; three', 'four'])
      refs.push(
        slack.workspace.add(CHANNEL, { text, blocks: [], thread_ts: root, user: PERSON.id })?.ts ?? '',
      );
    const all = await chat.posts(CHANNEL, root, null);
    expect(all.map(({ author, text, ref }) => ({ author, text, ref }))).toEqual([
      { author: PERSON.displayName, text: 'one', ref: refs[0] },
      { author: PERSON.displayName, text: 'two & three', ref: refs[1] },
      { author: PERSON.displayName, text: 'four', ref: refs[2] },
    ]);
    expect((await chat.posts(CHANNEL, root, refs[1] ?? null)).map(({ text }) => text)).toEqual(['four']);
    expect(connected()).toBe(1);
    slack.socket.disconnect();
    await expect.poll(connected).toBe(2);
  });

  it('is told by Discord, in its order, after the post that was heard last', async () => {
    const { front, connected } = counting();
    const { chat, channel, discord, person, stop } = await openDiscord(front);
    closing.push(stop);
    const ref = await chat.post(channel, message('An alert'), sending('k1'));
    const thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
    await chat.reply(channel, thread, message('The desk itself'), sending('k3'), false);
    for (const text of ['one', 'two']) await person.write(thread, text);
    const all = await chat.posts(channel, thread, null);
    expect(all.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(await chat.posts(channel, thread, all[0]?.ref ?? null)).toEqual([all[1]]);
    expect(connected()).toBe(1);
    discord.gateway.forgetLost();
    discord.gateway.invalidate(false);
    await expect.poll(connected, { timeout: 15_000 }).toBe(2);
  });
});
