import type { Chat } from '../chat/chat.ts';
import { messageOf, StoreFault } from '../errors.ts';
import { message } from '../model/message.ts';
import type { DeskDeps } from './deps.ts';

/** Tells the desk of a store that cannot be written, which no delivery can, since deliveries are stored. */
export interface Alarm {
  /** Something failed; a fault of the store is told, once until it is over. */
  raise(error: unknown): Promise<void>;
  /** The store was written: where it could not be, that is told too. */
  clear(): Promise<void>;
}

export function createAlarm(
  { store, now, log }: Pick<DeskDeps, 'store' | 'now' | 'log'>,
  chats: ReadonlyMap<string, Chat>,
): Alarm {
  let raised = false;

  async function tell(words: string): Promise<void> {
    const channels = (await store.channels.list()).filter(({ settings }) => settings.notices);
    // Where nobody asked for notices, whoever is alerted has to know that there will be no alerts.
    const told = channels.length > 0 ? channels : await store.watches.channels();
    for (const { chat, channel } of told)
      try {
        await chats.get(chat)?.post(channel, message(words), { key: `alarm/${now()}`, doubt: null });
      } catch (error) {
        log.error({ chat, channel, error: messageOf(error) }, 'an alarm was not posted');
      }
  }

  /** A round in which nothing was to be stored says nothing of the disk. */
  async function canWrite(): Promise<boolean> {
    try {
      const channel = { chat: 'claimwire', channel: 'probe' };
      await store.transaction((within) =>
        within.channels.change(channel.chat, channel.channel, { digestedAt: now() }),
      );
      return true;
    } catch (error) {
      if (error instanceof StoreFault) return false;
      throw error;
    }
  }

  return {
    async raise(error) {
      if (raised || !(error instanceof StoreFault)) return;
      await tell(`Nothing is taken in or sent for now. ${error.message}`);
      raised = true;
    },
    async clear() {
      if (!raised || !(await canWrite())) return;
      raised = false;
      await tell('The store can be written again: the desk goes on.');
    },
  };
}
