// Follows https://discord.com/developers/docs/topics/threads.
import type { Gateway } from './gateway.ts';
import type { FakeChannel, World } from './world.ts';

/** A thread has the id of the message that it starts from, or that starts it. */
export function threadOf(world: World, id: string, parent: string, name: string): FakeChannel {
  const at = new Date(world.now()).toISOString();
  return {
    id,
    type: 11,
    guild_id: world.guild.id,
    name,
    parent_id: parent,
    owner_id: world.bot.id,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: 10_080,
      archive_timestamp: at,
      create_timestamp: at,
    },
    member: { id, user_id: world.bot.id, join_timestamp: at, flags: 0 },
  };
}

/** Puts a thread where everyone sees it, and says so. */
export function openThread(world: World, gateway: Gateway, thread: FakeChannel): void {
  world.channels.set(thread.id, thread);
  world.messages.set(thread.id, []);
  gateway.dispatch('THREAD_CREATE', { ...thread, newly_created: true });
}

/** Archives a thread or opens it again, and says so. */
export function setArchived(world: World, gateway: Gateway, thread: FakeChannel, archived: boolean): void {
  if (thread.thread_metadata !== undefined) thread.thread_metadata.archived = archived;
  gateway.dispatch('THREAD_UPDATE', { ...thread });
  world.signal.notify();
}
