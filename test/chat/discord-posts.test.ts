import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { message } from '../../src/model/message.ts';
import { createTestDesk, type TestDesk } from '../support/discord/desk.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import { asJson, newMessage } from '../support/discord/messages.ts';
import { setArchived, threadOf } from '../support/discord/threads.ts';
import type { FakeMessage } from '../support/discord/world.ts';
import { sending } from '../support/sending.ts';

describe('posts on Discord', () => {
  let desk: TestDesk;
  let harness: DiscordHarness;
  let thread: string;
  beforeEach(async () => {
    desk = createTestDesk([]);
    harness = await openDiscord(desk);
    const { chat, channel, discord } = harness;
    const ref = await chat.post(channel, message('A claim'), sending('k1'));
    thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
    await discord.gateway.settle();
  });
  afterEach(() => harness.stop());

  /** A post that the bot has not heard of, since it was away. */
  function earlier(text: string): FakeMessage {
    const { world } = harness.discord;
    const post = newMessage(world, thread, world.person, { content: text });
    world.messages.set(thread, [post]);
    return post;
  }

  it('tells the desk what a post was changed to, also one from before the start', async () => {
    const { channel, discord, person } = harness;
    const old = earlier('I called the Pentagon');
    const { id } = person.write(thread, 'They say no');
    person.edit(thread, id, 'They say nothing');
    person.edit(thread, old.id, 'I called the White House');
    await discord.gateway.settle();
    expect(desk.amended).toEqual([
      { ref: id, channel, text: 'They say nothing' },
      { ref: old.id, channel, text: 'I called the White House' },
    ]);
  });

  it('takes a post that is left without words as deleted', async () => {
    const { channel, discord, person } = harness;
    const { id } = person.write(thread, 'They say no');
    person.edit(thread, id, '');
    await discord.gateway.settle();
    expect(desk.amended).toEqual([{ ref: id, channel, text: null }]);
  });

  it('tells the desk what was deleted, alone or with others, also from before the start', async () => {
    const { channel, discord, person } = harness;
    const old = earlier('I called the Pentagon');
    const { id } = person.write(thread, 'They say no');
    person.erase(thread, id);
    person.erase(thread, old.id);
    discord.gateway.dispatch('MESSAGE_DELETE_BULK', {
      ids: ['1', '2'],
      channel_id: thread,
      guild_id: discord.world.guild.id,
    });
    await discord.gateway.settle();
    expect(desk.amended).toEqual([id, old.id, '1', '2'].map((ref) => ({ ref, channel, text: null })));
  });

  it('tells the desk what was deleted in a thread that was archived before the start', async () => {
    const { channel, discord, person } = harness;
    const { world } = discord;
    const unknown = threadOf(world, world.newId(), channel, 'Last week');
    world.channels.set(unknown.id, unknown);
    person.erase(unknown.id, '1');
    expect(await world.signal.until(() => desk.amended[0])).toEqual({ ref: '1', channel, text: null });
  });

  it('hears what is written in a thread that is opened again', async () => {
    const { channel, discord, person } = harness;
    const { world } = discord;
    const unknown = threadOf(world, world.newId(), channel, 'Last week');
    world.channels.set(unknown.id, unknown);
    setArchived(world, discord.gateway, unknown, false);
    person.write(unknown.id, 'They changed their mind');
    await discord.gateway.settle();
    expect(desk.posts).toMatchObject([{ channel, threadRef: unknown.id, text: 'They changed their mind' }]);
  });

  it('passes over the channel itself, bots, and what Discord changes by itself', async () => {
    const { chat, channel, discord, person } = harness;
    const { id } = person.write(channel, 'not in the thread');
    person.edit(channel, id, 'nor this');
    person.erase(channel, id);
    const ours = await chat.reply(channel, thread, message('A denial came in'), sending('k3'), false);
    await chat.update(channel, thread, ours, message('Two denials came in'));
    const post = person.write(thread, 'https://news.example/1');
    discord.gateway.dispatch('MESSAGE_UPDATE', {
      ...asJson(post),
      embeds: [{ title: 'A headline' }],
      guild_id: discord.world.guild.id,
    });
    const where = { channel_id: thread, guild_id: discord.world.guild.id };
    discord.gateway.dispatch('MESSAGE_UPDATE', { id: '80351110224678912', embeds: [], ...where });
    await discord.gateway.settle();
    expect(desk.amended).toEqual([]);
  });
});
