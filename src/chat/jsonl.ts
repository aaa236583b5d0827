import type { Chat } from './chat.ts';

/** A chat that prints each delivery as a line of JSON, for a program to read; nobody can answer in it. */
export function createJsonl(write: (line: string) => void): Chat {
  const print = (delivery: Record<string, unknown>) => write(JSON.stringify(delivery));
  return {
    name: 'terminal',
    start: async () => {},
    async post(channel, message, { key }) {
      print({ do: 'post', key, channel, message });
      return key;
    },
    async openThread(channel, messageRef, title, { key }) {
      print({ do: 'open-thread', key, channel, on: messageRef, title });
      return key;
    },
    async reply(channel, threadRef, message, { key }, broadcast) {
      print({ do: 'reply', key, channel, thread: threadRef, message, ...(broadcast && { broadcast }) });
      return key;
    },
    async update(channel, threadRef, messageRef, message) {
      const thread = threadRef !== null && { thread: threadRef };
      print({ do: 'update', channel, ...thread, of: messageRef, message });
    },
    async remove(channel, threadRef, messageRef) {
      print({ do: 'remove', channel, thread: threadRef, of: messageRef });
    },
    posts: async () => [],
    threadLink: () => null,
    stop: async () => {},
  };
}
