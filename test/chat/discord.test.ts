import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDiscord } from '../../src/chat/discord/check.ts';
import { registerDiscordCommands } from '../../src/chat/discord/commands.ts';
import { createDiscordChat } from '../../src/chat/discord/index.ts';
import type { CommandShape } from '../../src/command/command.ts';
import type { Reply } from '../../src/command/invocation.ts';
import { UserError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { type Block, type Button, message } from '../../src/model/message.ts';
import { describeChat } from '../contracts/chat.ts';
import { createTestDesk, type TestDesk } from '../support/discord/desk.ts';
import { buttonLabels, displayMessage } from '../support/discord/display.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import type { FakeMessage } from '../support/discord/world.ts';
import { sending } from '../support/sending.ts';

describeChat('Discord', openDiscord);

const commands: readonly CommandShape[] = [
  {
    name: 'claim',
    description: 'What is known of a claim',
    action: {
      name: 'claim',
      description: 'What is known of a claim',
      role: 'reader',
      example: '/claim withdrawal',
      options: [{ name: 'what', description: 'A claim', required: true, rest: true, completes: 'claim' }],
    },
  },
  {
    name: 'claims',
    description: 'Manage claims',
    subcommands: [
      {
        name: 'verdict',
        description: `Set the desk's word on a claim ${'and say why '.repeat(20)}`,
        role: 'editor',
        example: '/claims verdict withdrawal false',
        options: [
          { name: 'why', description: 'The reason', required: false },
          { name: 'claim', description: 'A claim', required: true, completes: 'claim' },
          { name: 'verdict', description: 'The verdict', required: true, choices: ['false', 'confirmed'] },
        ],
      },
    ],
  },
];

function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('Discord', () => {
  let desk: TestDesk;
  let harness: DiscordHarness;
  beforeEach(async () => {
    desk = createTestDesk(commands);
    harness = await openDiscord(desk);
  });
  afterEach(() => harness.stop());

  /** Posts and gives the message as Discord keeps it. */
  async function posted(title: string, blocks: Block[] = [], buttons: Button[] = []): Promise<FakeMessage> {
    const { chat, channel, discord } = harness;
    const ref = await chat.post(channel, message(title, blocks, buttons), sending(title));
    const kept = discord.world.messages.get(channel)?.find(({ id }) => id === ref);
    if (kept === undefined) throw new Error('the message is not there');
    return kept;
  }

  describe('answers', () => {
    it('acknowledges before the desk answers, and to the person alone', async () => {
      const { world } = harness.discord;
      const gate = Promise.withResolvers<Reply>();
      desk.answer = () => gate.promise;
      const call = harness.person.call('/claim withdrawal');
      await world.signal.until(() => call.callback ?? undefined);
      expect(call).toMatchObject({ callback: 5, loading: true, original: { content: '', flags: 64 } });
      gate.resolve({ message: message('at last'), visibility: 'private' });
      expect(await harness.shown(call)).toMatchObject({ text: 'at last', to: 'person' });
    });

    it('does not ask the desk when Discord no longer waits for an acknowledgement', async () => {
      const { discord, logged, person } = harness;
      const refusal = { status: 404, body: { code: 10062, message: 'Unknown interaction' } };
      discord.answerNext('POST', /\/callback$/, refusal);
      const { token } = person.call('/claim withdrawal');
      const line = await discord.world.signal.until(() => logged.find((one) => one.includes('not answered')));
      expect(desk.invocations).toEqual([]);
      expect(line).not.toContain(token);
    });

    it('tells the desk who called, with their roles, and where', async () => {
      await harness.run('/claims verdict withdrawal false');
      const { world } = harness.discord;
      expect(desk.invocations).toEqual([
        {
          command: 'claims',
          subcommand: 'verdict',
          options: { claim: 'withdrawal', verdict: 'false' },
          person: { chat: 'discord', id: world.person.id, name: 'Ada of the desk', groups: [world.role.id] },
          place: { chat: 'discord', channel: harness.channel, thread: null },
        },
      ]);
    });

    it('knows the thread in which a button is pressed, and its channel', async () => {
      const { chat, channel, discord, person } = harness;
      const ref = await chat.post(channel, message('A claim'), sending('k1'));
      const thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
      const button = { label: 'No', invocation: '/claims reject letter i1', style: 'plain' } as const;
      const asked = await chat.reply(
        channel,
        thread,
        message('Is it this claim?', [], [button]),
        sending('k3'),
        false,
      );
      await discord.gateway.settle();
      await harness.shown(person.press(thread, asked, 'No'));
      expect(desk.said).toMatchObject([
        { line: '/claims reject letter i1', place: { chat: 'discord', channel, thread } },
      ]);
    });

    it('keeps an answer for the channel out of the private acknowledgement', async () => {
      desk.answer = async () => ({ message: message('for all to see'), visibility: 'channel' });
      const call = harness.person.call('/claim withdrawal');
      await harness.shown(call);
      expect(call.original?.content).not.toContain('for all to see');
      expect((await harness.seen()).map(({ text }) => text)).toEqual(['for all to see']);
    });
  });

  describe('completion', () => {
    it('offers at most 25 choices, none with a value that Discord would refuse', async () => {
      desk.offers = async () => [
        { name: 'too long', value: 'x'.repeat(101) },
        ...Array.from({ length: 30 }, (_, n) => ({
          name: `claim ${n} ${'y'.repeat(120)}`,
          value: `claim-${n}`,
        })),
      ];
      const typing = harness.person.type('/claims verdict with');
      const choices = await harness.discord.world.signal.until(() => typing.choices ?? undefined);
      expect(choices).toHaveLength(25);
      expect(choices[0]?.value).toBe('claim-0');
    });

    it('offers nothing when the desk cannot say', async () => {
      desk.offers = () => Promise.reject(new Error('the store is away'));
      const typing = harness.person.type('/claim with');
      expect(await harness.discord.world.signal.until(() => typing.choices ?? undefined)).toEqual([]);
    });
  });

  describe('registration', () => {
    it('gives a server the commands with their options, choices and completion', () => {
      const { world } = harness.discord;
      expect(world.commands.get(world.guild.id)).toMatchObject([
        { name: 'claim', options: [{ type: 3, name: 'what', required: true, autocomplete: true }] },
        {
          name: 'claims',
          options: [
            {
              type: 1,
              name: 'verdict',
              options: [
                { name: 'claim', required: true, autocomplete: true },
                {
                  name: 'verdict',
                  required: true,
                  choices: [
                    { name: 'false', value: 'false' },
                    { name: 'confirmed', value: 'confirmed' },
                  ],
                },
                { name: 'why', required: false },
              ],
            },
          ],
        },
      ]);
    });

    it('registers for all servers, and only servers, when none is named', async () => {
      const { world } = harness.discord;
      expect(await registerDiscordCommands({ ...harness.settings, guildIds: [] }, commands)).toBe(2);
      expect(world.commands.get('global')).toMatchObject([
        { name: 'claim', contexts: [0] },
        { name: 'claims', contexts: [0] },
      ]);
    });

    it('says what to do about a server that the bot is not in', async () => {
      const work = registerDiscordCommands(
        { ...harness.settings, guildIds: ['123456789012345678'] },
        commands,
      );
      const error = await thrownBy(work);
      expect(error).toBeInstanceOf(UserError);
      expect(String(error)).toContain('Invite it with the scopes bot and applications.commands');
    });
  });

  describe('delivery', () => {
    it('posts one message for one key, and two for two', async () => {
      const { chat, channel } = harness;
      const first = await chat.post(
        channel,
        message('An alert'),
        sending('alert/1/discord/a-very-long-channel-name'),
      );
      expect(
        await chat.post(channel, message('An alert'), sending('alert/1/discord/a-very-long-channel-name')),
      ).toBe(first);
      await chat.post(channel, message('An alert'), sending('alert/2/discord/a-very-long-channel-name'));
      expect(await harness.seen()).toHaveLength(2);
    });

    it('opens one thread on a message, however often it is asked to', async () => {
      const { chat, channel, discord } = harness;
      const ref = await chat.post(channel, message('A claim'), sending('k1'));
      const thread = await chat.openThread(channel, ref, '🧵'.repeat(200), sending('k2'));
      expect(await chat.openThread(channel, ref, 'The letter', sending('k2'))).toBe(thread);
      expect(discord.world.channels.get(thread)?.name.isWellFormed()).toBe(true);
      expect(chat.threadLink(channel, thread)).toBe(
        `https://discord.com/channels/${discord.world.guild.id}/${thread}`,
      );
    });

    it('takes buttons and embeds off a message that is updated without them', async () => {
      const { id } = await posted('Before', [{ kind: 'text', text: 'more' }], buttonsFor(['/claims list']));
      await harness.chat.update(harness.channel, null, id, message('After'));
      expect(await harness.seen()).toMatchObject([{ text: 'After', buttons: [] }]);
    });

    it('says what to do when it may not write in a channel', async () => {
      const refusal = { status: 403, body: { code: 50013, message: 'Missing Permissions' } };
      harness.discord.answerNext('POST', /\/messages$/, refusal);
      const error = await thrownBy(harness.chat.post(harness.channel, message('An alert'), sending('k1')));
      expect(error).toBeInstanceOf(UserError);
      expect(String(error)).toContain('Send Messages');
    });
  });

  describe('hearing', () => {
    it('hears people in threads, and neither bots nor the channel itself', async () => {
      const { chat, channel, discord, person } = harness;
      const ref = await chat.post(channel, message('A claim'), sending('k1'));
      const thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
      await chat.reply(channel, thread, message('A denial came in'), sending('k3'), false);
      person.write(channel, 'not in the thread');
      const written = person.write(thread, 'I called the Pentagon');
      await discord.gateway.settle();
      expect(desk.posts).toEqual([
        {
          chat: 'discord',
          channel,
          threadRef: thread,
          ref: written.id,
          author: 'Ada of the desk',
          text: 'I called the Pentagon',
          at: written.timestamp,
        },
      ]);
    });
  });

  describe('text from anywhere', () => {
    it.each([
      '@everyone @here',
      '<@80351110224678912> <@&80351110224678912> <#80351110224678912> </claim:80351110224678912>',
      '[a headline](https://evil.example) and [x](javascript:alert(1))',
      'https://evil.example/x and discord.gg/abc',
      '**bold** _italic_ ~~struck~~ ||spoiler|| `code` ```block```',
      '# heading\n- item\n1. item\n> quote\n>>> quotes\n-# small',
      ':smile: <:a:80351110224678912> <t:1578341100:R>',
      'back\\slash \\@everyone \\<@80351110224678912>',
    ])('shows %j as it is', async (text) => {
      const spans: Block[] = [
        { kind: 'text', text },
        { kind: 'text', text: ['by ', { strong: text }] },
        { kind: 'quote', quote: text, by: text },
        { kind: 'fields', fields: [{ name: text, value: text }] },
        { kind: 'list', heading: text, entries: [text, [{ link: 'https://news.example/1', label: text }]] },
      ];
      const kept = await posted(text, spans);
      const { words, links, live } = displayMessage(kept);
      expect(live).toEqual([]);
      expect(links).toEqual(['https://news.example/1']);
      expect(kept).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [] });
      for (const line of text.split('\n')) expect(words).toContain(line);
    });

    it.each([
      'javascript:alert(1)',
      'data:text/html,x',
      'https://reuters.com@evil.example/',
      'not an address',
    ])('shows the label alone where the address is %j', async (link) => {
      const kept = await posted('Links', [{ kind: 'text', text: [{ link, label: 'a headline' }] }]);
      expect(displayMessage(kept)).toMatchObject({ words: 'Links\n\na headline', links: [] });
    });

    it('keeps brackets and parentheses of an address from ending the link', async () => {
      const link = 'https://news.example/a_(b)?q=[x]';
      const kept = await posted('Links', [
        { kind: 'text', text: [{ link, label: 'a ](https://evil.example) b' }] },
      ]);
      expect(displayMessage(kept).links).toEqual(['https://news.example/a%5F%28b%29?q=%5Bx%5D']);
    });

    it('takes out controls that act unseen, and leaves what words need', async () => {
      const { content } = await posted(
        'a\u202eb\u2066c\u200bd\u0007e\ufefff \u200cg می\u200cخواهم 👩\u200d💻 يوم',
      );
      expect(content).toBe('**abcdef g می\u200cخواهم 👩\u200d💻 يوم**');
    });

    it('leaves a time of day without backslashes', async () => {
      expect((await posted('It began at 20:05:00')).content).toBe('**It began at 20:05:00**');
    });

    it('shows moments in the reader’s own time', async () => {
      const kept = await posted('Times', [
        { kind: 'text', text: ['at ', { time: '2020-01-06T20:05:00.000Z' }] },
      ]);
      expect(displayMessage(kept).live).toEqual(['<t:1578341100:f>']);
    });
  });

  describe('limits', () => {
    it.each([
      ['stars, each of which takes two characters', '*'],
      ['characters outside the basic plane', '𝔛'],
      ['families', '👨‍👩‍👧'],
    ])('cuts %s without breaking one', async (_what, one) => {
      const long = one.repeat(9_000);
      const kept = await posted(long, [
        { kind: 'quote', quote: long, by: long },
        { kind: 'text', text: [{ strong: long }, { link: 'https://news.example/1', label: long }] },
        { kind: 'fields', fields: Array.from({ length: 40 }, () => ({ name: long, value: long })) },
        { kind: 'list', heading: long, entries: Array.from({ length: 60 }, () => long) },
      ]);
      expect(JSON.stringify(kept).isWellFormed()).toBe(true);
      expect(displayMessage(kept).words).toContain('…');
    });

    it('says how many entries of a list it left out', async () => {
      const entries = Array.from({ length: 60 }, (_, n) => `${n} ${'word '.repeat(40)}`);
      const kept = await posted('A list', [{ kind: 'list', heading: 'Items', entries }]);
      const { words } = displayMessage(kept);
      const shown = entries.filter((one) => words.includes(one.slice(0, 50))).length;
      expect(shown).toBeGreaterThan(10);
      expect(words).toContain(`… and ${60 - shown} more`);
    });

    it('keeps blocks in their order', async () => {
      const kept = await posted('Order', [
        { kind: 'text', text: 'one' },
        { kind: 'fields', fields: [{ name: 'two', value: 'three' }] },
        { kind: 'text', text: 'four' },
      ]);
      expect(displayMessage(kept).words.split(/\s+/)).toEqual(['Order', 'one', 'two', 'three', 'four']);
    });

    it('spells out the buttons that Discord cannot have', async () => {
      const long = `/claims reject withdrawal ${'i'.repeat(90)}`;
      const lines = Array.from({ length: 26 }, (_, n) => `/claims reject withdrawal i${n}`);
      const kept = await posted('Buttons', [], buttonsFor([long, ...lines, '/claims reject withdrawal i0']));
      expect(buttonLabels(kept)).toHaveLength(25);
      for (const line of [long, '/claims reject withdrawal i25', '/claims reject withdrawal i0'])
        expect(displayMessage(kept).words).toContain(line);
    });
  });

  describe('connection', () => {
    it.each(['drop', 'askToReconnect'] as const)(
      'answers what was asked while it was away (%s)',
      async (how) => {
        const { discord, person } = harness;
        discord.gateway[how]();
        expect(await harness.shown(person.call('/claim withdrawal'))).toMatchObject({ text: 'the answer' });
        await discord.world.signal.until(() => discord.gateway.resumed === 1 || undefined);
        expect(discord.gateway.identified).toBe(1);
        expect(desk.invocations).toHaveLength(1);
      },
    );

    it('lets go of a connection that comes back while it stops', async () => {
      const { chat, discord, logged } = harness;
      discord.gateway.drop();
      await discord.world.signal.until(() => logged.find((line) => line.includes('was lost')));
      await chat.stop();
      await discord.world.signal.until(() => discord.gateway.connected === 0 || undefined);
      expect(discord.gateway).toMatchObject({ identified: 1, resumed: 1 });
    });
  });

  describe('set up wrongly', () => {
    it.each([
      ['a token that Discord does not know', 'another-token', 1 << 19, 'Reset Token'],
      ['an application that may not read messages', null, 0, 'Message Content Intent'],
    ])('says what to do about %s', async (_what, token, flags, advice) => {
      const { discord, settings } = harness;
      discord.world.application.flags = flags;
      const wrong = { ...settings, token: token ?? settings.token, registerOnStart: false };
      const chat = createDiscordChat(wrong, { log: createLog('silent') });
      const error = await thrownBy(chat.start(desk));
      expect(error).toBeInstanceOf(UserError);
      expect(String(error)).toContain(advice);
      expect(String(error)).not.toContain(wrong.token);
      expect((await checkDiscord(wrong)).filter(({ ok }) => !ok)).toEqual([
        { ok: false, text: expect.stringContaining(advice) },
      ]);
    });

    it('finds nothing wrong where nothing is', async () => {
      const findings = await checkDiscord(harness.settings);
      expect(findings.every(({ ok }) => ok)).toBe(true);
      expect(findings.map(({ text }) => text).join()).toMatch(/claimwire.*The newsroom/);
    });

    it('shows how to invite the bot to a server that it is not in', async () => {
      const findings = await checkDiscord({ ...harness.settings, guildIds: ['123456789012345678'] });
      expect(findings.at(-1)).toMatchObject({
        ok: false,
        text: expect.stringContaining('oauth2/authorize?client_id='),
      });
    });
  });
});

function buttonsFor(lines: readonly string[]): Button[] {
  return lines.map((invocation) => ({ label: 'Reject', invocation, style: 'plain' }));
}
