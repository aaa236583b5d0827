import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDiscord } from '../../src/chat/discord/check.ts';
import { registerDiscordCommands } from '../../src/chat/discord/commands.ts';
import type { Action, CommandShape } from '../../src/command/command.ts';
import { message } from '../../src/model/message.ts';
import type { Role } from '../../src/model/role.ts';
import { createTestDesk, type TestDesk } from '../support/discord/desk.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import { newMessage } from '../support/discord/messages.ts';
import { sending } from '../support/sending.ts';

function action(name: string, role: Role, shortcut?: string): Action {
  return {
    name,
    description: name,
    role,
    example: `/${name}`,
    options: [{ name: 'what', description: 'A claim or words', required: false }],
    ...(shortcut === undefined ? {} : { shortcut: { name: shortcut, option: 'what' } }),
  };
}

function family(name: string, ...subcommands: Action[]): CommandShape {
  return { name, description: name, subcommands };
}

const commands: readonly CommandShape[] = [
  { name: 'claim', description: 'claim', action: action('claim', 'reader', 'What is claimed here?') },
  family('claims', action('list', 'reader'), action('add', 'editor', 'Add as a claim')),
  family('matches', action('confirm', 'editor'), action('purge', 'admin')),
  family('desk', action('roles', 'admin')),
];

describe('commands on Discord', () => {
  let desk: TestDesk;
  let harness: DiscordHarness;
  beforeEach(async () => {
    desk = createTestDesk(commands);
    harness = await openDiscord(desk);
  });
  afterEach(() => harness.stop());

  it('are offered to those who hold what is like the least role that they need', () => {
    const { world } = harness.discord;
    const offered = world.commands
      .get(world.guild.id)
      ?.map(({ name, default_member_permissions: needed }) => [name, needed]);
    // https://discord.com/developers/docs/topics/permissions: 1 << 13 is MANAGE_MESSAGES, 1 << 5 MANAGE_GUILD.
    expect(offered).toEqual([
      ['claim', undefined],
      ['claims', undefined],
      ['matches', String(1 << 13)],
      ['desk', String(1 << 5)],
      ['What is claimed here?', undefined],
      ['Add as a claim', String(1 << 13)],
    ]);
  });

  it('are kept out of direct messages, those of the menu too', async () => {
    const { world } = harness.discord;
    expect(await registerDiscordCommands({ ...harness.settings, guildIds: [] }, commands)).toBe(6);
    expect(world.commands.get('global')?.map(({ contexts }) => contexts)).toEqual(
      commands.map(() => [0]).concat([[0], [0]]),
    );
  });

  it('of the menu bring the words of a message, those of its embeds too', async () => {
    const { channel, discord, person } = harness;
    const { world } = discord;
    const embeds = [{ title: 'US to leave Iraq', description: 'A letter says so.' }, { description: 'More' }];
    const news = newMessage(world, channel, world.person, { content: 'Is this so?', embeds });
    world.messages.set(channel, [news]);
    const shown = await harness.shown(person.choose(channel, news.id, 'Add as a claim'));
    expect(shown).toMatchObject({ text: 'the answer', to: 'person' });
    expect(desk.invocations).toMatchObject([
      {
        command: 'claims',
        subcommand: 'add',
        options: { what: 'Is this so?\nUS to leave Iraq\nA letter says so.\nMore' },
        person: { id: world.person.id, groups: [world.role.id] },
        place: { channel, thread: null },
      },
    ]);
    await harness.shown(person.choose(channel, news.id, 'What is claimed here?'));
    expect(desk.invocations[1]).toMatchObject({ command: 'claim', subcommand: null });
  });

  it('of the menu can be called on what the bot posted in a thread', async () => {
    const { chat, channel, discord, person } = harness;
    const ref = await chat.post(channel, message('A claim'), sending('k1'));
    const thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
    const reply = await chat.reply(channel, thread, message('A denial came in'), sending('k3'), false);
    await discord.gateway.settle();
    await harness.shown(person.choose(thread, reply, 'Add as a claim'));
    expect(desk.invocations).toMatchObject([
      { options: { what: '**A denial came in**' }, place: { channel, thread } },
    ]);
  });

  describe('and the doctor', () => {
    it('says what the bot lacks in a server', async () => {
      const { world } = harness.discord;
      // View Channel, Send Messages and Embed Links.
      world.permissions = String((1 << 10) | (1 << 11) | (1 << 14));
      const findings = await checkDiscord(harness.settings);
      expect(findings.at(-1)).toEqual({
        ok: true,
        text:
          'Discord: the bot is in the server The newsroom. Where it talks it also needs Attach Files, ' +
          'Read Message History, Manage Threads, Create Public Threads, Send Messages In Threads',
      });
    });

    it('asks for all of it in the invitation', async () => {
      const findings = await checkDiscord({ ...harness.settings, guildIds: ['123456789012345678'] });
      const [, asked = '0'] = /permissions=(\d+)/.exec(findings.at(-1)?.text ?? '') ?? [];
      const bits = [10n, 11n, 14n, 15n, 16n, 34n, 35n, 38n];
      expect(BigInt(asked)).toBe(bits.reduce((all, bit) => all | (1n << bit), 0n));
    });
  });
});
