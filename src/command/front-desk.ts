import type { Post } from '../model/alert.ts';
import type { CommandShape } from './command.ts';
import type { Invocation, Person, Place, Reply } from './invocation.ts';

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
  /** At most 25 completions of what has been typed for an option. */
  complete(
    completes: 'claim' | 'topic' | 'feed',
    typed: string,
  ): Promise<readonly { name: string; value: string }[]>;
  /** Keeps what someone wrote in a thread; false if that is no story's thread. Never rejects. */
  hear(post: Post): Promise<boolean>;
}
