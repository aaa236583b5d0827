// Follows https://discord.com/developers/docs, by way of discord.js 14.
import { Events } from 'discord.js';
import type { Log } from '../../log.ts';
import { type Message, message } from '../../model/message.ts';
import type { Chat } from '../chat.ts';
import { connect, createClient, disconnect } from './client.ts';
import { registerDiscordCommands } from './commands.ts';
import { onInteraction } from './interactions.ts';
import { deleteMessage, editMessage, sendMessage, startThread } from './messages.ts';
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
  function threadLink(channel: string, threadRef: string): string | null {
    // The servers that the bot is in, and their channels, are kept by discord.js since the start.
    const known = client.channels.cache.get(channel);
    return known === undefined || known.isDMBased()
      ? null
      : `https://discord.com/channels/${known.guildId}/${threadRef}`;
  }
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
    async reply(channel, threadRef, message, key, broadcast) {
      const ref = await sendMessage(client.rest, threadRef, message, key);
      const link = threadLink(channel, threadRef);
      if (broadcast) await sendMessage(client.rest, channel, pointer(message, link), `${key}/broadcast`);
      return ref;
    },
    // To Discord a thread is a channel.
    update: (channel, threadRef, messageRef, message) =>
      editMessage(client.rest, threadRef ?? channel, messageRef, message),
    remove: (channel, threadRef, messageRef) => deleteMessage(client.rest, threadRef ?? channel, messageRef),
    threadLink,
    stop: () => disconnect(client),
  };
}

/** The channel's word that there is news in a thread, which Discord shows only to those who follow the thread. */
function pointer({ title }: Message, link: string | null): Message {
  return message(title, link === null ? [] : [{ kind: 'text', text: [{ link, label: 'In the thread' }] }]);
}
