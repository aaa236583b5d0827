/** What a command, or a subcommand, takes. Names are lower case with dashes, as both platforms demand. */
export interface Option {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** The last option may take all the remaining words of a text. */
  readonly rest?: true;
  /** The only values allowed; at most 25. */
  readonly choices?: readonly string[];
  /** What the platform may complete as one types. */
  readonly completes?: 'claim' | 'topic' | 'feed';
}

/** The role that an action needs: anyone reads, editors change the ledger, admins also change the desk. */
export const ROLES = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What a person can call, without its code: help, registration, parsing and manifests are made of it. */
export interface Action {
  readonly name: string;
  /** One line, at most 100 characters. */
  readonly description: string;
  readonly role: Role;
  readonly options: readonly Option[];
  /** A call as one would type it, for help. */
  readonly example: string;
}

/** A command has either an action of its own or subcommands, never both (Discord's rule). */
export type CommandShape =
  | { readonly name: string; readonly description: string; readonly action: Action }
  | { readonly name: string; readonly description: string; readonly subcommands: readonly Action[] };
