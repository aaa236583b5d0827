import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { type Message, message } from '../../src/model/message.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import type { FakeMessage } from '../support/discord/world.ts';
import { QUIET_FRONT } from '../support/quiet-front.ts';
import { sending } from '../support/sending.ts';

describe('messages on Discord', () => {
  let harness: DiscordHarness;
  let thread: string;
  beforeEach(async () => {
    harness = await openDiscord(QUIET_FRONT);
    const { chat, channel, discord } = harness;
    const ref = await chat.post(channel, message('A claim'), sending('k1'));
    thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
    await discord.gateway.settle();
  });
  afterEach(() => harness.stop());

  function said(where: string): FakeMessage[] {
    return harness.discord.world.messages.get(where) ?? [];
  }

  function contents(where: string): string[] {
    return said(where).map(({ content }) => content);
  }

  function archive(): void {
    const metadata = harness.discord.world.channels.get(thread)?.thread_metadata;
    if (metadata) metadata.archived = true;
  }

  describe('in a thread', () => {
    it('are changed and taken away', async () => {
      const { chat, channel } = harness;
      const ref = await chat.reply(channel, thread, message('A denial came in'), sending('k3'), false);
      await chat.update(channel, thread, ref, message('Two denials came in'));
      expect(contents(thread)).toEqual(['**Two denials came in**']);
      await chat.remove(channel, thread, ref);
      expect(contents(thread)).toEqual([]);
      expect(contents(channel)).toEqual(['**A claim**']);
    });

    it('are changed also when it is archived, which opens it again', async () => {
      const { chat, channel, discord } = harness;
      const ref = await chat.reply(channel, thread, message('A denial came in'), sending('k3'), false);
      archive();
      await chat.update(channel, thread, ref, message('Two denials came in'));
      expect(contents(thread)).toEqual(['**Two denials came in**']);
      expect(discord.world.channels.get(thread)?.thread_metadata?.archived).toBe(false);
    });

    it.each(['reply', 'remove'] as const)('are sent once it is opened again (%s)', async (what) => {
      const { chat, channel, discord } = harness;
      const ref = await chat.reply(channel, thread, message('A denial came in'), sending('k3'), false);
      archive();
      const refusal = { status: 400, body: { code: 50083, message: 'Thread is archived' } };
      discord.answerNext(what === 'reply' ? 'POST' : 'DELETE', /\/messages/, refusal);
      if (what === 'reply') await chat.reply(channel, thread, message('More'), sending('k4'), false);
      else await chat.remove(channel, thread, ref);
      expect(contents(thread)).toEqual(what === 'reply' ? ['**A denial came in**', '**More**'] : []);
    });

    it('say what to do where it is locked', async () => {
      const { chat, channel, discord } = harness;
      const metadata = discord.world.channels.get(thread)?.thread_metadata;
      if (metadata) metadata.locked = true;
      const work = chat.reply(channel, thread, message('A denial came in'), sending('k3'), false);
      await expect(work).rejects.toThrow(/The thread is locked. Unlock it/);
      await expect(work).rejects.toBeInstanceOf(UserError);
    });
  });

  describe('that are taken away', () => {
    it('are gone from the channel', async () => {
      const { chat, channel } = harness;
      const ref = await chat.post(channel, message('Is it this claim?'), sending('k3'));
      await chat.remove(channel, null, ref);
      expect(contents(channel)).toEqual(['**A claim**']);
    });

    it('may be gone already, alone or with their thread', async () => {
      const { chat, channel } = harness;
      await chat.remove(channel, null, '80351110224678912');
      await chat.remove(channel, '80351110224678912', '80351110224678912');
    });
  });

  describe('with news for the channel', () => {
    it('are pointed to from it, once for one key', async () => {
      const { chat, channel } = harness;
      for (const _ of ['sent', 'sent again'])
        await chat.reply(channel, thread, message('A denial came in'), sending('k3'), true);
      expect(contents(thread)).toEqual(['**A denial came in**']);
      expect(contents(channel)).toEqual(['**A claim**', '**A denial came in**']);
      const [, pointer] = said(channel);
      expect(pointer?.embeds[0]?.description).toBe(`[In the thread](${chat.threadLink(channel, thread)})`);
      expect(pointer?.nonce).not.toBe(said(thread)[0]?.nonce);
    });
  });

  describe('that mention a role', () => {
    function mentioning(title: string, mention: string): Message {
      const { person } = harness.discord.world;
      return { ...message(`${title} @everyone <@${person.id}> <@&${mention}>`), mention };
    }

    it('notify it and nobody else, in the channel and in a thread', async () => {
      const { chat, channel, discord } = harness;
      const { role } = discord.world;
      await chat.post(channel, mentioning('A claim', role.id), sending('k3'));
      await chat.reply(channel, thread, mentioning('A denial', role.id), sending('k4'), true);
      for (const kept of [said(channel)[1], said(thread)[0]]) {
        expect(kept).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [role.id] });
        expect(kept?.content.startsWith(`<@&${role.id}> **A `)).toBe(true);
      }
      // The pointer to the reply notifies nobody a second time.
      expect(said(channel)[2]).toMatchObject({ mention_roles: [] });
    });

    it('notify nobody when they are changed', async () => {
      const { chat, channel, discord } = harness;
      const ref = await chat.post(channel, mentioning('A claim', discord.world.role.id), sending('k3'));
      await chat.update(channel, null, ref, mentioning('A claim', discord.world.role.id));
      expect(said(channel)[1]).toMatchObject({ mention_roles: [] });
      expect(said(channel)[1]?.content).toMatch(/^\*\*A claim/);
    });

    it.each(['everyone', '1234', '803511102246789121234567', '123456789012345678> @here'])(
      'notify nobody where %j is no id',
      async (mention) => {
        const { chat, channel } = harness;
        await chat.post(channel, { ...message('A claim'), mention }, sending('k3'));
        expect(said(channel)[1]).toMatchObject({ content: '**A claim**', mention_roles: [] });
      },
    );

    it('keep within the limits with it', async () => {
      const { chat, channel, discord } = harness;
      const lines = Array.from({ length: 60 }, (_, n) => `/claims reject withdrawal ${'i'.repeat(90)}${n}`);
      const buttons = lines.map((invocation) => ({ label: 'No', invocation, style: 'plain' }) as const);
      const words = message('x'.repeat(5_000), [], buttons);
      await chat.post(channel, { ...words, mention: discord.world.role.id }, sending('k3'));
      expect(said(channel)[1]?.content.length).toBeGreaterThan(1_800);
    });
  });
});
