import type { Chat } from '../../src/chat/chat.ts';
import type { Post } from '../../src/model/alert.ts';

/** A chat in memory that remembers what was done to it, and fails where it is told to. */
export interface FakeChat extends Chat {
  /** What people wrote in its threads. */
  readonly written: Post[];
  readonly done: string[];
  /** The next calls fail so many times with this. */
  failNext(times: number, error: Error): void;
}

export function createFakeChat(name: string): FakeChat {
  const done: string[] = [];
  const written: Post[] = [];
  let failures = 0;
  let fault = new Error();
  function act(what: string): string {
    if (failures > 0) {
      failures--;
      throw fault;
    }
    done.push(what);
    return `ref${done.length}`;
  }
  return {
    name,
    done,
    written,
    async posts(channel, threadRef, after) {
      const own = written.filter((post) => post.channel === channel && post.threadRef === threadRef);
      return own.slice(own.findIndex(({ ref }) => ref === after) + 1);
    },
    failNext(times, error) {
      failures = times;
      fault = error;
    },
    start: async () => {},
    post: async (channel, { title }) => act(`post ${channel} ${title}`),
    openThread: async (channel, messageRef, title) => act(`thread ${channel} on ${messageRef} ${title}`),
    reply: async (channel, threadRef, { title }, _key, broadcast) =>
      act(`reply ${channel} in ${threadRef} ${title}${broadcast ? ' (broadcast)' : ''}`),
    async update(channel, threadRef, messageRef, { title }) {
      act(`update ${channel} ${threadRef === null ? '' : `in ${threadRef} `}${messageRef} ${title}`);
    },
    async remove(channel, threadRef, messageRef) {
      act(`remove ${channel} ${threadRef === null ? '' : `in ${threadRef} `}${messageRef}`);
    },
    threadLink: (channel, threadRef) => `https://chat.example/${channel}/${threadRef}`,
    stop: async () => {},
  };
}
