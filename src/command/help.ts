import type { Text } from '../model/message.ts';
import { nearest } from '../model/nearest.ts';
import type { Say } from '../model/say.ts';
import type { Action, CommandShape } from './command.ts';
import type { Reply } from './invocation.ts';
import { noCommand, usage } from './parse.ts';
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
export function helpOn(commands: readonly CommandShape[], name: string | null, say: Say): Reply {
  const asked = name?.replace(/^\//, '').toLowerCase() ?? null;
  const chosen = asked === null ? commands : commands.filter((command) => command.name === asked);
  if (chosen.length === 0) {
    const near = nearest(
      asked ?? '',
      commands.map((command) => command.name),
    );
    throw noCommand(`/${asked}`, near === null ? null : `/${near}`);
  }
  return tellPerson(
    say.text('What you can ask the desk'),
    chosen.flatMap((command) =>
      list(
        say.text(command.description),
        helpLines(command).map((line) => entry(line, say)),
      ),
    ),
  );
}

function entry({ usage: written, action: { description, role, example } }: HelpLine, say: Say): Text {
  const who = role === 'reader' ? '' : ` (${role === 'editor' ? say.text('editors') : say.text('admins')})`;
  return [
    { code: written },
    ` ${say.text(description)}${who}. `,
    ...say.spans('For example: {example}', { example: { code: example } }),
  ];
}
