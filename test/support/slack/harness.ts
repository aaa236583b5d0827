// The Slack adapter, connected over the wire to a fake Slack, with a person in it.
import { Writable } from 'node:stream';
import type { FrontDesk } from '../../../src/chat/chat.ts';
import { createSlackChat } from '../../../src/chat/slack/index.ts';
import type { SlackSettings } from '../../../src/chat/slack/settings.ts';
import { createLog } from '../../../src/log.ts';
import type { Post } from '../../../src/model/alert.ts';
import type { ChatHarness, Shown } from '../../contracts/chat.ts';
import { blockActions, type Carrier, messageEvent, slashCommand } from './payloads.ts';
import { freePort } from './ports.ts';
import { buttonsOf, wordsOf } from './reading.ts';
import type { Response } from './responses.ts';
import { type FakeSlack, startFakeSlack } from './server.ts';
import { signedCarrier } from './signed.ts';
import { CHANNEL, PERSON, type SlackMessage } from './workspace.ts';

const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

export interface SlackHarness extends ChatHarness {
  readonly slack: FakeSlack;
  readonly carrier: Carrier;
  readonly settings: SlackSettings;
}

/** A started chat. `kind` is how Slack reaches it. */
export async function openSlack(kind: 'socket' | 'http', front: FrontDesk): Promise<SlackHarness> {
  const slack = await startFakeSlack();
  const port = await freePort();
  const settings: SlackSettings = {
    botToken: slack.tokens.bot,
    apiUrl: slack.apiUrl,
    connection:
      kind === 'socket'
        ? { kind, appToken: slack.tokens.app }
        : { kind, signingSecret: SIGNING_SECRET, port },
  };
  const carrier =
    kind === 'socket' ? slack.socket : signedCarrier(`http://127.0.0.1:${port}/slack/events`, SIGNING_SECRET);
  const chat = createSlackChat(settings, { log: createLog('silent') });
  const ears = listenIn(front);
  await chat.start(ears.front);

  async function call(method: string, args: Record<string, string>): Promise<readonly SlackMessage[]> {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.tokens.bot}` },
      body: new URLSearchParams(args),
    });
    const answer = (await response.json()) as { messages: SlackMessage[] };
    return answer.messages;
  }

  return {
    chat,
    slack,
    carrier,
    settings,
    channel: CHANNEL,
    async seen() {
      const messages = await call('conversations.history', { channel: CHANNEL });
      return Promise.all(
        messages.map(async (message) => {
          const thread = await call('conversations.replies', { channel: CHANNEL, ts: message.ts });
          const replies = thread.slice(1).map(wordsOf);
          return { ...shownOf(message), ref: message.ts, thread: replies.length > 0 ? replies : null };
        }),
      );
    },
    async run(line) {
      const { url, first } = slack.responses.open();
      await carrier.deliver('slash_commands', slashCommand(line, url));
      return toWhom(await first);
    },
    async press(messageRef, label) {
      const message = slack.workspace.channels.get(CHANNEL)?.find(({ ts }) => ts === messageRef);
      const button = message && buttonsOf(message).find((one) => one.label === label);
      if (!button) throw new Error(`no button ${label}`);
      const { url, first } = slack.responses.open();
      await carrier.deliver('interactive', blockActions(message, button.element, url));
      return toWhom(await first);
    },
    async write(threadRef, text) {
      const message = { text, blocks: [], user: PERSON.id, thread_ts: threadRef };
      const added = slack.workspace.add(CHANNEL, message);
      if (!added) throw new Error('no channel');
      const heard = ears.hearing(added.ts);
      await carrier.deliver('events_api', messageEvent(added));
      await heard;
    },
    async stop() {
      await chat.stop();
      await slack.stop();
    },
  };
}

function shownOf(message: SlackMessage | Response): { text: string; buttons: string[] } {
  return { text: wordsOf(message), buttons: buttonsOf(message).map(({ label }) => label) };
}

function toWhom(response: Response): Shown {
  return { ...shownOf(response), to: response.response_type === 'in_channel' ? 'channel' : 'person' };
}

/** The front desk, with a way to wait until it heard a message. */
function listenIn(front: FrontDesk): { front: FrontDesk; hearing(ref: string): Promise<void> } {
  const waiting = new Map<string, () => void>();
  async function hear(post: Post): Promise<boolean> {
    const kept = await front.hear(post);
    waiting.get(post.ref)?.();
    return kept;
  }
  return {
    front: { ...front, hear },
    hearing: (ref) => new Promise((resolve) => waiting.set(ref, resolve)),
  };
}

/** Collects what a log writes. */
export function sinkTo(lines: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
}
