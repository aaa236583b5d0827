import type { Post } from '../model/alert.ts';
import type { Message } from '../model/message.ts';
import type { CommandShape, Option } from './command.ts';
import type { Form } from './form.ts';
import type { Call, Invocation, Person, Place, Reaction, Reply } from './invocation.ts';

/** What a chat may ask of the desk. */
export interface FrontDesk {
  readonly commands: readonly CommandShape[];
  /** Runs a command; never rejects: a fault is answered in words. */
  invoke(invocation: Invocation): Promise<Reply>;
  /**
   * Runs a command line: what a button carries, what was typed at a prompt, or Slack's command with its
   * text (`/claims add …`). Never rejects.
   */
  say(line: string, person: Person, place: Place): Promise<Reply>;
  /**
   * The form to show before a call, or the line that a button carries, is answered; null where it is answered as it
   * is. It waits for nothing, since a chat can show a form only at once.
   */
  form(call: Call | string): Form | null;
  /** At most 25 completions of what has been typed for an option, as they may be seen in this place. */
  complete(
    completes: NonNullable<Option['completes']>,
    typed: string,
    place: Place,
  ): Promise<readonly { name: string; value: string }[]>;
  /** Keeps what someone wrote in a thread; false if that is no story's thread. Never rejects. */
  hear(post: Post): Promise<boolean>;
  /** What someone wrote in a thread was changed, or deleted where `text` is null. Never rejects. */
  amend(post: Pick<Post, 'chat' | 'channel' | 'ref'>, text: string | null): Promise<void>;
  /** A chat is connected, anew or again: what people wrote meanwhile is asked for. Never rejects. */
  connected(chat: string): Promise<void>;
  /** Does what an emoji on a message stands for; null where it stands for nothing. Never rejects. */
  react(reaction: Reaction): Promise<Reply | null>;
  /** The board that a chat with a home page shows a person. Never rejects. */
  home(person: Person): Promise<Message>;
}
