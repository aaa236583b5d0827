import { UserError } from '../errors.ts';
import type { Text } from '../model/message.ts';
import { nearest } from '../model/nearest.ts';
import type { Action, CommandShape } from './command.ts';
import type { Reply } from './invocation.ts';
import { usage } from './parse.ts';
import { list, tellPerson } from './reply.ts';

/** What can be called: how it is written, what it does, who may. */
export interface HelpLine {
  readonly usage: string;
  readonly action: Action;
}

/** One line for everything that can be called. */
export function helpLines(command: CommandShape): HelpLine[] {
  const called = `/${command.name}`;
  if ('action' in command) return [{ usage: usage(command.action, called), action: command.action }];
  return command.subcommands.map((action) => ({ usage: usage(action, `${called} ${action.name}`), action }));
}

/** Help on all commands, or on one by name. Throws UserError when there is no such command. */
export function helpOn(commands: readonly CommandShape[], name: string | null): Reply {
  const asked = name?.replace(/^\//, '').toLowerCase() ?? null;
  const chosen = asked === null ? commands : commands.filter((command) => command.name === asked);
  if (chosen.length === 0) {
    const near = nearest(
      asked ?? '',
      commands.map((command) => command.name),
    );
    throw new UserError(
      `There is no command /${asked}. ${near ? `Did you mean /${near}?` : 'Try /desk help.'}`,
    );
  }
  return tellPerson(
    'What you can ask the desk',
    chosen.flatMap((command) => list(command.description, helpLines(command).map(entry))),
  );
}

function entry({ usage: written, action }: HelpLine): Text {
  const who = action.role === 'reader' ? '' : ` (${action.role}s)`;
  return [{ code: written }, ` ${action.description}${who}. For example: `, { code: action.example }];
}
