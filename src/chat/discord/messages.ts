// Follows https://discord.com/developers/docs/resources/message and
// https://discord.com/developers/docs/resources/channel#start-thread-from-message.
import { createHash } from 'node:crypto';
import {
  type APIAllowedMentions,
  type APIMessage,
  type APIThreadChannel,
  type REST,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import type { Reply } from '../../command/invocation.ts';
import type { Message } from '../../model/message.ts';
import type { Sending } from '../chat.ts';
import { explain, isRefusal } from './faults.ts';
import { mentionOf, NO_MENTIONS } from './mentions.ts';
import { type Rendered, render, threadName } from './render.ts';
import { findSent } from './sent.ts';
import { reopening } from './threads.ts';

const NONCE = 25;
const THREAD_EXISTS = 160004;
/** The codes of a message that is gone, be it with its channel or thread. */
const GONE = [10003, 10008];

/** A message that is new, and so may notify the role that it mentions. */
export function newBody(message: Message): Rendered & { allowed_mentions: APIAllowedMentions } {
  const { before, allowed } = mentionOf(message);
  return { ...render(message, before), allowed_mentions: allowed };
}

/**
 * Sends to a channel or a thread; returns the message's id. Sent again with the same key within the few
 * minutes that Discord remembers nonces, it gives the first message back instead of a second; after an earlier try
 * that may have arrived it looks for that first.
 */
export async function sendMessage(
  rest: REST,
  channel: string,
  message: Message,
  sending: Sending,
  file?: Reply['file'],
): Promise<string> {
  const body = { ...newBody(message), nonce: nonceOf(sending.key), enforce_nonce: true };
  const earlier = await findSent(rest, channel, body, sending.doubt).catch((error: unknown) => {
    throw explain(`look into channel ${channel}`, error);
  });
  if (earlier !== null) return earlier;
  const files = file === undefined ? [] : [{ name: file.name, data: Buffer.from(file.text) }];
  try {
    const sent = await reopening(rest, channel, () =>
      rest.post(Routes.channelMessages(channel), { body, files }),
    );
    return (sent as Pick<APIMessage, 'id'>).id;
  } catch (error) {
    throw explain(`post in channel ${channel}`, error);
  }
}

/** Starts the thread of a message; returns its id, also when the message already has one. */
export async function startThread(
  rest: REST,
  channel: string,
  messageRef: string,
  title: string,
): Promise<string> {
  const body = { name: threadName(title), auto_archive_duration: ThreadAutoArchiveDuration.OneWeek };
  try {
    const thread = await rest.post(Routes.threads(channel, messageRef), { body });
    return (thread as Pick<APIThreadChannel, 'id'>).id;
  } catch (error) {
    // A message has one thread at most, and lends it its id.
    if (isRefusal(error, THREAD_EXISTS)) return messageRef;
    throw explain(`open a thread in channel ${channel}`, error);
  }
}

/** Replaces all that a message shows, its embeds and buttons too. Nobody is notified again. */
export async function editMessage(
  rest: REST,
  channel: string,
  messageRef: string,
  message: Message,
): Promise<void> {
  const body = { ...render(message), allowed_mentions: NO_MENTIONS };
  try {
    await reopening(rest, channel, () => rest.patch(Routes.channelMessage(channel, messageRef), { body }));
  } catch (error) {
    throw explain(`update a message in channel ${channel}`, error);
  }
}

/** Deletes a message; one that is gone already is no fault. */
export async function deleteMessage(rest: REST, channel: string, messageRef: string): Promise<void> {
  try {
    await reopening(rest, channel, () => rest.delete(Routes.channelMessage(channel, messageRef)));
  } catch (error) {
    if (isRefusal(error, ...GONE)) return;
    throw explain(`delete a message in channel ${channel}`, error);
  }
}

/** The same for the same key, and within Discord's 25 characters. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, NONCE);
}
