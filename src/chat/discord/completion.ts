// Follows https://discord.com/developers/docs/interactions/application-commands#autocomplete.
import type { AutocompleteInteraction } from 'discord.js';
import type { CommandShape, Option } from '../../command/command.ts';
import type { Place } from '../../command/invocation.ts';
import type { Log } from '../../log.ts';
import type { FrontDesk } from '../chat.ts';
import { explain } from './faults.ts';
import { placeOf } from './people.ts';
import { oneLine, shortenPlain } from './text.ts';

const CHOICES = 25;
const CHOICE = 100;

/**
 * Offers what the desk completes. A fault of the desk offers nothing: one can still type. A choice whose
 * value is over 100 characters is passed over, because a shorter value would be another one.
 */
export async function complete(
  interaction: AutocompleteInteraction,
  front: FrontDesk,
  log: Log,
): Promise<void> {
  const { name, value: typed } = interaction.options.getFocused(true);
  const subcommand = interaction.options.getSubcommand(false);
  const completes = optionOf(front.commands, interaction.commandName, subcommand, name)?.completes;
  const place = await placeOf(interaction);
  const found = completes === undefined ? [] : await offers(front, completes, typed, place, log);
  await interaction.respond(
    found
      .filter(({ value }) => value.length > 0 && value.length <= CHOICE)
      .slice(0, CHOICES)
      .map((choice) => ({
        name: shortenPlain(oneLine(choice.name).trim(), CHOICE) || choice.value,
        value: choice.value,
      })),
  );
}

async function offers(
  front: FrontDesk,
  completes: NonNullable<Option['completes']>,
  typed: string,
  place: Place,
  log: Log,
): Promise<readonly { name: string; value: string }[]> {
  try {
    return await front.complete(completes, typed, place);
  } catch (error) {
    log.error({ fault: explain('complete', error).message }, 'nothing could be offered');
    return [];
  }
}

function optionOf(
  commands: readonly CommandShape[],
  command: string,
  subcommand: string | null,
  option: string,
): Option | undefined {
  const shape = commands.find((one) => one.name === command);
  if (shape === undefined) return undefined;
  const action = 'action' in shape ? shape.action : shape.subcommands.find((one) => one.name === subcommand);
  return action?.options.find((one) => one.name === option);
}
