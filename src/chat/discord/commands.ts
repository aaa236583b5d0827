// Follows https://discord.com/developers/docs/interactions/application-commands.
import {
  type APIApplication,
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Action, CommandShape, Option } from '../../command/command.ts';
import { explain } from './faults.ts';
import { defaultPermissions } from './permissions.ts';
import { type DiscordSettings, openRest } from './settings.ts';
import { actionsOf, type Shortcut, shortcutsOf } from './shortcuts.ts';
import { shortenPlain } from './text.ts';

const DESCRIPTION = 100;
const CHOICES = 25;

type CommandBody = RESTPostAPIApplicationCommandsJSONBody;

/**
 * Replaces the commands that Discord offers, in each server of the settings or, without any, wherever the
 * bot is. Returns how many there are. Throws UserError on a bad token or a server that the bot is not in.
 */
export async function registerDiscordCommands(
  settings: DiscordSettings,
  commands: readonly CommandShape[],
): Promise<number> {
  const rest = openRest(settings);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as Pick<APIApplication, 'id'>;
    const body = [...commands.map(commandBody), ...shortcutsOf(commands).map(shortcutBody)];
    for (const guild of settings.guildIds)
      await rest.put(Routes.applicationGuildCommands(id, guild), { body });
    if (settings.guildIds.length === 0)
      await rest.put(Routes.applicationCommands(id), { body: body.map(guildsOnly) });
    return body.length;
  } catch (error) {
    throw explain('register its commands with Discord', error);
  }
}

/** Roles and threads exist in servers alone, so a command of all servers is kept out of direct messages. */
function guildsOnly(body: CommandBody): CommandBody {
  return { ...body, contexts: [InteractionContextType.Guild] };
}

function commandBody(shape: CommandShape): CommandBody {
  return {
    type: ApplicationCommandType.ChatInput,
    name: shape.name,
    description: shortenPlain(shape.description, DESCRIPTION),
    ...defaultPermissions(actionsOf(shape)),
    options:
      'action' in shape
        ? optionBodies(shape.action)
        : shape.subcommands.map((action) => ({
            type: ApplicationCommandOptionType.Subcommand as const,
            name: action.name,
            description: shortenPlain(action.description, DESCRIPTION),
            options: optionBodies(action),
          })),
  };
}

/** A command in the menu of every message, which has neither a description nor options. */
function shortcutBody({ name, action }: Shortcut): CommandBody {
  return { type: ApplicationCommandType.Message, name, ...defaultPermissions([action]) };
}

/** Discord wants the required options first; otherwise they keep their order. */
function optionBodies({ options }: Action): APIApplicationCommandBasicOption[] {
  return options.toSorted((a, b) => Number(b.required) - Number(a.required)).map(optionBody);
}

function optionBody({
  name,
  description: text,
  required,
  choices,
  completes,
  file,
}: Option): APIApplicationCommandBasicOption {
  const description = shortenPlain(text, DESCRIPTION);
  if (file) return { type: ApplicationCommandOptionType.Attachment, name, description, required };
  const base = { type: ApplicationCommandOptionType.String as const, name, description, required };
  // Discord refuses an option that has both.
  if (choices !== undefined)
    return { ...base, choices: choices.slice(0, CHOICES).map((value) => ({ name: value, value })) };
  return completes === undefined ? base : { ...base, autocomplete: true };
}
