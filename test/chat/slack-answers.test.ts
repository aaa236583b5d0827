import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/command/invocation.ts';
import { message } from '../../src/model/message.ts';
import { sending } from '../support/sending.ts';
import { slackDesks } from '../support/slack/desks.ts';
import { recordingFront } from '../support/slack/front.ts';
import type { SlackHarness } from '../support/slack/harness.ts';
import { blockActions, slashCommand } from '../support/slack/payloads.ts';
import { type Shape, wordsOf } from '../support/slack/reading.ts';
import { CHANNEL, PERSON } from '../support/slack/workspace.ts';

const open = slackDesks();
const FILE = { name: 'claims.csv', text: 'slug,standing\nwithdrawal,denied\n' };

function reply(visibility: Reply['visibility'], file?: Reply['file']): Reply {
  return { message: message('the answer'), visibility, ...(file && { file }) };
}

/** Calls a command whose response URL is past its 30 minutes. */
async function runLate(desk: SlackHarness): Promise<void> {
  const { url, expire } = desk.slack.responses.open();
  expire();
  await desk.carrier.deliver('slash_commands', slashCommand('/claim a', url));
}

describe.each(['socket', 'http'] as const)('A late answer in Slack by %s', (kind) => {
  it('comes as a new message that the person alone sees', async () => {
    const desk = await open(kind, recordingFront());
    await runLate(desk);
    expect(wordsOf(await desk.slack.calls.of('chat.postEphemeral').next())).toContain('the answer');
    expect(desk.slack.workspace.ephemerals).toMatchObject([
      { user: PERSON.id, channel: CHANNEL, thread: null },
    ]);
    expect(desk.slack.workspace.channels.get(CHANNEL)).toEqual([]);
  });

  it('for everyone comes as a new message of the channel', async () => {
    const front = recordingFront();
    front.reply = reply('channel');
    const desk = await open(kind, front);
    await runLate(desk);
    expect(await desk.slack.calls.of('chat.postMessage').next()).toMatchObject({ channel: CHANNEL });
    expect(desk.slack.workspace.ephemerals).toEqual([]);
  });

  it('comes in the person’s own conversation where claimwire is not in the channel', async () => {
    const desk = await open(kind, recordingFront());
    desk.slack.calls.refuse('chat.postEphemeral', 'not_in_channel');
    await runLate(desk);
    expect(await desk.slack.calls.of('chat.postMessage').next()).toMatchObject({ channel: 'D0ANNA' });
  });
});

describe('Answers in Slack', () => {
  it('go on in the thread once the response URL of a message is used up', async () => {
    const desk = await open('socket', recordingFront());
    const root = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    const element = { type: 'button', action_id: 'invoke:0', value: '/claim a' };
    const { url, received } = desk.slack.responses.open();
    const card = { ts: '1578341100.000009', text: 'A card', blocks: [], thread_ts: root };
    for (let use = 0; use < 6; use += 1)
      await desk.carrier.deliver('interactive', blockActions(card, element, url));
    await desk.slack.calls.of('chat.postEphemeral').next();
    expect(received).toHaveLength(5);
    expect(desk.slack.workspace.ephemerals).toMatchObject([{ channel: CHANNEL, thread: root }]);
  });
});

describe.each(['socket', 'http'] as const)('A file of an answer in Slack by %s', (kind) => {
  it('for the person alone goes to their own conversation, and the answer says so', async () => {
    const front = recordingFront();
    front.reply = reply('private', FILE);
    const desk = await open(kind, front);
    expect(await desk.run('/claim a')).toMatchObject({
      to: 'person',
      text: expect.stringMatching(/the answer[\s\S]*claims.csv is in your direct messages/),
    });
    expect(desk.slack.workspace.files).toEqual([{ ...FILE, channel: 'D0ANNA', thread: null }]);
  });

  it('for everyone goes to the channel', async () => {
    const front = recordingFront();
    front.reply = reply('channel', FILE);
    const desk = await open(kind, front);
    const { to, text } = await desk.run('/claim a');
    expect({ to, text }).toEqual({ to: 'channel', text: 'the answer' });
    expect(desk.slack.workspace.files).toEqual([{ ...FILE, channel: CHANNEL, thread: null }]);
  });

  it('for everyone in a thread goes to the thread', async () => {
    const front = recordingFront();
    front.reply = reply('channel', FILE);
    const desk = await open(kind, front);
    const root = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    const card = { ts: '1578341100.000009', text: 'A card', blocks: [], thread_ts: root };
    const { url, first } = desk.slack.responses.open();
    const element = { type: 'button', action_id: 'invoke:0', value: '/claim a' };
    await desk.carrier.deliver('interactive', blockActions(card, element, url));
    await first;
    expect(desk.slack.workspace.files).toEqual([{ ...FILE, channel: CHANNEL, thread: root }]);
  });

  it('that Slack does not take is told with the answer, and what to do', async () => {
    const front = recordingFront();
    front.reply = reply('private', FILE);
    const desk = await open(kind, front);
    desk.slack.calls.refuse('conversations.open', 'missing_scope');
    const { url, first } = desk.slack.responses.open();
    await desk.carrier.deliver('slash_commands', slashCommand('/claim a', url));
    const shown: Shape = await first;
    expect(wordsOf(shown)).toMatch(/the answer[\s\S]*could not be sent.*lacks a permission/);
  });
});
