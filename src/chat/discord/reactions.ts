// Follows https://discord.com/developers/docs/events/gateway-events#message-reaction-add.
import type { MessageReaction, PartialMessageReaction, PartialUser, User } from 'discord.js';
import type { Log } from '../../log.ts';
import type { FrontDesk } from '../chat.ts';
import { answerElsewhere } from './elsewhere.ts';
import { explain } from './faults.ts';
import { personOf, placeIn } from './people.ts';

/**
 * Brings a person's emoji on a message to the desk, and its answer to them. A reaction is no interaction that
 * could be answered in private, so that goes by direct message. Never rejects.
 */
export async function onReaction(
  { message, emoji, client }: MessageReaction | PartialMessageReaction,
  user: User | PartialUser,
  front: FrontDesk,
  log: Log,
): Promise<void> {
  // The event brings the member along, and discord.js keeps it before it tells of the event.
  const member = message.guild?.members.cache.get(user.id);
  if (member === undefined || member.user.bot || emoji.name === null) return;
  const place = placeIn(message.channel);
  const person = personOf({ user: member.user, member, guildId: member.guild.id });
  try {
    const reply = await front.react({ place, ref: message.id, emoji: emoji.name, person });
    if (reply !== null) await answerElsewhere(client, reply, person.id, place);
  } catch (error) {
    const { message: fault } = explain('answer a reaction', error);
    log.warn({ message: message.id, fault }, 'a reaction was not answered');
  }
}
