import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Later, Refused } from '../../src/chat/faults.ts';
import { message } from '../../src/model/message.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import type { Fate } from '../support/fates.ts';
import { QUIET_FRONT } from '../support/quiet-front.ts';
import { again, sending } from '../support/sending.ts';
import { openSlack, type SlackHarness } from '../support/slack/harness.ts';
import { CHANNEL } from '../support/slack/workspace.ts';

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const DOUBTFUL: readonly Fate[] = ['fails', 'done-then-fails', 'done-then-lost'];
const ALERT = message(
  'An alert',
  [{ kind: 'text', text: 'of AFP' }],
  [{ label: 'It is not', invocation: '/claims reject withdrawal i1', style: 'danger' }],
);

function failed(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );
}

describe('a message on Slack', () => {
  let slack: SlackHarness;
  beforeEach(async () => {
    slack = await openSlack('socket', QUIET_FRONT);
  });
  afterEach(() => slack.stop());
  const texts = () => (slack.slack.workspace.channels.get(CHANNEL) ?? []).map(({ text }) => text);

  it.each(DOUBTFUL)('whose first try %s is there once after the second', async (fate) => {
    slack.slack.fates.next(/chat\.postMessage/, fate);
    await failed(slack.chat.post(CHANNEL, ALERT, sending('k1')));
    const ref = await slack.chat.post(CHANNEL, ALERT, again('k1', LONG_AGO));
    expect(texts()).toHaveLength(1);
    expect(slack.slack.workspace.channels.get(CHANNEL)?.[0]?.ts).toBe(ref);
  });

  it.each(DOUBTFUL)('in a thread whose first try %s is there once after the second', async (fate) => {
    const root = await slack.chat.post(CHANNEL, ALERT, sending('k1'));
    slack.slack.fates.next(/chat\.postMessage/, fate);
    await failed(slack.chat.reply(CHANNEL, root, message('A denial'), sending('k2'), true));
    await slack.chat.reply(CHANNEL, root, message('A denial'), again('k2', LONG_AGO), true);
    expect(texts()).toHaveLength(2);
  });

  it('is found behind hundreds of others, and told from one with the same words', async () => {
    for (let n = 0; n < 250; n++) await slack.chat.post(CHANNEL, message('An alert'), sending(`n${n}`));
    slack.slack.fates.next(/chat\.postMessage/, 'done-then-lost');
    await failed(slack.chat.post(CHANNEL, message('An alert'), sending('k1')));
    await slack.chat.post(CHANNEL, message('An alert'), again('k1', LONG_AGO));
    expect(texts()).toHaveLength(251);
  });

  it('is looked for in a public channel that the bot has not joined, by joining it', async () => {
    const { calls, fates } = slack.slack;
    fates.next(/chat\.postMessage/, 'done-then-lost');
    await failed(slack.chat.post(CHANNEL, ALERT, sending('k1')));
    calls.refuse('conversations.history', 'not_in_channel');
    const joined = calls
      .of('conversations.join')
      .next()
      .then(() => calls.refuse('conversations.history', null));
    await slack.chat.post(CHANNEL, ALERT, again('k1', LONG_AGO));
    await joined;
    expect(texts()).toHaveLength(1);
  });

  it('is asked for again when Slack wants it, and not by the client itself', async () => {
    slack.slack.fates.next(/chat\.postMessage/, { retryAfter: 7 });
    const fault = await failed(slack.chat.post(CHANNEL, ALERT, sending('k1')));
    expect(fault).toBeInstanceOf(Later);
    expect(fault).toMatchObject({ wait: 7_000 });
    expect(slack.slack.calls.made.filter((name) => name === 'chat.postMessage')).toHaveLength(1);
  });

  it('that Slack will never take is told from one that may pass', async () => {
    slack.slack.calls.refuse('chat.postMessage', 'invalid_blocks');
    expect(await failed(slack.chat.post(CHANNEL, ALERT, sending('k1')))).toBeInstanceOf(Refused);
    slack.slack.calls.refuse('chat.postMessage', 'internal_error');
    expect(await failed(slack.chat.post(CHANNEL, ALERT, sending('k1')))).not.toBeInstanceOf(Refused);
  });
});

describe('a message on Discord', () => {
  let discord: DiscordHarness;
  beforeEach(async () => {
    discord = await openDiscord(QUIET_FRONT);
  });
  afterEach(() => discord.stop());
  const said = (where: string) => discord.discord.world.messages.get(where) ?? [];

  /** Discord remembers a nonce for some minutes only. */
  function forgetNonces(): void {
    for (const messages of discord.discord.world.messages.values())
      for (const one of messages) Reflect.deleteProperty(one, 'nonce');
  }

  it.each(DOUBTFUL)('whose first try %s is there once after the second, long after', async (fate) => {
    const { chat, channel } = discord;
    discord.discord.fates.next(/^POST .*messages$/, fate);
    await failed(chat.post(channel, ALERT, sending('k1')));
    forgetNonces();
    const ref = await chat.post(channel, ALERT, again('k1', LONG_AGO));
    expect(said(channel).map(({ id }) => id)).toEqual([ref]);
  });

  it('is not taken for another delivery with the same words', async () => {
    const { chat, channel } = discord;
    const first = await chat.post(channel, message('ok'), sending('k1'));
    discord.discord.fates.next(/^POST .*messages$/, 'fails');
    await failed(chat.post(channel, message('ok'), sending('k2')));
    const second = await chat.post(channel, message('ok'), again('k2', LONG_AGO, [first]));
    expect(said(channel).map(({ id }) => id)).toEqual([first, second]);
  });

  it('in a thread comes once, and so does the word of it in the channel', async () => {
    const { chat, channel } = discord;
    const ref = await chat.post(channel, ALERT, sending('k1'));
    const thread = await chat.openThread(channel, ref, 'The letter', sending('k2'));
    discord.discord.fates.next(new RegExp(`^POST /channels/${channel}/messages$`), 'done-then-lost');
    await failed(chat.reply(channel, thread, message('A denial'), sending('k3'), true));
    forgetNonces();
    await chat.reply(channel, thread, message('A denial'), again('k3', LONG_AGO), true);
    expect(said(thread)).toHaveLength(1);
    expect(said(channel)).toHaveLength(2);
  });

  it('waits out a rate limit by itself, and is sent once', async () => {
    const { chat, channel } = discord;
    discord.discord.fates.next(/^POST .*messages$/, { retryAfter: 0.01 });
    await chat.post(channel, ALERT, sending('k1'));
    expect(said(channel)).toHaveLength(1);
  });

  it('that Discord will never take is told from one that may pass', async () => {
    const { chat, channel, discord: server } = discord;
    server.answerNext('POST', /messages$/, {
      status: 400,
      body: { code: 50035, message: 'Invalid Form Body' },
    });
    expect(await failed(chat.post(channel, ALERT, sending('k1')))).toBeInstanceOf(Refused);
    server.answerNext('POST', /messages$/, { status: 503, body: { code: 0, message: 'try later' } });
    expect(await failed(chat.post(channel, ALERT, sending('k1')))).not.toBeInstanceOf(Refused);
  });
});
