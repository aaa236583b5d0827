import { UserError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { type Action, actionOf, type CommandShape, type Option } from './command.ts';
import type { Invocation } from './invocation.ts';

type Parsed = Pick<Invocation, 'command' | 'subcommand' | 'options'>;

// A word, a quoted text, or a name with either (`topic:"Iraq 2020"`); curly quotes because chats type them.
const TOKEN = /(?:([\p{L}\d_-]+):(?=\S))?(?:["“”]([^"“”]*)["“”]|(\S+))/gu;

/**
 * Reads a command line: `/claims add SLUG "STATEMENT" topic:withdrawal`. Options are taken in their order or by
 * name. Throws UserError with the usage, and the nearest command when there is no such one.
 */
export function parseLine(line: string, commands: readonly CommandShape[]): Parsed {
  const [, name = '', text = ''] = /^\s*\/?(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  const command = commands.find((one) => one.name === name.toLowerCase());
  if (!command)
    throw noCommand(
      `/${name}`,
      nearest(
        `/${name}`,
        commands.map((one) => `/${one.name}`),
      ),
    );
  if ('action' in command)
    return {
      command: command.name,
      subcommand: null,
      options: optionsOf(text, command.action, `/${command.name}`),
    };

  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const names = command.subcommands.map((one) => one.name);
  const action = actionOf(commands, { command: command.name, subcommand: word.toLowerCase() });
  if (!action) {
    const called = `/${command.name}`;
    if (word === '')
      throw new UserError('{command} needs one of: {names}.', { command: called, names: names.join(', ') });
    throw noSubcommand(called, word, names);
  }
  const options = optionsOf(rest, action, `/${command.name} ${action.name}`);
  return { command: command.name, subcommand: action.name, options };
}

/** There is no such command, but perhaps one that is near. */
export function noCommand(command: string, near: string | null): UserError {
  return near === null
    ? new UserError('There is no command {command}. Try /desk help.', { command })
    : new UserError('There is no command {command}. Did you mean {near}?', { command, near });
}

function noSubcommand(command: string, word: string, names: readonly string[]): UserError {
  const near = nearest(word, names);
  return near === null
    ? new UserError('There is no {command} command {word}. Try {help}.', {
        command,
        word,
        help: `${command} ${names[0]}`,
      })
    : new UserError('There is no {command} command {word}. Did you mean {near}?', { command, word, near });
}

function optionsOf(text: string, action: Action, called: string): Record<string, string> {
  const options: Record<string, string> = {};
  const unnamed = text.replace(TOKEN, (whole, name?: string, quoted?: string, word?: string) => {
    const named = action.options.find((option) => option.name === name?.toLowerCase());
    if (!named) return whole;
    options[named.name] = quoted ?? word ?? '';
    return '';
  });
  for (const { 0: whole, 2: quoted, index } of unnamed.matchAll(TOKEN)) {
    const option = action.options.find(({ name }) => options[name] === undefined);
    if (!option)
      throw new UserError('That is more than {command} takes. Use: {usage}', {
        command: called,
        usage: usage(action, called),
      });
    if (option.rest) {
      options[option.name] = unquoted(unnamed.slice(index).trim());
      break;
    }
    options[option.name] = quoted ?? whole;
  }
  return options;
}

function unquoted(text: string): string {
  return /^["“”]([^"“”]*)["“”]$/.exec(text)?.[1] ?? text;
}

/** How an action is called: `/claims verdict <claim> [verdict] [reason…]`. */
export function usage(action: Action, called: string): string {
  const words = action.options.map((option) => shown(option));
  return [called, ...words].join(' ');
}

function shown({ name, required, rest }: Option): string {
  const word = rest ? `${name}…` : name;
  return required ? `<${word}>` : `[${word}]`;
}

/** Throws UserError when an invocation lacks what its action needs, or has a value that it does not take. */
export function checkOptions(
  action: Action,
  called: string,
  options: Readonly<Record<string, string>>,
): void {
  for (const option of action.options) {
    const value = options[option.name];
    if (option.required && (value === undefined || value.trim() === ''))
      throw new UserError('{option} is missing. Use: {usage}. For example: {example}', {
        option: option.name,
        usage: usage(action, called),
        example: action.example,
      });
    if (value !== undefined && option.choices && !option.choices.includes(value))
      throw noChoice(value, option.name, option.choices);
  }
}

function noChoice(value: string, option: string, choices: readonly string[]): UserError {
  const filling = { value, option, choices: choices.join(', ') };
  const near = nearest(value, choices);
  return near === null
    ? new UserError('{value} is no {option}. Use one of: {choices}.', filling)
    : new UserError('{value} is no {option}; did you mean {near}? Use one of: {choices}.', {
        ...filling,
        near,
      });
}
