// Follows https://discord.com/developers/docs/events/gateway-events.
import {
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
} from 'discord.js';
import type { Log } from '../../log.ts';
import type { FrontDesk } from '../chat.ts';
import { onInteraction, turnAway } from './interactions.ts';
import { onDelete, onEdit, onMessage } from './posts.ts';
import { onReaction } from './reactions.ts';
import type { DiscordSettings } from './settings.ts';

/** Brings whatever people do to the front desk. */
export function listen(
  client: Client,
  { guildIds }: Pick<DiscordSettings, 'guildIds'>,
  front: FrontDesk,
  log: Log,
): void {
  // The bot may be in other servers too, whose roles are not the desk's.
  const isOurs = (guild: string | null) =>
    guildIds.length === 0 || guild === null || guildIds.includes(guild);
  client.on(Events.InteractionCreate, (interaction) => {
    if (isOurs(interaction.guildId)) void onInteraction(interaction, front, log);
    else void turnAway(interaction, log);
  });
  client.on(Events.MessageCreate, (message) => void onMessage(message, front, log));
  client.on(Events.MessageUpdate, (_before, message) => void onEdit(message, front, log));
  client.on(Events.MessageReactionAdd, (reaction, user) => {
    if (isOurs(reaction.message.guildId)) void onReaction(reaction, user, front, log);
  });
  // In an archived thread messages can still be deleted, and discord.js does not tell of threads that it does
  // not know; so these come from the gateway itself.
  client.ws.on(
    GatewayDispatchEvents.MessageDelete,
    ({ channel_id: channel, id }: GatewayMessageDeleteDispatchData) =>
      void onDelete(client, channel, [id], front, log),
  );
  client.ws.on(
    GatewayDispatchEvents.MessageDeleteBulk,
    ({ channel_id: channel, ids }: GatewayMessageDeleteBulkDispatchData) =>
      void onDelete(client, channel, ids, front, log),
  );
}
