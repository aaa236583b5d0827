// Follows https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object.
import type { Channel, Interaction } from 'discord.js';
import type { Person, Place } from '../../command/invocation.ts';

export const CHAT = 'discord';

/** Who acted; their groups are the ids of the roles they hold (not @everyone, which is no choice). */
export function personOf({
  user,
  member,
  guildId,
}: Pick<Interaction, 'user' | 'member' | 'guildId'>): Person {
  if (member === null) return { chat: CHAT, id: user.id, name: user.displayName, groups: [] };
  // A member comes as Discord sent it where discord.js does not know the server.
  const roles = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  const name = 'displayName' in member ? member.displayName : (member.nick ?? user.displayName);
  return { chat: CHAT, id: user.id, name, groups: roles.filter((role) => role !== guildId) };
}

/** Where they called: the channel, and the thread if they were in one, fetched if it is not known yet. */
export async function placeOf(interaction: Interaction): Promise<Place> {
  const id = interaction.channelId ?? '';
  // Commands work even where the bot may not look; there the place stays as Discord named it.
  const channel = interaction.channel ?? (await interaction.client.channels.fetch(id).catch(() => null));
  return channel === null ? { chat: CHAT, channel: id, thread: null } : placeIn(channel);
}

/** A channel or thread as a place. */
export function placeIn(channel: Channel): Place {
  if (channel.isThread()) return { chat: CHAT, channel: channel.parentId ?? channel.id, thread: channel.id };
  return { chat: CHAT, channel: channel.id, thread: null };
}
