import type { FrontDesk } from '../command/front-desk.ts';
import type { Post } from '../model/alert.ts';
import type { Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';

export type { FrontDesk };

/** One sending of a message, which may not be the first. */
export interface Sending {
  /** The delivery's own, unique. */
  readonly key: string;
  /** Where an earlier try may have arrived, what is needed to look for it before sending again; else null. */
  readonly doubt: Doubt | null;
}

export interface Doubt {
  /** It cannot have been sent before. */
  readonly since: Instant;
  /** Whether a message that is found is known to be another delivery's. */
  isOthers(messageRef: string): Promise<boolean>;
}

/** Hears of the line between a chat and its platform. */
export interface LineWatch {
  /** The platform wanted a request later (429). */
  limited(chat: string): void;
  /** The socket by which the platform reaches the desk is open, or no longer. */
  line(chat: string, isOpen: boolean): void;
}

/** For a chat whose line nobody watches. */
export const UNWATCHED: LineWatch = { limited: () => {}, line: () => {} };

/**
 * A place where the desk talks. Adapters translate; they never decide. A method that sends rejects with `Later` where
 * the platform wants it later, with `Refused` where it will never do, with UserError where a person can mend it; after
 * anything else nobody knows whether it was done.
 */
export interface Chat {
  /** `terminal`, `discord` or `slack`. */
  readonly name: string;
  /** Connects, and brings people's words to the front desk until `stop`. Throws UserError on a bad token. */
  start(front: FrontDesk): Promise<void>;
  /** Posts to a channel; returns the platform's name of the message. */
  post(channel: string, message: Message, sending: Sending): Promise<string>;
  /** Opens the discussion on a posted message; returns the platform's name of the thread. Done twice it is done once. */
  openThread(channel: string, messageRef: string, title: string, sending: Sending): Promise<string>;
  /** Posts in a thread, and shows the channel that it did where `broadcast` is true; returns the message's name. */
  reply(
    channel: string,
    threadRef: string,
    message: Message,
    sending: Sending,
    broadcast: boolean,
  ): Promise<string>;
  /** Replaces a posted message; `threadRef` is null for one in the channel itself. */
  update(channel: string, threadRef: string | null, messageRef: string, message: Message): Promise<void>;
  /** Takes a posted message away; one that is gone already is no fault. */
  remove(channel: string, threadRef: string | null, messageRef: string): Promise<void>;
  /** What people wrote in a thread after a post of that name, oldest first; null is from the beginning. */
  posts(channel: string, threadRef: string, after: string | null): Promise<readonly Post[]>;
  /** Where a person can read the thread, or null if the chat has no addresses. */
  threadLink(channel: string, threadRef: string): string | null;
  stop(): Promise<void>;
}
