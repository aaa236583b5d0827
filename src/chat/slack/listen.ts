// Follows https://docs.slack.dev/interactivity/implementing-slash-commands,
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload and
// https://docs.slack.dev/reference/events/message.
import type { App, BlockAction, ButtonAction, RespondArguments } from '@slack/bolt';
import type { Reply } from '../../command/invocation.ts';
import { instant, SECOND } from '../../model/time.ts';
import type { FrontDesk } from '../chat.ts';
import { render } from './render.ts';
import { plainOf, unescapeText } from './text.ts';

const CHAT = 'slack';
/** Kinds of message that are people's own words; others are edits, joins, topics and bots. */
const WORDS = [undefined, 'thread_broadcast', 'file_share'];

/** Brings slash commands, pressed buttons and words in threads to the front desk. */
export function listen(app: App, front: FrontDesk, nameOf: (user: string) => Promise<string>): void {
  for (const { name } of front.commands) listenToCommand(app, front, name);
  listenToButtons(app, front);
  listenToThreads(app, front, nameOf);
}

function listenToCommand(app: App, front: FrontDesk, name: string): void {
  app.command(`/${name}`, async ({ ack, command, respond }) => {
    await ack();
    const reply = await front.say(
      `/${name} ${unescapeText(command.text)}`.trim(),
      { chat: CHAT, id: command.user_id, name: command.user_name, groups: [] },
      { chat: CHAT, channel: command.channel_id, thread: null },
    );
    await respond(answer(reply));
  });
}

function listenToButtons(app: App, front: FrontDesk): void {
  const ours = { type: 'block_actions' as const, action_id: /^invoke:/ };
  app.action<BlockAction<ButtonAction>>(ours, async ({ ack, action, body, respond }) => {
    await ack();
    const { user, message } = body;
    const channel = body.channel?.id ?? String(body.container.channel_id ?? '');
    const thread = threadOf(message?.thread_ts ?? body.container.thread_ts, message?.ts);
    const reply = await front.say(
      action.value ?? '',
      { chat: CHAT, id: user.id, name: user.name ?? user.username, groups: [] },
      { chat: CHAT, channel, thread },
    );
    await respond({ ...answer(reply), replace_original: false, ...(thread && { thread_ts: thread }) });
  });
}

function listenToThreads(app: App, front: FrontDesk, nameOf: (user: string) => Promise<string>): void {
  app.message(async ({ message }) => {
    // Of the many shapes of a message, only these few fields are needed.
    const { channel, ts, subtype, user, text, thread_ts, bot_id }: Heard = message;
    if (!thread_ts || !user || !text || bot_id || !WORDS.includes(subtype)) return;
    await front.hear({
      chat: CHAT,
      channel,
      threadRef: thread_ts,
      ref: ts,
      author: await nameOf(user),
      text: await plainOf(text, nameOf),
      at: instant(Math.round(Number(ts) * SECOND)),
    });
  });
}

interface Heard {
  readonly channel: string;
  readonly ts: string;
  readonly subtype?: string | undefined;
  readonly user?: string;
  readonly text?: string;
  readonly thread_ts?: string;
  readonly bot_id?: string;
}

function answer({ message, visibility }: Reply): RespondArguments {
  const response_type = visibility === 'channel' ? 'in_channel' : 'ephemeral';
  return { ...render(message), response_type, unfurl_links: false, unfurl_media: false };
}

/** The thread that a button stands in; the message that a thread hangs on stands in the channel. */
function threadOf(thread: unknown, message: string | undefined): string | null {
  return typeof thread === 'string' && thread !== message ? thread : null;
}
