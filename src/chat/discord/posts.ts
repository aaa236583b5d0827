// Follows https://discord.com/developers/docs/events/gateway-events#message-create.
import { type Message, MessageType } from 'discord.js';
import type { Log } from '../../log.ts';
import type { FrontDesk } from '../chat.ts';
import { explain } from './faults.ts';
import { CHAT } from './people.ts';

/** Hands on what a person wrote in a thread; passes over bots, system notes and messages without words. */
export async function onMessage(message: Message, front: FrontDesk, log: Log): Promise<void> {
  const { author, channel, member, type } = message;
  if (author.bot || message.webhookId !== null || !channel.isThread() || channel.parentId === null) return;
  if ((type !== MessageType.Default && type !== MessageType.Reply) || message.content === '') return;
  try {
    await front.hear({
      chat: CHAT,
      channel: channel.parentId,
      threadRef: channel.id,
      ref: message.id,
      author: member?.displayName ?? author.displayName,
      text: message.cleanContent,
      at: message.createdAt.toISOString(),
    });
  } catch (error) {
    log.error({ message: message.id, fault: explain('hear', error).message }, 'a post was not kept');
  }
}
