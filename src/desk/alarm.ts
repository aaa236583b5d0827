import type { Chat } from '../chat/chat.ts';
import { messageOf, StoreFault } from '../errors.ts';
import type { Channel } from '../model/channel.ts';
import { message } from '../model/message.ts';
import type { DeskDeps } from './deps.ts';

type Place = Pick<Channel, 'chat' | 'channel'>;

/** Tells the desk of a store that cannot be written, which no delivery can, since deliveries are stored. */
export interface Alarm {
  /** Something failed; a fault of the store is told, once until it is over. */
  raise(error: unknown): Promise<void>;
  /** A round went well: where the store could not be written, that it can be again is told. */
  clear(): Promise<void>;
}

export function createAlarm(
  { store, now, log }: Pick<DeskDeps, 'store' | 'now' | 'log'>,
  chats: ReadonlyMap<string, Chat>,
): Alarm {
  let raised = false;
  /** Whom to tell when the store cannot even be read. */
  let known: readonly Place[] = [];

  async function recipients(): Promise<readonly Place[]> {
    try {
      const channels = (await store.channels.list()).filter(({ settings }) => settings.notices);
      // Where nobody asked for notices, whoever is alerted has to know that there will be no alerts.
      known = channels.length > 0 ? channels : await store.watches.channels();
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
    }
    return known;
  }

  async function tell(words: string): Promise<void> {
    for (const { chat, channel } of await recipients())
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
      if (!raised) return void (await recipients());
      if (!(await canWrite())) return;
      raised = false;
      await tell('The store can be written again: the desk goes on.');
    },
  };
}
