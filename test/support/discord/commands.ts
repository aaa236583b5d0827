// Follows https://discord.com/developers/docs/interactions/application-commands.
import {
  type ApiAnswer,
  checkCount,
  checkLength,
  type Faults,
  invalidForm,
  ok,
  type Route,
  refuse,
} from './answers.ts';
import type { FakeCommand, FakeOption } from './calls.ts';
import type { World } from './world.ts';

const SUBCOMMAND = 1;
/** The type of a command in the menu of a message. */
const MESSAGE = 3;
const NAME = /^[-_'\p{Ll}\p{Lm}\p{Lo}\p{N}]{1,32}$/u;

export function commandRoutes(world: World): Route[] {
  return [
    {
      method: 'PUT',
      path: /^\/applications\/(\d+)\/commands$/,
      authorised: true,
      answer: ({ body }, application) => replace(world, application, 'global', body as FakeCommand[]),
    },
    {
      method: 'PUT',
      path: /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/,
      authorised: true,
      answer: ({ body }, application, guild = '') =>
        guild === world.guild.id
          ? replace(world, application, guild, body as FakeCommand[])
          : refuse('missingAccess'),
    },
  ];
}

function replace(
  world: World,
  application: string | undefined,
  scope: string,
  commands: FakeCommand[],
): ApiAnswer {
  if (application !== world.application.id) return refuse('missingAccess');
  const faults: Faults = new Map();
  for (const [index, command] of commands.entries()) {
    if (command.type === MESSAGE) {
      checkMenu(faults, `${index}`, command);
      continue;
    }
    checkNames(faults, `${index}`, command);
    checkOptions(faults, `${index}.options`, command.options ?? []);
  }
  const refused = invalidForm(faults);
  if (refused !== null) return refused;
  world.commands.set(scope, commands);
  return ok(commands.map((command) => ({ id: world.newId(), application_id: application, ...command })));
}

/** A command in a menu may have a name with spaces and capitals, and has neither description nor options. */
function checkMenu(faults: Faults, at: string, { name, description, options }: FakeCommand): void {
  checkLength(faults, `${at}.name`, name, 1, 32);
  checkLength(faults, `${at}.description`, description ?? '', 0, 0);
  checkCount(faults, `${at}.options`, options ?? [], 0, 0);
}

function checkNames(
  faults: Faults,
  at: string,
  { name, description }: Pick<FakeCommand, 'name' | 'description'>,
): void {
  checkLength(faults, `${at}.description`, description, 1, 100);
  if (!NAME.test(name))
    faults.set(`${at}.name`, {
      code: 'APPLICATION_COMMAND_INVALID_NAME',
      message: 'Command name is invalid',
    });
}

function checkOptions(faults: Faults, at: string, options: readonly FakeOption[]): void {
  checkCount(faults, at, options, 0, 25);
  let optional = false;
  for (const [index, option] of options.entries()) {
    const here = `${at}.${index}`;
    checkNames(faults, here, option);
    if (option.type === SUBCOMMAND) checkOptions(faults, `${here}.options`, option.options ?? []);
    else if (option.required === true && optional)
      faults.set(here, {
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    else optional ||= option.required !== true;
    checkCount(faults, `${here}.choices`, option.choices ?? [], 0, 25);
    for (const [which, choice] of (option.choices ?? []).entries()) {
      checkLength(faults, `${here}.choices.${which}.name`, choice.name, 1, 100);
      checkLength(faults, `${here}.choices.${which}.value`, choice.value, 1, 100);
    }
    if (option.autocomplete === true && option.choices !== undefined)
      faults.set(here, { code: 'APPLICATION_COMMAND_OPTION_CHOICES_AUTOCOMPLETE', message: 'Not both.' });
  }
}
