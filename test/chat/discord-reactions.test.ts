import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { message } from '../../src/model/message.ts';
import { createTestDesk, type TestDesk } from '../support/discord/desk.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import { newMessage } from '../support/discord/messages.ts';
import { sending } from '../support/sending.ts';

const CHECK = { id: null, name: '✅' };

describe('reactions on Discord', () => {
  let desk: TestDesk;
  let harness: DiscordHarness;
  beforeEach(async () => {
    desk = createTestDesk([]);
    harness = await openDiscord(desk);
  });
  afterEach(() => harness.stop());

  /** What the person has been told in direct messages. */
  function direct(): string[] {
    const { world } = harness.discord;
    return (world.messages.get(world.direct.id) ?? []).map(({ content }) => content);
  }

  it('tells the desk who put which emoji on what, with their roles', async () => {
    const { chat, channel, discord, person } = harness;
    const ref = await chat.post(channel, message('Is it this claim?'), sending('k1'));
    person.react(channel, ref, CHECK);
    await discord.gateway.settle();
    expect(desk.reactions).toEqual([
      {
        place: { chat: 'discord', channel, thread: null },
        ref,
        emoji: '✅',
        person: {
          chat: 'discord',
          id: discord.world.person.id,
          name: 'Ada of the desk',
          groups: [discord.world.role.id],
        },
      },
    ]);
  });

  it('knows the thread, and a custom emoji by its name', async () => {
    const { chat, channel, discord, person } = harness;
    const ref = await chat.post(channel, message('A claim'), sending('k1'));
    const thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
    const asked = await chat.reply(channel, thread, message('Is it this claim?'), sending('k3'), false);
    await discord.gateway.settle();
    person.react(thread, asked, { id: '80351110224678912', name: 'verified' });
    await discord.gateway.settle();
    expect(desk.reactions).toMatchObject([{ emoji: 'verified', place: { channel, thread }, ref: asked }]);
  });

  it('counts on a message from before the start', async () => {
    const { channel, discord, person } = harness;
    const old = newMessage(discord.world, channel, discord.world.bot, { content: 'Is it this claim?' });
    discord.world.messages.set(channel, [old]);
    person.react(channel, old.id, CHECK);
    await discord.gateway.settle();
    expect(desk.reactions).toMatchObject([{ ref: old.id, emoji: '✅' }]);
  });

  it('passes over those of bots, its own among them', async () => {
    const { chat, channel, discord, person } = harness;
    const ref = await chat.post(channel, message('Is it this claim?'), sending('k1'));
    person.react(channel, ref, CHECK, discord.world.bot);
    await discord.gateway.settle();
    expect(desk.reactions).toEqual([]);
  });

  it('answers the person in a direct message, which notifies nobody else', async () => {
    const { chat, channel, discord, person } = harness;
    const said = { ...message('You may not do that'), mention: discord.world.role.id };
    desk.answerToReaction = { message: said, visibility: 'private' };
    person.react(channel, await chat.post(channel, message('A claim'), sending('k1')), CHECK);
    await discord.world.signal.until(() => (direct().length > 0 ? true : undefined));
    expect(direct()).toEqual(['**You may not do that**']);
  });

  it('answers the same again when the emoji is put there again', async () => {
    const { chat, channel, discord, person } = harness;
    desk.answerToReaction = { message: message('Confirmed'), visibility: 'private' };
    const ref = await chat.post(channel, message('A claim'), sending('k1'));
    person.react(channel, ref, CHECK);
    person.react(channel, ref, CHECK);
    await discord.world.signal.until(() => (direct().length === 2 ? true : undefined));
  });

  it('shows the channel what is meant for the channel', async () => {
    const { chat, channel, discord, person } = harness;
    const ref = await chat.post(channel, message('A claim'), sending('k1'));
    desk.answerToReaction = { message: message('It is confirmed'), visibility: 'channel' };
    person.react(channel, ref, CHECK);
    await discord.world.signal.until(() => discord.world.messages.get(channel)?.[1]);
    expect((await harness.seen()).map(({ text }) => text)).toEqual(['A claim', 'It is confirmed']);
    expect(direct()).toEqual([]);
  });

  it('goes on, with a line in the log, where the person takes no direct messages', async () => {
    const { chat, channel, discord, logged, person } = harness;
    const refusal = { status: 403, body: { code: 50007, message: 'Cannot send messages to this user' } };
    discord.answerNext('POST', new RegExp(`/${discord.world.direct.id}/messages$`), refusal);
    desk.answerToReaction = { message: message('Confirmed'), visibility: 'private' };
    const ref = await chat.post(channel, message('A claim'), sending('k1'));
    person.react(channel, ref, CHECK);
    await discord.world.signal.until(() =>
      logged.find((line) => line.includes('a reaction was not answered') && line.includes('direct messages')),
    );
    person.react(channel, ref, CHECK);
    await discord.world.signal.until(() => (direct().length > 0 ? true : undefined));
  });
});
