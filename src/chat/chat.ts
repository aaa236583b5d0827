import type { CommandShape } from '../command/command.ts';
import type { Invocation, Person, Place, Reply } from '../command/invocation.ts';
import type { Post } from '../model/alert.ts';
import type { Message } from '../model/message.ts';

/** A place where the desk talks. Adapters translate; they never decide. */
export interface Chat {
  /** `terminal`, `discord` or `slack`. */
  readonly name: string;
  /** Connects, and brings people's words to the front desk until `stop`. Throws UserError on a bad token. */
  start(front: FrontDesk): Promise<void>;
  /** Posts to a channel; returns the platform's name of the message. `key` is the delivery's, unique. */
  post(channel: string, message: Message, key: string): Promise<string>;
  /** Opens the discussion on a posted message; returns the platform's name of the thread. */
  openThread(channel: string, messageRef: string, title: string, key: string): Promise<string>;
  /** Posts in a thread; returns the platform's name of the message. */
  reply(channel: string, threadRef: string, message: Message, key: string): Promise<string>;
  /** Replaces a posted message. */
  update(channel: string, messageRef: string, message: Message): Promise<void>;
  /** Where a person can read the thread, or null if the chat has no addresses. */
  threadLink(channel: string, threadRef: string): string | null;
  stop(): Promise<void>;
}

/** What an adapter may ask of the desk. */
export interface FrontDesk {
  readonly commands: readonly CommandShape[];
  /** Runs a command; never rejects: a fault is answered in words. */
  invoke(invocation: Invocation): Promise<Reply>;
  /**
   * Runs a command line: what a button carries, what was typed at a prompt, or Slack's command with its
   * text (`/claims add …`). Never rejects.
   */
  say(line: string, person: Person, place: Place): Promise<Reply>;
  /** At most 25 completions of what has been typed for an option. */
  complete(
    completes: 'claim' | 'topic' | 'feed',
    typed: string,
  ): Promise<readonly { name: string; value: string }[]>;
  /** Keeps what someone wrote in a thread; passes over threads that are not a story's. */
  hear(post: Post): Promise<void>;
}
