import type { Option } from './command.ts';
import { actionOf, type CommandShape } from './command.ts';
import type { Call } from './invocation.ts';

/** What a person is asked before a call is made. */
export interface Form {
  /** What it is about: `/claims verdict`. */
  readonly title: string;
  /** The call as it is without the answers. */
  readonly call: Call;
  /** The answers are the values of these options. */
  readonly fields: readonly Option[];
}

/** The form that a call needs first, or null where it can be made as it is. */
export function formFor(commands: readonly CommandShape[], call: Call): Form | null {
  const action = actionOf(commands, call);
  const [first] = action?.form ?? [];
  if (action === undefined || first === undefined || call.options[first] !== undefined) return null;
  const title = ['/', call.command, call.subcommand && ` ${call.subcommand}`].join('');
  const fields = action.options.filter(({ name }) => action.form?.includes(name));
  return { title, call, fields };
}

/** The call with what was answered; an answer left empty is none. */
export function answered({ call }: Form, answers: Readonly<Record<string, string>>): Call {
  const given = Object.entries(answers).filter(([, value]) => value.trim() !== '');
  return { ...call, options: { ...call.options, ...Object.fromEntries(given) } };
}

/** A call as one would type it, for a chat to keep while its form is open. */
export function lineOf({ command, subcommand, options }: Call): string {
  const named = Object.entries(options).map(([name, value]) => `${name}:"${value.replace(/["“”]/g, "'")}"`);
  return [`/${command}`, ...(subcommand === null ? [] : [subcommand]), ...named].join(' ');
}
