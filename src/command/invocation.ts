import type { Message } from '../model/message.ts';
import type { Say } from '../model/say.ts';

/** Someone who uses the desk, as their chat names them. */
export interface Person {
  readonly chat: string;
  readonly id: string;
  readonly name: string;
  /** Ids of the platform's roles or user groups that they are in. */
  readonly groups: readonly string[];
}

/** Where an invocation comes from. `thread` is the platform's thread, or null in the channel itself. */
export interface Place {
  readonly chat: string;
  readonly channel: string;
  readonly thread: string | null;
}

/** What was called, whoever called it. */
export interface Call {
  readonly command: string;
  readonly subcommand: string | null;
  /** By option name; options that were not given are absent. */
  readonly options: Readonly<Record<string, string>>;
}

/** A command as called: by slash command, button, form, reaction or prompt, it is the same. */
export interface Invocation extends Call {
  readonly person: Person;
  readonly place: Place;
}

/** An invocation as a command gets it: with the words of the language that it is to answer in. */
export interface Called extends Invocation {
  readonly say: Say;
}

/** The answer to an invocation. `private` is seen by the person alone where the platform can do that. */
export interface Reply {
  readonly message: Message;
  readonly visibility: 'private' | 'channel';
  /** A text file that goes with it. */
  readonly file?: { readonly name: string; readonly text: string };
}

/** Someone's emoji on a message. */
export interface Reaction {
  readonly place: Place;
  /** The message, as the platform names it. */
  readonly ref: string;
  /** As the platform writes it: the character itself on Discord, its name on Slack. */
  readonly emoji: string;
  readonly person: Person;
}
