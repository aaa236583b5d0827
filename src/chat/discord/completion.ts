// Follows https://discord.com/developers/docs/interactions/application-commands#autocomplete.
import type { AutocompleteInteraction } from 'discord.js';
import { actionOf } from '../../command/command.ts';
import type { Log } from '../../log.ts';
import type { FrontDesk } from '../chat.ts';
import { explain } from './faults.ts';
import { placeOf } from './people.ts';
import { oneLine, shortenPlain } from './text.ts';

const CHOICES = 25;
const CHOICE = 100;

/** In milliseconds. Discord takes no choices after 3 seconds, the way there and back included. */
const PATIENCE = 2_500;

type Offers = Awaited<ReturnType<FrontDesk['complete']>>;

/**
 * Offers what the desk completes. A fault of the desk, or one that takes too long, offers nothing: one can
 * still type. A choice whose value is over 100 characters is passed over, because a shorter value would be
 * another one.
 */
export async function complete(
  interaction: AutocompleteInteraction,
  front: FrontDesk,
  log: Log,
): Promise<void> {
  const found = await inTime(offers(interaction, front, log));
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

async function offers(interaction: AutocompleteInteraction, front: FrontDesk, log: Log): Promise<Offers> {
  const { name, value: typed } = interaction.options.getFocused(true);
  const called = {
    command: interaction.commandName,
    subcommand: interaction.options.getSubcommand(false),
  };
  const option = actionOf(front.commands, called)?.options.find((one) => one.name === name);
  if (option?.completes === undefined) return [];
  try {
    return await front.complete(option.completes, typed, await placeOf(interaction));
  } catch (error) {
    log.error({ fault: explain('complete', error).message }, 'nothing could be offered');
    return [];
  }
}

/** What is offered, or nothing when it takes too long. */
async function inTime(offers: Promise<Offers>): Promise<Offers> {
  const late = Promise.withResolvers<Offers>();
  const timer = setTimeout(late.resolve, PATIENCE, []);
  try {
    return await Promise.race([offers, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
