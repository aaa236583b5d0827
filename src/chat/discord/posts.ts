// Follows https://discord.com/developers/docs/events/gateway-events#message-create, #message-update and #message-delete.
import { type Client, type Message, MessageType } from 'discord.js';
import type { Log } from '../../log.ts';
import type { Post } from '../../model/alert.ts';
import type { FrontDesk } from '../chat.ts';
import { explain } from './faults.ts';
import { CHAT, placeIn } from './people.ts';
import { byAge } from './sent.ts';

const PAGE = 100;

/** Hands on what a person wrote in a thread; passes over bots, system notes and messages without words. */
export async function onMessage(message: Message, front: FrontDesk, log: Log): Promise<void> {
  const { channel, thread } = placeIn(message.channel);
  if (thread === null) return;
  try {
    const post = postOf(message, channel, thread);
    if (post) await front.hear(post);
  } catch (error) {
    log.error({ message: message.id, fault: explain('hear', error).message }, 'a post was not kept');
  }
}

/** What a person wrote, or null for any other message. */
function postOf(message: Message, channel: string, thread: string): Post | null {
  if (!isFromPerson(message) || message.content === '') return null;
  const { id, author, member, cleanContent, createdAt } = message;
  return {
    chat: CHAT,
    channel,
    threadRef: thread,
    ref: id,
    author: member?.displayName ?? author.displayName,
    text: cleanContent,
    at: createdAt.toISOString(),
  };
}

/** What people wrote in a thread after a message, oldest first. */
export async function postsAfter(
  client: Client,
  channel: string,
  thread: string,
  after: string | null,
): Promise<Post[]> {
  try {
    const found = await client.channels.fetch(thread);
    if (!found?.isThread()) return [];
    const posts: Post[] = [];
    for (let last = after ?? '0'; ; ) {
      const page = await found.messages.fetch({ after: last, limit: PAGE, cache: false });
      const oldestFirst = [...page.values()].sort(byAge);
      posts.push(...oldestFirst.flatMap((message) => postOf(message, channel, thread) ?? []));
      const end = oldestFirst.at(-1)?.id;
      if (end === undefined || page.size < PAGE) return posts;
      last = end;
    }
  } catch (error) {
    throw explain(`read the thread ${thread}`, error);
  }
}

/** Hands on what a person made of a post of theirs. */
export async function onEdit(message: Message, front: FrontDesk, log: Log): Promise<void> {
  const { channel, thread } = placeIn(message.channel);
  // Discord also changes a message by itself, when it has looked up the links in it.
  if (thread === null || !isFromPerson(message) || message.editedTimestamp === null) return;
  await amend(channel, message.id, message.cleanContent || null, front, log);
}

/** Hands on that messages of a thread were deleted, by whomever; of which the desk kept none, it ignores. */
export async function onDelete(
  client: Client,
  id: string,
  refs: readonly string[],
  front: FrontDesk,
  log: Log,
): Promise<void> {
  try {
    // Without a wait where the thread is known, so that what happens to a message is told in its order.
    const channel = client.channels.cache.get(id) ?? (await client.channels.fetch(id));
    const place = channel === null ? null : placeIn(channel);
    if (place === null || place.thread === null) return;
    for (const ref of refs) await amend(place.channel, ref, null, front, log);
  } catch (error) {
    log.error({ thread: id, fault: explain('hear', error).message }, 'a deletion was not told');
  }
}

/** An event that tells of less than the whole message, such as of a link's preview, brings no author. */
function isFromPerson({ author, webhookId, type }: Message): boolean {
  const written = type === MessageType.Default || type === MessageType.Reply;
  return author !== null && !author.bot && webhookId === null && written;
}

async function amend(
  channel: string,
  ref: string,
  text: string | null,
  front: FrontDesk,
  log: Log,
): Promise<void> {
  try {
    await front.amend({ chat: CHAT, channel, ref }, text);
  } catch (error) {
    log.error({ message: ref, fault: explain('amend', error).message }, 'a change of a post was not kept');
  }
}
