// Follows https://docs.slack.dev/reference/events/message, with its subtypes message_changed and message_deleted.
import type { webApi } from '@slack/bolt';
import type { Post } from '../../model/alert.ts';
import { instant, SECOND } from '../../model/time.ts';
import { CHAT, type People } from './people.ts';
import { plainOf } from './text.ts';
import type { Wires } from './wires.ts';

/** Kinds of message that are people's own words; others are joins, topics, bots and what is left of deleted ones. */
const WORDS = [undefined, 'thread_broadcast', 'file_share'];

const PAGE = 200;

/** Of the many shapes of a message, only these few fields are needed. */
interface Written {
  readonly ts: string;
  readonly subtype?: string | undefined;
  readonly user?: string;
  readonly text?: string;
  readonly thread_ts?: string;
  readonly bot_id?: string;
  readonly user_team?: string;
  readonly team?: string;
}

interface Heard extends Written {
  readonly channel: string;
  readonly message?: Written;
  readonly previous_message?: Written;
}

/** Brings what people write in threads, change and delete to the front desk. */
export function listenToThreads(wires: Wires): void {
  wires.app.message(async ({ message }) => {
    const heard: Heard = message;
    if (heard.subtype === 'message_changed') await amend(wires, heard);
    else if (heard.subtype === 'message_deleted') await forget(wires, heard);
    else await hear(wires, heard);
  });
}

async function hear({ front, people }: Wires, heard: Heard): Promise<void> {
  const post = await postOf(heard, heard.channel, people);
  if (post) await front.hear(post);
}

/** What a person wrote in a thread, or null for any other message. */
async function postOf(written: Written, channel: string, { nameOf }: People): Promise<Post | null> {
  const { ts, thread_ts, user, text } = written;
  if (!thread_ts || !user || !text || !isTheirs(written)) return null;
  return {
    chat: CHAT,
    channel,
    threadRef: thread_ts,
    ref: ts,
    author: await nameOf(user),
    text: await plainOf(text, nameOf),
    at: instant(Math.round(Number(ts) * SECOND)),
  };
}

/** What people wrote in a thread after a message, oldest first. Rejects with Slack's own error. */
export async function postsAfter(
  client: webApi.WebClient,
  people: People,
  channel: string,
  thread: string,
  after: string | null,
  team: string,
): Promise<Post[]> {
  const isStranger = (written: Written) => (written.user_team ?? written.team ?? team) !== team;
  const posts: Post[] = [];
  let cursor: string | undefined;
  do {
    const since = after === null ? {} : { oldest: after, inclusive: false };
    const page = await client.conversations.replies({
      channel,
      ts: thread,
      limit: PAGE,
      ...since,
      ...(cursor && { cursor }),
    });
    for (const written of (page.messages ?? []) as Written[]) {
      const isOld = written.ts === thread || written.ts === after;
      const post = isOld || isStranger(written) ? null : await postOf(written, channel, people);
      if (post) posts.push(post);
    }
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return posts;
}

async function amend(
  { front, people }: Wires,
  { channel, message, previous_message: before }: Heard,
): Promise<void> {
  if (!message || !isTheirs(message)) return;
  const { text = '', ts } = message;
  // A link that Slack unfolds is a change as well, and none of the words.
  if (text === before?.text) return;
  await front.amend(
    { chat: CHAT, channel, ref: ts },
    text === '' ? null : await plainOf(text, people.nameOf),
  );
}

async function forget({ front }: Wires, { channel, previous_message: before }: Heard): Promise<void> {
  if (before && isTheirs(before)) await front.amend({ chat: CHAT, channel, ref: before.ts }, null);
}

/** Whether a person wrote it, in a thread. */
function isTheirs({ user, subtype, thread_ts, bot_id }: Written): boolean {
  return Boolean(user && thread_ts && !bot_id && WORDS.includes(subtype));
}
