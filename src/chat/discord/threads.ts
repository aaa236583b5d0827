// Follows https://discord.com/developers/docs/topics/threads#active-archived-threads.
import { type REST, Routes } from 'discord.js';
import { isRefusal } from './faults.ts';

const ARCHIVED = 50083;

/**
 * Does what an archived thread refuses, after opening it again. Discord itself opens one for a new message,
 * but not for an edit. It stays open: Discord archives it when nobody has written for a while.
 */
export async function reopening<T>(rest: REST, channel: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error, ARCHIVED)) throw error;
    await rest.patch(Routes.channel(channel), { body: { archived: false } });
    return await work();
  }
}
