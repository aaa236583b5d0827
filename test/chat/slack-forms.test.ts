import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { message } from '../../src/model/message.ts';
import { sending } from '../support/sending.ts';
import { slackDesks } from '../support/slack/desks.ts';
import { type RecordingFront, recordingFront } from '../support/slack/front.ts';
import type { SlackHarness } from '../support/slack/harness.ts';
import { blockActions, slashCommand, viewActions, viewSubmission } from '../support/slack/payloads.ts';
import { listening } from '../support/slack/ports.ts';
import { buttonsOf, wordsOf } from '../support/slack/reading.ts';
import { CHANNEL, PERSON } from '../support/slack/workspace.ts';

const open = slackDesks();
type View = Readonly<Record<string, unknown>>;

/** Types a command, and gives the form that it opens. */
async function formOf(desk: SlackHarness, line: string): Promise<View> {
  await desk.carrier.deliver('slash_commands', slashCommand(line, desk.slack.responses.open().url));
  const { view } = await desk.slack.calls.of('views.open').next();
  return view as View;
}

function send(desk: SlackHarness, view: View, values: Readonly<Record<string, object>>): Promise<unknown> {
  return desk.carrier.deliver('interactive', viewSubmission(view, values));
}

/** What the person alone was shown next. */
async function answerOf(desk: SlackHarness): Promise<string> {
  return wordsOf(await desk.slack.calls.of('chat.postEphemeral').next());
}

const VERDICT = { verdict: { type: 'static_select', selected_option: { value: 'false' } } };

describe.each(['socket', 'http'] as const)('A Slack form by %s', (kind) => {
  it('opens where a command lacks what it asks for, with what was given already', async () => {
    const desk = await open(kind, recordingFront());
    const view = await formOf(desk, '/claims verdict withdrawal reason:"An old reason"');
    expect(view).toMatchObject({
      type: 'modal',
      callback_id: 'form',
      title: { text: '/claims verdict' },
      submit: { text: 'Send' },
      close: { text: 'Cancel' },
      blocks: [
        {
          type: 'input',
          label: { text: 'Verdict' },
          hint: { text: 'The verdict' },
          optional: false,
          element: {
            type: 'static_select',
            options: [
              { text: { text: 'false' }, value: 'false' },
              { text: { text: 'confirmed' }, value: 'confirmed' },
            ],
          },
        },
        {
          label: { text: 'Reason' },
          optional: true,
          element: {
            type: 'plain_text_input',
            multiline: true,
            max_length: 3_000,
            initial_value: 'An old reason',
          },
        },
      ],
    });
  });

  it('makes the call with what was answered, and shows the answer to the person in the channel', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    const view = await formOf(desk, '/claims verdict withdrawal reason:old');
    await send(desk, view, { ...VERDICT, reason: { type: 'plain_text_input', value: 'Two\n"lines"' } });
    expect(await front.invoked.next()).toEqual({
      command: 'claims',
      subcommand: 'verdict',
      options: { claim: 'withdrawal', verdict: 'false', reason: 'Two\n"lines"' },
      person: { chat: 'slack', id: PERSON.id, name: PERSON.name, groups: [] },
      place: { chat: 'slack', channel: CHANNEL, thread: null },
    });
    expect(await answerOf(desk)).toContain('the answer');
    expect(desk.slack.workspace.ephemerals).toMatchObject([
      { user: PERSON.id, channel: CHANNEL, thread: null },
    ]);
    expect(front.said.all).toEqual([]);
  });

  it('is closed before the desk has answered', async () => {
    const front = recordingFront();
    const gate = Promise.withResolvers<void>();
    front.gate = gate.promise;
    const desk = await open(kind, front);
    await send(desk, await formOf(desk, '/claims verdict withdrawal'), VERDICT);
    expect(desk.slack.workspace.ephemerals).toEqual([]);
    gate.resolve();
    expect(await answerOf(desk)).toContain('the answer');
  });

  it('of App Home becomes the window with the answer', async () => {
    const front = recordingFront();
    const gate = Promise.withResolvers<void>();
    front.gate = gate.promise;
    const desk = await open(kind, front);
    const button = { type: 'button', action_id: 'invoke:0', value: '/claims verdict withdrawal' };
    await desk.carrier.deliver('interactive', viewActions({ type: 'home' }, button));
    const { view } = await desk.slack.calls.of('views.open').next();
    expect(await send(desk, view as View, VERDICT)).toMatchObject({
      response_action: 'update',
      view: { type: 'modal', title: { text: 'claimwire' } },
    });
    gate.resolve();
    const { view_id, view: shown } = await desk.slack.calls.of('views.update').next();
    expect(view_id).toBe('V1');
    expect(wordsOf(shown as View)).toContain('the answer');
    expect((await front.invoked.next()).place).toEqual({ chat: 'slack', channel: PERSON.id, thread: null });
  });
});

describe('A Slack form', () => {
  it('forgets an answer that was taken back', async () => {
    const front = recordingFront();
    const desk = await open('socket', front);
    const view = await formOf(desk, '/claims verdict withdrawal reason:old');
    await send(desk, view, { ...VERDICT, reason: { type: 'plain_text_input', value: null } });
    expect((await front.invoked.next()).options).toEqual({ claim: 'withdrawal', verdict: 'false' });
  });

  it('of a button in a thread shows everyone in that thread what is for everyone', async () => {
    const front = recordingFront();
    front.reply = { message: message('ruled'), visibility: 'channel' };
    const desk = await open('socket', front);
    const root = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    const button = { label: 'Rule', invocation: '/claims verdict withdrawal', style: 'plain' } as const;
    const ref = await desk.chat.reply(CHANNEL, root, message('Edited', [], [button]), sending('k2'), false);
    const posted = desk.slack.workspace.channels.get(CHANNEL)?.find(({ ts }) => ts === ref);
    const [shown] = posted ? buttonsOf(posted) : [];
    if (!posted || !shown) throw new Error('nothing to press');
    const { url } = desk.slack.responses.open();
    await desk.carrier.deliver('interactive', blockActions(posted, shown.element, url));
    const { view } = await desk.slack.calls.of('views.open').next();
    await send(desk, view as View, VERDICT);
    expect((await front.invoked.next()).place.thread).toBe(root);
    const posts = desk.slack.calls.of('chat.postMessage');
    for (const _of of ['the alert', 'the reply']) await posts.next();
    expect(await posts.next()).toMatchObject({ channel: CHANNEL, thread_ts: root, text: 'ruled' });
  });

  it('of a window opens upon it', async () => {
    const desk = await open('socket', recordingFront());
    const button = { type: 'button', action_id: 'invoke:0', value: '/claims verdict withdrawal' };
    await desk.carrier.deliver('interactive', viewActions({ type: 'modal' }, button));
    const { view } = await desk.slack.calls.of('views.push').next();
    expect(view).toMatchObject({ callback_id: 'form' });
    expect(desk.slack.calls.of('views.update').all).toEqual([]);
  });

  it('that comes too late leaves the call to be answered in words', async () => {
    const front = recordingFront();
    const desk = await open('socket', front);
    desk.slack.calls.refuse('views.open', 'expired_trigger_id');
    expect((await desk.run('/claims verdict withdrawal')).text).toContain('the answer');
    expect(front.said.all).toMatchObject([{ line: '/claims verdict withdrawal' }]);
  });

  it('that Slack could not keep is not opened', async () => {
    const front = recordingFront();
    const desk = await open('socket', front);
    const line = `/claims verdict ${'x'.repeat(3_000)}`;
    expect((await desk.run(line)).text).toContain('the answer');
    expect(front.said.all).toMatchObject([{ line }]);
    expect(desk.slack.calls.made).not.toContain('views.open');
  });
});

describe('A file in a Slack form', () => {
  async function give(
    front: RecordingFront,
    name: string,
    url: (desk: SlackHarness) => string,
  ): Promise<SlackHarness> {
    const desk = await open('socket', front);
    const view = await formOf(desk, '/feeds import');
    const file = { id: 'F1', name, url_private: url(desk) };
    await send(desk, view, { 'opml-file': { type: 'file_input', files: [file] } });
    return desk;
  }

  it('is asked for as one, and its text is the answer', async () => {
    const front = recordingFront();
    const desk = await give(front, 'feeds.opml', ({ slack }) =>
      slack.files.give('feeds.opml', '\uFEFF<opml/> é'),
    );
    expect((await front.invoked.next()).options).toEqual({ 'opml-file': '<opml/> é' });
    expect(desk.slack.calls.of('views.open').all).toMatchObject([
      {
        view: {
          blocks: [
            { label: { text: 'Opml file' }, element: { type: 'file_input', max_files: 1 } },
            { optional: true, element: { type: 'plain_text_input', multiline: false } },
          ],
        },
      },
    ]);
  });

  it.each([
    ['larger than 1 MB', 'x'.repeat(1_000_001), /larger than 1 MB/],
    ['no text', Buffer.from([0xff, 0xfe, 0x00]), /not a text in UTF-8/],
  ])('that is %s is answered in words', async (_what, content, words) => {
    const front = recordingFront();
    const desk = await give(front, 'feeds.opml', ({ slack }) => slack.files.give('feeds.opml', content));
    expect(await answerOf(desk)).toMatch(words);
    expect(front.invoked.all).toEqual([]);
  });

  it('that claimwire may not read is answered in words', async () => {
    const front = recordingFront();
    const desk = await give(front, 'gone.opml', ({ slack }) => slack.files.give('gone.opml', null));
    expect(await answerOf(desk)).toMatch(/Slack did not give claimwire the file gone.opml/);
    expect(front.invoked.all).toEqual([]);
  });

  it('that is kept elsewhere is not fetched, so that nobody else is shown the token', async () => {
    const elsewhere = createServer((_request, response) => {
      response.end('caught');
    });
    const asked: unknown[] = [];
    elsewhere.on('connection', (socket) => asked.push(socket));
    const port = await listening(elsewhere);
    const desk = await give(recordingFront(), 'a.opml', () => `http://127.0.0.1:${port}/a.opml`);
    expect(await answerOf(desk)).toMatch(/kept outside of Slack/);
    expect(asked).toEqual([]);
    await new Promise((resolve) => elsewhere.close(resolve));
  });
});
