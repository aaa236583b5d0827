// Follows https://discord.com/developers/docs, by way of discord.js 14.
import { Events } from 'discord.js';
import type { Log } from '../../log.ts';
import { type Message, message } from '../../model/message.ts';
import type { Chat, LineWatch } from '../chat.ts';
import { connect, createClient, disconnect } from './client.ts';
import { registerDiscordCommands } from './commands.ts';
import { forumOf, removePost, retag, startPost } from './forums.ts';
import { listen } from './listen.ts';
import { deleteMessage, editMessage, sendMessage, startThread } from './messages.ts';
import { CHAT } from './people.ts';
import { postsAfter } from './posts.ts';
import type { DiscordSettings } from './settings.ts';

/**
 * Discord as a chat. Channels, messages and threads go by Discord's ids. In a forum a message that is posted
 * is a post, which is its own thread and goes by the same id. `registerOnStart` registers the
 * front desk's commands whenever it starts; else that is `registerDiscordCommands`' to do.
 */
export function createDiscordChat(
  settings: DiscordSettings & { readonly registerOnStart: boolean },
  { log, watch }: { log: Log; watch?: LineWatch },
): Chat {
  const client = createClient(settings, log, watch);
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
      listen(client, settings, front, log);
      // First, so that a fault in it leaves nothing connected.
      if (settings.registerOnStart) await registerDiscordCommands(settings, front.commands);
      // Of what happened while the line was down, Discord tells again what it still knows, but not after long.
      client.on(Events.ShardReady, () => void front.connected(CHAT));
      await connect(client, settings.token);
    },
    async post(channel, message, sending) {
      const forum = await forumOf(client, channel);
      return forum ? startPost(forum, message, sending) : sendMessage(client.rest, channel, message, sending);
    },
    async openThread(channel, messageRef, title) {
      const forum = await forumOf(client, channel);
      return forum ? messageRef : startThread(client.rest, channel, messageRef, title);
    },
    async reply(channel, threadRef, message, sending, broadcast) {
      const ref = await sendMessage(client.rest, threadRef, message, sending);
      // A forum shows by itself which post has news, and takes no message beside its posts.
      if (broadcast && !(await forumOf(client, channel))) {
        const word = pointer(message, threadLink(channel, threadRef));
        await sendMessage(client.rest, channel, word, { ...sending, key: `${sending.key}/broadcast` });
      }
      return ref;
    },
    async update(channel, threadRef, messageRef, message) {
      const forum = threadRef === null ? await forumOf(client, channel) : null;
      // To Discord a thread is a channel.
      await editMessage(client.rest, threadRef ?? (forum ? messageRef : channel), messageRef, message);
      if (forum) await retag(forum, messageRef, message);
    },
    async remove(channel, threadRef, messageRef) {
      const forum = threadRef === null ? await forumOf(client, channel) : null;
      if (forum) await removePost(forum, messageRef);
      else await deleteMessage(client.rest, threadRef ?? channel, messageRef);
    },
    posts: (channel, threadRef, after) => postsAfter(client, channel, threadRef, after),
    threadLink,
    stop: () => disconnect(client),
  };
}

/** The channel's word that there is news in a thread, which Discord shows only to those who follow the thread. */
function pointer({ title }: Message, link: string | null): Message {
  return message(title, link === null ? [] : [{ kind: 'text', text: [{ link, label: 'In the thread' }] }]);
}
