// Follows https://discord.com/developers/docs/events/gateway-events#message-create, #message-update and #message-delete.
import { type Client, type Message, MessageType } from 'discord.js';
import type { Log } from '../../log.ts';
import type { FrontDesk } from '../chat.ts';
import { explain } from './faults.ts';
import { CHAT, placeIn } from './people.ts';

/** Hands on what a person wrote in a thread; passes over bots, system notes and messages without words. */
export async function onMessage(message: Message, front: FrontDesk, log: Log): Promise<void> {
  const { author, member } = message;
  const { channel, thread } = placeIn(message.channel);
  if (thread === null || !isFromPerson(message) || message.content === '') return;
  try {
    await front.hear({
      chat: CHAT,
      channel,
      threadRef: thread,
      ref: message.id,
      author: member?.displayName ?? author.displayName,
      text: message.cleanContent,
      at: message.createdAt.toISOString(),
    });
  } catch (error) {
    log.error({ message: message.id, fault: explain('hear', error).message }, 'a post was not kept');
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
