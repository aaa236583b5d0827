import type { FrontDesk } from '../command/front-desk.ts';
import type { Message } from '../model/message.ts';

export type { FrontDesk };

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
  /** Posts in a thread, and shows the channel that it did where `broadcast` is true; returns the message's name. */
  reply(
    channel: string,
    threadRef: string,
    message: Message,
    key: string,
    broadcast: boolean,
  ): Promise<string>;
  /** Replaces a posted message; `threadRef` is null for one in the channel itself. */
  update(channel: string, threadRef: string | null, messageRef: string, message: Message): Promise<void>;
  /** Takes a posted message away; one that is gone already is no fault. */
  remove(channel: string, threadRef: string | null, messageRef: string): Promise<void>;
  /** Where a person can read the thread, or null if the chat has no addresses. */
  threadLink(channel: string, threadRef: string): string | null;
  stop(): Promise<void>;
}
