// Follows https://discord.com/developers/docs/interactions/application-commands#message-commands.
import type { MessageContextMenuCommandInteraction } from 'discord.js';
import type { Action, CommandShape } from '../../command/command.ts';
import type { Call } from '../../command/invocation.ts';

/** An action that can be called on a message, and how. */
export interface Shortcut {
  readonly command: string;
  readonly subcommand: string | null;
  readonly action: Action;
  readonly name: string;
  readonly option: string;
}

export function shortcutsOf(commands: readonly CommandShape[]): Shortcut[] {
  return commands.flatMap((shape) =>
    actionsOf(shape).flatMap((action) =>
      action.shortcut === undefined
        ? []
        : {
            command: shape.name,
            subcommand: 'action' in shape ? null : action.name,
            action,
            ...action.shortcut,
          },
    ),
  );
}

export function actionsOf(shape: CommandShape): readonly Action[] {
  return 'action' in shape ? [shape.action] : shape.subcommands;
}

/** The call that a message command stands for, or null if there is none of that name any more. */
export function shortcutCall(
  { commandName, targetMessage: { content, embeds } }: MessageContextMenuCommandInteraction,
  commands: readonly CommandShape[],
): Call | null {
  const found = shortcutsOf(commands).find(({ name }) => name === commandName);
  if (found === undefined) return null;
  // What a bot or a link's preview shows is in the embeds.
  const words = [content, ...embeds.flatMap(({ title, description }) => [title, description])];
  const text = words.filter(Boolean).join('\n');
  return { command: found.command, subcommand: found.subcommand, options: { [found.option]: text } };
}
