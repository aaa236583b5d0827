import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../src/chat/slack/index.ts';
import { boltLogger } from '../../src/chat/slack/logger.ts';
import type { SlackSettings } from '../../src/chat/slack/settings.ts';
import { messageOf, UserError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { message } from '../../src/model/message.ts';
import { describeChat } from '../contracts/chat.ts';
import { sending } from '../support/sending.ts';
import { slackDesks } from '../support/slack/desks.ts';
import { recordingFront } from '../support/slack/front.ts';
import { openSlack, sinkTo } from '../support/slack/harness.ts';
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

const open = slackDesks();

async function fakeSlack(scopes?: readonly string[]): Promise<FakeSlack> {
  const slack = await startFakeSlack(scopes);
  closing.push(slack.stop);
  return slack;
}

/** What `start` throws with these settings. */
async function startFailure(settings: SlackSettings): Promise<unknown> {
  const chat = createSlackChat(settings, { log: createLog('silent') });
  closing.push(chat.stop);
  return chat.start(recordingFront()).catch((error: unknown) => error);
}

describe.each(['socket', 'http'] as const)('Slack by %s', (kind) => {
  it('acknowledges a command before the desk has answered', async () => {
    const gate = Promise.withResolvers<void>();
    const front = recordingFront();
    front.gate = gate.promise;
    const desk = await open(kind, front);
    const { url, received, first } = desk.slack.responses.open();
    await desk.carrier.deliver('slash_commands', slashCommand('/claim withdrawal', url));
    expect(received).toEqual([]);
    gate.resolve();
    expect(await first).toMatchObject({ response_type: 'ephemeral' });
  });

  it('says who called and from where', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    await desk.run('/claim the letter & <the> draft');
    expect(front.said.all).toEqual([
      {
        line: '/claim the letter & <the> draft',
        person: { chat: 'slack', id: PERSON.id, name: PERSON.name, groups: [] },
        place: { chat: 'slack', channel: CHANNEL, thread: null },
      },
    ]);
  });

  it('answers a button pressed in a thread in that thread, and keeps the message it stands on', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    const root = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    const card = message(
      'Edited',
      [],
      [{ label: 'Reject', invocation: '/claims reject a b', style: 'plain' }],
    );
    const ref = await desk.chat.reply(CHANNEL, root, card, sending('k2'), false);
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
    expect(front.said.all[0]).toMatchObject({ line: '/claims reject a b', place: { thread: root } });
  });

  it('hears people in threads by name, and neither bots nor edits nor the channel itself', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    const thread = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    const base = { ts: '1578341200.000100', text: 'beep', thread_ts: thread };
    await desk.carrier.deliver('events_api', messageEvent({ ...base, bot_id: 'B9', user: 'U9' }));
    await desk.carrier.deliver('events_api', messageEvent(base, { subtype: 'message_changed' }));
    await desk.carrier.deliver('events_api', messageEvent({ ts: base.ts, text: 'hi', user: PERSON.id }));
    await desk.write(thread, `<@${PERSON.id}> saw <https://a.example/x|the letter> &amp; &lt;signed&gt; it`);
    expect(front.posts.all).toMatchObject([
      {
        chat: 'slack',
        author: PERSON.displayName,
        text: `@${PERSON.displayName} saw the letter (https://a.example/x) & <signed> it`,
        at: expect.stringMatching(/^2020-01-06T20:05:00/),
      },
    ]);
  });

  it('can be stopped twice', async () => {
    const desk = await open(kind, recordingFront());
    const closed = [...desk.slack.socket.connections].map((connection) => once(connection, 'close'));
    await desk.chat.stop();
    await expect(desk.chat.stop()).resolves.toBeUndefined();
    await Promise.all(closed);
    expect(desk.slack.socket.connections.size).toBe(0);
  });
});

describe('Slack', () => {
  it('refuses a request with a wrong signature, which then reaches no one', async () => {
    const front = recordingFront();
    const desk = await open('http', front);
    const { connection } = desk.settings;
    const port = connection.kind === 'http' ? connection.port : 0;
    const forger = signedCarrier(`http://127.0.0.1:${port}/slack/events`, 'another secret');
    const { url, received } = desk.slack.responses.open();
    const forged = forger.deliver('slash_commands', slashCommand('/claim withdrawal', url));
    await expect(forged).rejects.toThrow('401');
    expect(front.said.all).toEqual([]);
    expect(received).toEqual([]);
  });

  it('comes back after a disconnect frame and answers again', async () => {
    const desk = await open('socket', recordingFront());
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
    await expect(chat.start(recordingFront())).rejects.toThrow(UserError);
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
    const desk = await open('socket', recordingFront());
    const post = desk.chat.post('C0NONE', message('lost'), sending('k1'));
    await expect(post).rejects.toThrow(UserError);
    await expect(post).rejects.toThrow('/invite');
  });

  it('keeps the delivery key on a message, and links to its thread once started', async () => {
    const desk = await open('socket', recordingFront());
    const ref = await desk.chat.post(CHANNEL, message('An alert'), sending('delivery-1'));
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
