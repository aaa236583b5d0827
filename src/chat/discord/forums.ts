// Follows https://discord.com/developers/docs/topics/threads#forums and
// https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel.
import {
  type APIThreadChannel,
  type Client,
  Routes,
  ThreadAutoArchiveDuration,
  type ThreadOnlyChannel,
} from 'discord.js';
import type { Message } from '../../model/message.ts';
import type { Doubt, Sending } from '../chat.ts';
import { explain, isRefusal } from './faults.ts';
import { deleteMessage, newBody } from './messages.ts';
import { threadName } from './render.ts';
import { idAt } from './sent.ts';
import { tagIds } from './tags.ts';
import { reopening } from './threads.ts';

const UNKNOWN_CHANNEL = 10003;
const MISSING_PERMISSIONS = 50013;

/** The channel, if it is one that has posts for messages: each a thread with the id of its first message. */
export async function forumOf(client: Client, channel: string): Promise<ThreadOnlyChannel | null> {
  try {
    const found = await client.channels.fetch(channel);
    return found?.isThreadOnly() ? found : null;
  } catch (error) {
    throw explain(`see the channel ${channel}`, error);
  }
}

/**
 * Starts a post; returns its id. Discord knows no nonce here, so after an earlier try that may have arrived it is
 * looked for among the forum's open posts.
 */
export async function startPost(
  forum: ThreadOnlyChannel,
  message: Message,
  { doubt }: Sending,
): Promise<string> {
  try {
    const earlier = doubt && (await findPost(forum, threadName(message.title), doubt));
    if (earlier) return earlier;
    const body = {
      name: threadName(message.title),
      auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
      message: newBody(message),
      applied_tags: await tagIds(forum, message.tags ?? []),
    };
    return ((await forum.client.rest.post(Routes.threads(forum.id), { body })) as APIThreadChannel).id;
  } catch (error) {
    throw explain(`post in the forum ${forum.id}`, error);
  }
}

async function findPost(forum: ThreadOnlyChannel, name: string, doubt: Doubt): Promise<string | null> {
  const { rest, user } = forum.client;
  const route = Routes.guildActiveThreads(forum.guildId);
  const { threads } = (await rest.get(route)) as { threads: APIThreadChannel[] };
  for (const { id, parent_id, owner_id, name: own } of threads) {
    const isOurs = parent_id === forum.id && owner_id === user.id && own === name;
    if (isOurs && BigInt(id) >= BigInt(idAt(doubt.since)) && !(await doubt.isOthers(id))) return id;
  }
  return null;
}

/** Files a post under the tags of its message; without any it stays where it is. */
export async function retag(forum: ThreadOnlyChannel, post: string, { tags }: Message): Promise<void> {
  if (tags === undefined) return;
  const { rest } = forum.client;
  try {
    const applied_tags = await tagIds(forum, tags);
    await reopening(rest, post, () => rest.patch(Routes.channel(post), { body: { applied_tags } }));
  } catch (error) {
    throw explain(`tag a post in the forum ${forum.id}`, error);
  }
}

/**
 * Takes a post away whole, or its first message alone where people have written under it or the bot may not
 * manage threads. One that is gone already is no fault.
 */
export async function removePost(forum: ThreadOnlyChannel, post: string): Promise<void> {
  const { rest } = forum.client;
  try {
    const { message_count: under } = (await rest.get(Routes.channel(post))) as APIThreadChannel;
    if (under === 0) await rest.delete(Routes.channel(post));
    else await deleteMessage(rest, post, post);
  } catch (error) {
    if (isRefusal(error, UNKNOWN_CHANNEL)) return;
    if (!isRefusal(error, MISSING_PERMISSIONS))
      throw explain(`delete a post in the forum ${forum.id}`, error);
    await deleteMessage(rest, post, post);
  }
}
