import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSlackChat } from '../../src/chat/slack/index.ts';
import { createLog } from '../../src/log.ts';
import { message } from '../../src/model/message.ts';
import { slackDesks } from '../support/slack/desks.ts';
import { recordingFront } from '../support/slack/front.ts';
import { sinkTo } from '../support/slack/harness.ts';
import { event, messageAction, viewActions } from '../support/slack/payloads.ts';
import { buttonsOf, type Shape, wordsOf } from '../support/slack/reading.ts';
import { BOT, CHANNEL, PERSON } from '../support/slack/workspace.ts';

const open = slackDesks();
afterEach(() => {
  vi.useRealTimers();
});

const EDITORS = { id: 'S0EDITORS', users: [PERSON.id, 'U0BORIS'] };
const OTHERS = { id: 'S0OTHERS', users: ['U0BORIS'] };

function reaction(emoji: string, more: object = {}): object {
  const item = { type: 'message', channel: CHANNEL, ts: '1578341100.000001' };
  return event('reaction_added', { user: PERSON.id, reaction: emoji, item, item_user: BOT.user, ...more });
}

describe('People in Slack', () => {
  it('come with the user groups that they are in, asked once in five minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const front = recordingFront();
    const desk = await open('socket', front);
    desk.slack.workspace.usergroups.push(EDITORS, OTHERS);
    await desk.run('/claim a');
    await desk.run('/claim b');
    expect(front.said.all.map(({ person }) => person.groups)).toEqual([['S0EDITORS'], ['S0EDITORS']]);
    const asked = desk.slack.calls.of('usergroups.list');
    expect(asked.all).toHaveLength(1);
    vi.setSystemTime(Date.now() + 5 * 60_000);
    desk.slack.workspace.usergroups.pop();
    await desk.run('/claim c');
    expect(asked.all).toHaveLength(2);
  });

  it('are in no groups where Slack does not show them, which is said once', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const front = recordingFront();
    const desk = await open('socket', front);
    await desk.chat.stop();
    const logged: string[] = [];
    const chat = createSlackChat(desk.settings, { log: createLog('info', sinkTo(logged)) });
    await chat.start(front);
    desk.slack.calls.refuse('usergroups.list', 'missing_scope');
    await desk.run('/claim a');
    vi.setSystemTime(Date.now() + 6 * 60_000);
    await desk.run('/claim b');
    expect(front.said.all.map(({ person }) => person.groups)).toEqual([[], []]);
    expect(logged.filter((line) => line.includes('user groups'))).toHaveLength(1);
    await chat.stop();
  });
});

describe.each(['socket', 'http'] as const)('A reaction in Slack by %s', (kind) => {
  it('reaches the desk without its skin tone, and what it did is told to the person', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    desk.slack.workspace.usergroups.push(EDITORS);
    await desk.carrier.deliver('events_api', reaction('+1::skin-tone-4'));
    expect(await front.reactions.next()).toEqual({
      place: { chat: 'slack', channel: CHANNEL, thread: null },
      ref: '1578341100.000001',
      emoji: '+1',
      person: { chat: 'slack', id: PERSON.id, name: PERSON.displayName, groups: ['S0EDITORS'] },
    });
    const told = await desk.slack.calls.of('chat.postEphemeral').next();
    expect(told).toMatchObject({ user: PERSON.id, channel: CHANNEL, text: 'the answer' });
  });

  it('that stands for nothing, is on a file or is of claimwire itself is answered by nothing', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    await desk.carrier.deliver('events_api', reaction('shrug'));
    await desk.carrier.deliver('events_api', reaction('eyes', { item: { type: 'file', file: 'F1' } }));
    await desk.carrier.deliver('events_api', reaction('heart', { user: BOT.user }));
    await desk.carrier.deliver('events_api', reaction('tada'));
    await desk.slack.calls.of('chat.postEphemeral').next();
    expect(front.reactions.all.map(({ emoji }) => emoji)).toEqual(['shrug', 'tada']);
    expect(desk.slack.workspace.ephemerals).toHaveLength(1);
  });
});

describe.each(['socket', 'http'] as const)('A shortcut on a message in Slack by %s', (kind) => {
  it('calls its action with the words of the message, and tells the person alone', async () => {
    const front = recordingFront();
    front.reply = { message: message('for all'), visibility: 'channel' };
    const desk = await open(kind, front);
    const { url, first } = desk.slack.responses.open();
    const text = `<@${PERSON.id}>: the <https://a.example/x|letter> &amp; draft`;
    await desk.carrier.deliver('interactive', messageAction('shortcut:claim', { text }, url));
    expect(await first).toMatchObject({ response_type: 'ephemeral', text: 'for all' });
    expect(front.invoked.all).toMatchObject([
      {
        command: 'claim',
        subcommand: null,
        options: { what: `@${PERSON.displayName}: the letter (https://a.example/x) & draft` },
        person: { id: PERSON.id },
        place: { channel: CHANNEL, thread: null },
      },
    ]);
  });

  it('reads blocks and attachments where an app wrote no text', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    const blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: 'The &amp; headline' } },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'One' },
              { type: 'text', text: ' ' },
              { type: 'link', url: 'https://a.example', text: 'sentence' },
            ],
          },
        ],
      },
    ];
    const attachments = [
      { id: 1, color: '36a64f', title: 'A card', fields: [{ title: 'Of', value: 'AFP' }] },
    ];
    const { url, first } = desk.slack.responses.open();
    const said = { text: '', bot_id: 'B9', blocks, attachments };
    await desk.carrier.deliver('interactive', messageAction('shortcut:claim', said, url));
    await first;
    expect((await front.invoked.next()).options).toEqual({
      what: 'The & headline\nOne sentence\nA card\nOf\nAFP',
    });
  });
});

describe.each(['socket', 'http'] as const)('App Home in Slack by %s', (kind) => {
  const button = { label: 'Confirm', invocation: '/claims confirm a b', style: 'plain' } as const;

  it('shows the board to whoever opens its home tab', async () => {
    const front = recordingFront();
    front.board = message('The board', [{ kind: 'text', text: 'all quiet' }], [button]);
    const desk = await open(kind, front);
    const opened = { user: PERSON.id, channel: 'D0ANNA' };
    await desk.carrier.deliver('events_api', event('app_home_opened', { ...opened, tab: 'messages' }));
    await desk.carrier.deliver('events_api', event('app_home_opened', { ...opened, tab: 'home' }));
    const { user_id, view } = await desk.slack.calls.of('views.publish').next();
    expect(user_id).toBe(PERSON.id);
    expect(view).toMatchObject({ type: 'home' });
    expect(wordsOf(view as Shape)).toMatch(/The board[\s\S]*all quiet/);
    expect(buttonsOf(view as Shape)).toMatchObject([{ label: 'Confirm' }]);
    expect(front.homes.all).toMatchObject([{ id: PERSON.id, name: PERSON.displayName }]);
  });

  it('answers its buttons in a window that opens at once, and shows the board anew', async () => {
    const front = recordingFront();
    const gate = Promise.withResolvers<void>();
    front.gate = gate.promise;
    const desk = await open(kind, front);
    const pressed = viewActions(
      { type: 'home' },
      { type: 'button', action_id: 'invoke:0', value: '/claim a' },
    );
    await desk.carrier.deliver('interactive', pressed);
    await desk.slack.calls.of('views.open').next();
    gate.resolve();
    const { view } = await desk.slack.calls.of('views.update').next();
    expect(view).toMatchObject({ type: 'modal', title: { text: 'claimwire' } });
    expect(view).not.toHaveProperty('submit');
    expect(wordsOf(view as Shape)).toContain('the answer');
    await desk.slack.calls.of('views.publish').next();
    expect(front.said.all).toMatchObject([
      { line: '/claim a', place: { chat: 'slack', channel: PERSON.id, thread: null } },
    ]);
  });

  it('answers a button of such a window in the window', async () => {
    const desk = await open(kind, recordingFront());
    desk.slack.workspace.views.set('V1', {});
    const pressed = viewActions(
      { type: 'modal' },
      { type: 'button', action_id: 'invoke:0', value: '/claim a' },
    );
    await desk.carrier.deliver('interactive', pressed);
    const updates = desk.slack.calls.of('views.update');
    await updates.next();
    const { view } = await updates.next();
    expect(wordsOf(view as Shape)).toContain('the answer');
    expect(desk.slack.calls.of('views.open').all).toEqual([]);
  });

  it.each([
    ['no window opens', 'views.open', 'expired_trigger_id'],
    ['the window was closed', 'views.update', 'not_found'],
  ])('answers in the person’s own conversation where %s', async (_what, method, error) => {
    const desk = await open(kind, recordingFront());
    desk.slack.calls.refuse(method, error);
    const pressed = viewActions(
      { type: 'home' },
      { type: 'button', action_id: 'invoke:0', value: '/claim a' },
    );
    await desk.carrier.deliver('interactive', pressed);
    expect(await desk.slack.calls.of('chat.postMessage').next()).toMatchObject({ channel: 'D0ANNA' });
  });
});
