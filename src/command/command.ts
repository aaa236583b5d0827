import type { Role } from '../model/role.ts';
import type { Desk } from './desk.ts';
import type { Called, Reply } from './invocation.ts';

/** What a command, or a subcommand, takes. Names are lower case with dashes, as both platforms demand. */
export interface Option {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Takes all the words that are left; options after it are given by name (`topic:iraq`). */
  readonly rest?: true;
  /** The only values allowed; at most 25. */
  readonly choices?: readonly string[];
  /** What the platform may complete as one types. */
  readonly completes?: 'claim' | 'topic' | 'feed' | 'watchable';
  /** Its value is the text of a file that the person gives. */
  readonly file?: true;
}

/** What a person can call, without its code: help, registration, parsing and manifests are made of it. */
export interface Action {
  readonly name: string;
  /** One line, at most 100 characters. */
  readonly description: string;
  readonly role: Role;
  readonly options: readonly Option[];
  /** A call as one would type it, for help. */
  readonly example: string;
  /** Options that a form asks for where the call lacks the first of them and the chat has forms. */
  readonly form?: readonly string[];
  /** It can be called on any message: its name in the menu, at most 24 characters, and the option that takes the words. */
  readonly shortcut?: { readonly name: string; readonly option: string };
}

interface Single<A> {
  readonly name: string;
  readonly description: string;
  readonly action: A;
}
interface Family<A> {
  readonly name: string;
  readonly description: string;
  readonly subcommands: readonly A[];
}

/** A command has either an action of its own or subcommands, never both (Discord's rule). */
export type CommandShape = Single<Action> | Family<Action>;

/** An action with its code. A UserError it throws is shown to the person. */
export interface Runnable extends Action {
  run(desk: Desk, invocation: Called): Promise<Reply>;
}
export type Command = Single<Runnable> | Family<Runnable>;

/** The action that an invocation means, or undefined. */
export function actionOf<A extends Action>(
  commands: readonly (Single<A> | Family<A>)[],
  { command, subcommand }: { command: string; subcommand: string | null },
): A | undefined {
  const found = commands.find((one) => one.name === command);
  if (!found) return undefined;
  return 'action' in found ? found.action : found.subcommands.find((one) => one.name === subcommand);
}
