import type { CompleterResult } from 'node:readline';
import type { Place } from '../../command/invocation.ts';
import type { FrontDesk } from '../chat.ts';

/** Completes commands, subcommands and claims at the prompt. */
export function completer({ commands, complete }: Pick<FrontDesk, 'commands' | 'complete'>, place: Place) {
  return (line: string, done: (error: null, result: CompleterResult) => void): void => {
    const [, before = '', word = ''] = /^(.*?)(\S*)$/.exec(line) ?? [];
    const command = commands.find((one) => before.trim() === `/${one.name}`);
    if (before.trim() === '') {
      const names = commands.map((one) => `/${one.name} `);
      done(null, [names.filter((name) => name.startsWith(word)), word]);
      return;
    }
    if (command && 'subcommands' in command) {
      const names = command.subcommands.map((one) => `${one.name} `);
      done(null, [names.filter((name) => name.startsWith(word)), word]);
      return;
    }
    complete('claim', word, place).then(
      (found) =>
        done(null, [found.map(({ value }) => value).filter((value) => value.startsWith(word)), word]),
      () => done(null, [[], word]),
    );
  };
}
