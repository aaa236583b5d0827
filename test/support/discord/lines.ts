// Follows https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-application-command-data-structure.
import type { FakeOption } from './calls.ts';
import type { World } from './world.ts';

const SUBCOMMAND = 1;
const STRING = 3;
const ATTACHMENT = 11;

/** https://discord.com/developers/docs/resources/message#attachment-object */
export interface GivenFile {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly proxy_url: string;
}

/** What Discord's client makes of a line, by the commands that are registered. */
export function commandData(
  world: World,
  line: string,
  focus: boolean,
  file?: GivenFile,
): Record<string, unknown> {
  const [name = '', ...words] = line.replace(/^\//, '').split(' ');
  const command = [...world.commands.values()].flat().find((one) => one.name === name);
  if (command === undefined) throw new Error(`Discord has no command ${name}`);
  const subcommand = command.options?.find((one) => one.type === SUBCOMMAND && one.name === words[0]);
  const options =
    subcommand === undefined
      ? values(command.options ?? [], words, focus, file)
      : [
          {
            type: SUBCOMMAND,
            name: subcommand.name,
            options: values(subcommand.options ?? [], words.slice(1), focus, file),
          },
        ];
  const resolved = file === undefined ? {} : { resolved: { attachments: { [file.id]: file } } };
  return { id: world.newId(), type: 1, name, options, ...resolved };
}

/** Options in their order, the last taking all the rest; a file is given beside the line. */
function values(
  options: readonly FakeOption[],
  words: readonly string[],
  focus: boolean,
  file: GivenFile | undefined,
): Record<string, unknown>[] {
  const asked = options.filter(({ type }) => type !== ATTACHMENT).slice(0, words.length);
  const given = asked.map(({ name }, index) => {
    const last = index === asked.length - 1;
    const value = last ? words.slice(index).join(' ') : words[index];
    return { type: STRING, name, value, ...(focus && last ? { focused: true } : {}) };
  });
  const lacking = options.find(({ name, required, type }) =>
    type === ATTACHMENT
      ? required && file === undefined
      : required && !given.some((one) => one.name === name),
  );
  if (lacking !== undefined && !focus) throw new Error(`Discord sends no command without ${lacking.name}`);
  const files = file ? options.filter(({ type }) => type === ATTACHMENT) : [];
  return [...given, ...files.map(({ name }) => ({ type: ATTACHMENT, name, value: file?.id }))];
}
