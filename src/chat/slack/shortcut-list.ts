// Follows https://docs.slack.dev/interactivity/implementing-shortcuts and features.shortcuts of
// https://docs.slack.dev/reference/app-manifest.
import type { Action, CommandShape } from '../../command/command.ts';
import type { Call } from '../../command/invocation.ts';

/** An action that can be called on any message. */
export type Shortcut = NonNullable<Action['shortcut']> &
  Omit<Call, 'options'> & { readonly description: string };

/** The actions that can be called on any message. */
export function shortcutsOf(commands: readonly CommandShape[]): readonly Shortcut[] {
  return commands.flatMap((command) =>
    'action' in command
      ? shortcut(command.name, null, command.action)
      : command.subcommands.flatMap((action) => shortcut(command.name, action.name, action)),
  );
}

function shortcut(command: string, subcommand: string | null, action: Action): Shortcut[] {
  const { shortcut: shown, description } = action;
  return shown ? [{ ...shown, command, subcommand, description }] : [];
}

/** What Slack calls it: `shortcut:claims add`. */
export function callbackOf({ command, subcommand }: Omit<Call, 'options'>): string {
  return `shortcut:${command}${subcommand === null ? '' : ` ${subcommand}`}`;
}
