// Follows https://discord.com/developers/docs, by way of discord.js 14.
import { Events } from 'discord.js';
import type { Log } from '../../log.ts';
import type { Chat } from '../chat.ts';
import { connect, createClient, disconnect } from './client.ts';
import { registerDiscordCommands } from './commands.ts';
import { onInteraction } from './interactions.ts';
import { editMessage, sendMessage, startThread } from './messages.ts';
import { CHAT } from './people.ts';
import { onMessage } from './posts.ts';
import type { DiscordSettings } from './settings.ts';

/**
 * Discord as a chat. Channels, messages and threads go by Discord's ids. `registerOnStart` registers the
 * front desk's commands whenever it starts; else that is `registerDiscordCommands`' to do.
 */
export function createDiscordChat(
  settings: DiscordSettings & { readonly registerOnStart: boolean },
  { log }: { log: Log },
): Chat {
  const client = createClient(settings, log);
  return {
    name: CHAT,
    async start(front) {
      client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction, front, log));
      client.on(Events.MessageCreate, (message) => void onMessage(message, front, log));
      // First, so that a fault in it leaves nothing connected.
      if (settings.registerOnStart) await registerDiscordCommands(settings, front.commands);
      await connect(client, settings.token);
    },
    post: (channel, message, key) => sendMessage(client.rest, channel, message, key),
    openThread: (channel, messageRef, title) => startThread(client.rest, channel, messageRef, title),
    reply: (_channel, threadRef, message, key) => sendMessage(client.rest, threadRef, message, key),
    update: (channel, messageRef, message) => editMessage(client.rest, channel, messageRef, message),
    threadLink(channel, threadRef) {
      // The servers that the bot is in, and their channels, are kept by discord.js since the start.
      const known = client.channels.cache.get(channel);
      return known === undefined || known.isDMBased()
        ? null
        : `https://discord.com/channels/${known.guildId}/${threadRef}`;
    },
    stop: () => disconnect(client),
  };
}
