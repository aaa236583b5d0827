import type { Chat } from './chat.ts';

/** A chat that prints each delivery as a line of JSON, for a program to read; nobody can answer in it. */
export function createJsonl(write: (line: string) => void): Chat {
  const print = (delivery: Record<string, unknown>) => write(JSON.stringify(delivery));
  return {
    name: 'terminal',
    start: async () => {},
    async post(channel, message, key) {
      print({ do: 'post', key, channel, message });
      return key;
    },
    async openThread(channel, messageRef, title, key) {
      print({ do: 'open-thread', key, channel, on: messageRef, title });
      return key;
    },
    async reply(channel, threadRef, message, key) {
      print({ do: 'reply', key, channel, thread: threadRef, message });
      return key;
    },
    async update(channel, messageRef, message) {
      print({ do: 'update', channel, of: messageRef, message });
    },
    threadLink: () => null,
    stop: async () => {},
  };
}
