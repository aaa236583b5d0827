import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { FrontDesk } from '../../src/chat/chat.ts';
import { checkSlack } from '../../src/chat/slack/check.ts';
import { createSlackChat } from '../../src/chat/slack/index.ts';
import { boltLogger } from '../../src/chat/slack/logger.ts';
import { slackManifest } from '../../src/chat/slack/manifest.ts';
import { render } from '../../src/chat/slack/render.ts';
import type { SlackSettings } from '../../src/chat/slack/settings.ts';
import type { Person, Place, Reply } from '../../src/command/invocation.ts';
import { messageOf, UserError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import type { Post } from '../../src/model/alert.ts';
import { message } from '../../src/model/message.ts';
import { describeChat } from '../contracts/chat.ts';
import { QUIET_FRONT } from '../support/quiet-front.ts';
import { faultOf } from '../support/slack/blocks.ts';
import { openSlack, type SlackHarness, sinkTo } from '../support/slack/harness.ts';
import { blockActions, messageEvent, slashCommand } from '../support/slack/payloads.ts';
import { buttonsOf } from '../support/slack/reading.ts';
import { type FakeSlack, startFakeSlack } from '../support/slack/server.ts';
import { signedCarrier } from '../support/slack/signed.ts';
import { CHANNEL, PERSON } from '../support/slack/workspace.ts';

describeChat('Slack over Socket Mode', (front) => openSlack('socket', front));
describeChat('Slack over signed HTTP', (front) => openSlack('http', front));

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface TestFront extends FrontDesk {
  readonly said: { line: string; person: Person; place: Place }[];
  readonly posts: Post[];
}

/** A front desk with one command, `/claim`, whose answer waits for `gate`. */
function frontDesk(gate: Promise<unknown> = Promise.resolve()): TestFront {
  const said: TestFront['said'] = [];
  const posts: Post[] = [];
  async function answer(): Promise<Reply> {
    await gate;
    return { message: message('the answer'), visibility: 'private' };
  }
  return {
    ...QUIET_FRONT,
    said,
    posts,
    commands: [
      {
        name: 'claim',
        description: 'What is known of a claim',
        action: {
          name: 'claim',
          description: 'What is known of a claim',
          role: 'reader',
          example: '/claim withdrawal',
          options: [{ name: 'what', description: 'A claim', required: true, rest: true }],
        },
      },
    ],
    invoke: answer,
    say(line, person, place) {
      said.push({ line, person, place });
      return answer();
    },
    async hear(post) {
      posts.push(post);
      return true;
    },
  };
}

async function open(kind: 'socket' | 'http', front: FrontDesk): Promise<SlackHarness> {
  const desk = await openSlack(kind, front);
  closing.push(desk.stop);
  return desk;
}

async function fakeSlack(scopes?: readonly string[]): Promise<FakeSlack> {
  const slack = await startFakeSlack(scopes);
  closing.push(slack.stop);
  return slack;
}

/** What `start` throws with these settings. */
async function startFailure(settings: SlackSettings): Promise<unknown> {
  const chat = createSlackChat(settings, { log: createLog('silent') });
  closing.push(chat.stop);
  return chat.start(frontDesk()).catch((error: unknown) => error);
}

describe.each(['socket', 'http'] as const)('Slack by %s', (kind) => {
  it('acknowledges a command before the desk has answered', async () => {
    const gate = Promise.withResolvers<void>();
    const desk = await open(kind, frontDesk(gate.promise));
    const { url, received, first } = desk.slack.responses.open();
    await desk.carrier.deliver('slash_commands', slashCommand('/claim withdrawal', url));
    expect(received).toEqual([]);
    gate.resolve();
    expect(await first).toMatchObject({ response_type: 'ephemeral' });
  });

  it('says who called and from where', async () => {
    const front = frontDesk();
    const desk = await open(kind, front);
    await desk.run('/claim the letter & <the> draft');
    expect(front.said).toEqual([
      {
        line: '/claim the letter & <the> draft',
        person: { chat: 'slack', id: PERSON.id, name: PERSON.name, groups: [] },
        place: { chat: 'slack', channel: CHANNEL, thread: null },
      },
    ]);
  });

  it('answers a button pressed in a thread in that thread, and keeps the message it stands on', async () => {
    const front = frontDesk();
    const desk = await open(kind, front);
    const root = await desk.chat.post(CHANNEL, message('An alert'), 'k1');
    const card = message(
      'Edited',
      [],
      [{ label: 'Reject', invocation: '/claims reject a b', style: 'plain' }],
    );
    const ref = await desk.chat.reply(CHANNEL, root, card, 'k2', false);
    const posted = desk.slack.workspace.channels.get(CHANNEL)?.find(({ ts }) => ts === ref);
    const button = posted && buttonsOf(posted)[0]?.element;
    if (!posted || !button) throw new Error('nothing to press');
    const { url, first } = desk.slack.responses.open();
    await desk.carrier.deliver('interactive', blockActions(posted, button, url));
    expect(await first).toMatchObject({
      thread_ts: root,
      replace_original: false,
      response_type: 'ephemeral',
    });
    expect(front.said[0]).toMatchObject({ line: '/claims reject a b', place: { thread: root } });
  });

  it('hears people in threads by name, and neither bots nor edits nor the channel itself', async () => {
    const front = frontDesk();
    const desk = await open(kind, front);
    const thread = await desk.chat.post(CHANNEL, message('An alert'), 'k1');
    const base = { ts: '1578341200.000100', text: 'beep', thread_ts: thread };
    await desk.carrier.deliver('events_api', messageEvent({ ...base, bot_id: 'B9', user: 'U9' }));
    await desk.carrier.deliver('events_api', messageEvent(base, { subtype: 'message_changed' }));
    await desk.carrier.deliver('events_api', messageEvent({ ts: base.ts, text: 'hi', user: PERSON.id }));
    await desk.write(thread, `<@${PERSON.id}> saw <https://a.example/x|the letter> &amp; &lt;signed&gt; it`);
    expect(front.posts).toMatchObject([
      {
        chat: 'slack',
        author: PERSON.displayName,
        text: `@${PERSON.displayName} saw the letter (https://a.example/x) & <signed> it`,
        at: expect.stringMatching(/^2020-01-06T20:05:00/),
      },
    ]);
  });

  it('can be stopped twice', async () => {
    const desk = await open(kind, frontDesk());
    const closed = [...desk.slack.socket.connections].map((connection) => once(connection, 'close'));
    await desk.chat.stop();
    await expect(desk.chat.stop()).resolves.toBeUndefined();
    await Promise.all(closed);
    expect(desk.slack.socket.connections.size).toBe(0);
  });
});

describe('Slack', () => {
  it('refuses a request with a wrong signature, which then reaches no one', async () => {
    const front = frontDesk();
    const desk = await open('http', front);
    const { connection } = desk.settings;
    const port = connection.kind === 'http' ? connection.port : 0;
    const forger = signedCarrier(`http://127.0.0.1:${port}/slack/events`, 'another secret');
    const { url, received } = desk.slack.responses.open();
    const forged = forger.deliver('slash_commands', slashCommand('/claim withdrawal', url));
    await expect(forged).rejects.toThrow('401');
    expect(front.said).toEqual([]);
    expect(received).toEqual([]);
  });

  it('comes back after a disconnect frame and answers again', async () => {
    const desk = await open('socket', frontDesk());
    desk.slack.socket.disconnect();
    expect((await desk.run('/claim withdrawal')).text).toContain('the answer');
    expect(desk.slack.socket.acked).toHaveLength(1);
  });

  it.each([
    ['bot token', { bot: 'xoxb-wrong-bot-token' }, /OAuth & Permissions.*SLACK_BOT_TOKEN/],
    ['app-level token', { app: 'xapp-wrong-app-token' }, /Basic Information.*SLACK_APP_TOKEN/],
  ])('says what to do about a wrong %s, without repeating it', async (_what, wrong, advice) => {
    const slack = await fakeSlack();
    const { bot, app } = { ...slack.tokens, ...wrong };
    const connection = { kind: 'socket', appToken: app } as const;
    const failure = await startFailure({ botToken: bot, apiUrl: slack.apiUrl, connection });
    expect(failure).toBeInstanceOf(UserError);
    expect(messageOf(failure)).toMatch(advice);
    expect(messageOf(failure)).not.toContain('wrong');
  });

  it('hides tokens and signed addresses in what Bolt logs', () => {
    const connection = { kind: 'http', signingSecret: 'the-signing-secret', port: 1 } as const;
    const lines: string[] = [];
    const logger = boltLogger((_level, text) => lines.push(text), { botToken: 'the-bot-token', connection });
    logger.warn('the-bot-token', 'the-signing-secret', 'xoxb-1234-of-another-app', 'wss://a/?ticket=abc-1');
    logger.error(new Error('POST https://hooks.slack.com/commands/T1/2/3 failed'));
    logger.debug('the-bot-token');
    expect(lines).toEqual(['[hidden] [hidden] [hidden] wss://a/?ticket=[hidden]', 'POST [hidden] failed']);
  });

  it('writes no token when Slack refuses one', async () => {
    const slack = await fakeSlack();
    const settings: SlackSettings = {
      botToken: slack.tokens.bot,
      apiUrl: slack.apiUrl,
      connection: { kind: 'socket', appToken: 'xapp-wrong-app-token' },
    };
    const logged: string[] = [];
    const chat = createSlackChat(settings, { log: createLog('debug', sinkTo(logged)) });
    await expect(chat.start(frontDesk())).rejects.toThrow(UserError);
    await chat.stop();
    expect(logged.join('')).toContain('invalid_auth');
    expect(logged.join('')).not.toMatch(/xoxb|xapp/);
  });

  it('says that a port is taken', async () => {
    const slack = await fakeSlack();
    const port = Number(new URL(slack.apiUrl).port);
    const connection = { kind: 'http', signingSecret: 'secret', port } as const;
    const failure = await startFailure({ botToken: slack.tokens.bot, apiUrl: slack.apiUrl, connection });
    expect(failure).toBeInstanceOf(UserError);
    expect(messageOf(failure)).toContain(`Port ${port}`);
  });

  it('asks for an invitation to a channel that it does not see', async () => {
    const desk = await open('socket', frontDesk());
    const post = desk.chat.post('C0NONE', message('lost'), 'k1');
    await expect(post).rejects.toThrow(UserError);
    await expect(post).rejects.toThrow('/invite');
  });

  it('keeps the delivery key on a message, and links to its thread once started', async () => {
    const desk = await open('socket', frontDesk());
    const ref = await desk.chat.post(CHANNEL, message('An alert'), 'delivery-1');
    expect(desk.slack.workspace.channels.get(CHANNEL)).toMatchObject([
      { metadata: { event_type: 'claimwire_delivery', event_payload: { key: 'delivery-1' } } },
    ]);
    expect(desk.chat.threadLink(CHANNEL, ref)).toBe(
      'https://desk.slack.com/archives/C0DESK/p1578341100000001',
    );
    const unstarted = createSlackChat(desk.settings, { log: createLog('silent') });
    expect(unstarted.threadLink(CHANNEL, ref)).toBeNull();
  });
});

describe('a Slack message', () => {
  const hostile = '<!channel> <@U1> *bold* `code` \u202Egnp.exe\u200B <https://evil.example|x> & @everyone';

  it('shows hostile text as the text it is', () => {
    const { blocks, text } = render(
      message('A claim', [
        { kind: 'text', text: [hostile, { link: 'javascript:alert(1)', label: 'a link' }] },
        { kind: 'quote', quote: hostile, by: hostile },
        { kind: 'fields', fields: [{ name: hostile, value: hostile }] },
        { kind: 'list', heading: hostile, entries: [hostile] },
      ]),
    );
    const whole = JSON.stringify(blocks);
    expect(whole).not.toMatch(
      /mrkdwn|"type":"(link|user|broadcast|emoji|channel)"|javascript:|\u202E|\u200B/,
    );
    expect(whole).toContain('<!channel> <@U1> *bold* `code` gnp.exe <https://evil.example|x> & @everyone');
    expect(text).not.toMatch(/[<>]|\u202E/);
  });

  it('links to the web, and shows times in the reader’s own zone', () => {
    const { blocks } = render(
      message('A claim', [
        {
          kind: 'text',
          text: [{ link: 'https://a.example/1', label: 'AFP' }, { time: '2020-01-06T20:05:00.000Z' }],
        },
      ]),
    );
    const section = { type: 'rich_text_section' };
    expect(blocks[1]).toMatchObject({
      elements: [
        {
          ...section,
          elements: [
            { type: 'link', url: 'https://a.example/1', text: 'AFP' },
            { type: 'date', timestamp: 1_578_341_100, fallback: '2020-01-06T20:05:00.000Z' },
          ],
        },
      ],
    });
  });

  it.each([
    [
      'many long blocks',
      Array.from({ length: 80 }, () => ({ kind: 'text', text: 'word '.repeat(900) }) as const),
    ],
    ['a long list', [{ kind: 'list', heading: 'Latest', entries: Array(300).fill('a headline') } as const]],
    ['many short spans', [{ kind: 'text', text: Array(900).fill({ strong: 'x' }) } as const]],
    [
      'many fields',
      [{ kind: 'fields', fields: Array(90).fill({ name: 'n', value: 'v '.repeat(99) }) } as const],
    ],
  ])('of %s is cut to what Slack takes, and shows that it was', (_what, blocks) => {
    const rendered = render(
      message('t'.repeat(400), blocks, [{ label: 'b'.repeat(100), invocation: '/claim x', style: 'plain' }]),
    );
    expect(faultOf(rendered.blocks)).toBeNull();
    expect(rendered.text.length).toBeLessThanOrEqual(4_000);
    expect(buttonsOf(rendered)).toHaveLength(1);
    expect(JSON.stringify(rendered.blocks.slice(2))).toContain('…');
  });

  it('is never cut inside a character', () => {
    const { blocks } = render(message(`${'x'.repeat(148)}😀😀`));
    expect(blocks[0]).toMatchObject({ text: { text: `${'x'.repeat(148)}…` } });
  });

  it('says a long title in full below its cut header', () => {
    const title = `${'The US is leaving '.repeat(10)}soon`;
    expect(JSON.stringify(render(message(title)).blocks[1])).toContain(title);
  });

  it('leaves out a button whose invocation would have to be cut', () => {
    const button = { label: 'Go', invocation: `/claim ${'x'.repeat(2_000)}`, style: 'plain' } as const;
    expect(buttonsOf(render(message('A claim', [], [button])))).toEqual([]);
  });
});

describe('the Slack manifest', () => {
  const { commands } = frontDesk();

  it('names every command, scope and event', () => {
    expect(slackManifest(commands, { socketMode: true })).toMatchObject({
      features: { slash_commands: [{ command: '/claim', usage_hint: '<what>' }] },
      oauth_config: {
        scopes: {
          bot: [
            'commands',
            'chat:write',
            'chat:write.public',
            'channels:history',
            'groups:history',
            'users:read',
          ],
        },
      },
      settings: {
        event_subscriptions: { bot_events: ['message.channels', 'message.groups'] },
        interactivity: { is_enabled: true },
        socket_mode_enabled: true,
      },
    });
  });

  it('gives the request address everywhere without Socket Mode, and asks for it', () => {
    const requestUrl = 'https://desk.example/slack/events';
    expect(slackManifest(commands, { socketMode: false, requestUrl })).toMatchObject({
      features: { slash_commands: [{ url: requestUrl }] },
      settings: {
        event_subscriptions: { request_url: requestUrl },
        interactivity: { request_url: requestUrl },
        socket_mode_enabled: false,
      },
    });
    expect(() => slackManifest(commands, { socketMode: false })).toThrow(UserError);
  });
});

describe('the Slack check', () => {
  const all = [
    'commands',
    'chat:write',
    'chat:write.public',
    'channels:history',
    'groups:history',
    'users:read',
  ];

  async function check(scopes: readonly string[], wrong: { bot?: string; app?: string } = {}) {
    const slack = await fakeSlack(scopes);
    const { bot, app } = { ...slack.tokens, ...wrong };
    return checkSlack({ botToken: bot, apiUrl: slack.apiUrl, connection: { kind: 'socket', appToken: app } });
  }

  it('says that Slack cannot be reached, and what to look at', async () => {
    const connection = { kind: 'socket', appToken: 'xapp-1-any' } as const;
    const found = await checkSlack({ botToken: 'xoxb-1-any', apiUrl: 'http://127.0.0.1:1/api/', connection });
    expect(found.map(({ ok }) => ok)).toEqual([false, false]);
    for (const { text } of found) expect(text).toContain('Slack cannot be reached. Check the network');
  });

  it('names the bot and its workspace when all is well', async () => {
    const findings = await check(all);
    expect(findings.every(({ ok }) => ok)).toBe(true);
    expect(findings[0]?.text).toMatch(/claimwire.*The Desk/);
  });

  it('names the permissions that are missing', async () => {
    const findings = await check(all.filter((scope) => scope !== 'users:read'));
    expect(findings.filter(({ ok }) => !ok)).toMatchObject([{ text: expect.stringContaining('users:read') }]);
  });

  it('says what to do about each wrong token, without repeating it', async () => {
    const findings = await check(all, { bot: 'xoxb-wrong-bot-token', app: 'xapp-wrong-app-token' });
    expect(findings.map(({ ok }) => ok)).toEqual([false, false]);
    const text = findings.map((finding) => finding.text).join(' ');
    expect(text).toMatch(/SLACK_BOT_TOKEN.*SLACK_APP_TOKEN/);
    expect(text).not.toContain('wrong');
  });
});
