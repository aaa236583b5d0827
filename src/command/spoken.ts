import type { Say } from '../model/say.ts';
import type { Action, Command } from './command.ts';

/** The commands with their descriptions in a language; what is typed stays as it is. */
export function spokenIn(commands: readonly Command[], say: Say): Command[] {
  return commands.map((command) => {
    const description = say.text(command.description);
    return 'action' in command
      ? { ...command, description, action: described(command.action, say) }
      : { ...command, description, subcommands: command.subcommands.map((one) => described(one, say)) };
  });
}

function described<A extends Action>(action: A, say: Say): A {
  const options = action.options.map((one) => ({ ...one, description: say.text(one.description) }));
  const shortcut = action.shortcut && { ...action.shortcut, name: say.text(action.shortcut.name) };
  return { ...action, description: say.text(action.description), options, ...(shortcut && { shortcut }) };
}
