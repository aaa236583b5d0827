// Follows https://discord.com/developers/docs/interactions/receiving-and-responding.
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import type { Invocation, Reply } from '../../command/invocation.ts';
import { UserError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { message } from '../../model/message.ts';
import type { FrontDesk } from '../chat.ts';
import { complete } from './completion.ts';
import { explain } from './faults.ts';
import { personOf, placeOf } from './people.ts';
import { render } from './render.ts';

type Answerable = ChatInputCommandInteraction | ButtonInteraction;

/** Answers whatever people do with commands and buttons. Never rejects. */
export async function onInteraction(interaction: Interaction, front: FrontDesk, log: Log): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await complete(interaction, front, log);
    else if (interaction.isChatInputCommand() || interaction.isButton()) await answer(interaction, front);
  } catch (error) {
    const fault = explain('answer on Discord', error);
    log.error({ interaction: interaction.id, fault: fault.message }, 'an interaction was not answered');
    if (interaction.isChatInputCommand() || interaction.isButton()) await apologise(interaction, fault, log);
  }
}

/**
 * Acknowledges first: Discord waits 3 seconds for that and then 15 minutes for the answer. Who may see the
 * answer is only known once the desk has given it, and Discord fixes it with the acknowledgement; so that
 * is private, and an answer for the channel is sent after it as a message of its own (`show`).
 */
async function answer(interaction: Answerable, front: FrontDesk): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const person = personOf(interaction);
  const place = await placeOf(interaction);
  const reply = interaction.isButton()
    ? await front.say(interaction.customId, person, place)
    : await front.invoke({ ...callOf(interaction), person, place });
  await show(interaction, reply);
}

/** The command as called; every option is registered as text. */
function callOf(interaction: ChatInputCommandInteraction): Omit<Invocation, 'person' | 'place'> {
  const subcommand = interaction.options.getSubcommand(false);
  const given = subcommand === null ? interaction.options.data : (interaction.options.data[0]?.options ?? []);
  return {
    command: interaction.commandName,
    subcommand,
    options: Object.fromEntries(given.map(({ name, value }) => [name, String(value ?? '')])),
  };
}

async function show(interaction: Answerable, reply: Reply): Promise<void> {
  const answer = render(reply.message);
  if (reply.visibility === 'private') {
    await interaction.editReply(answer);
    return;
  }
  // The acknowledgement has to be used up first: until then a follow-up would take its place, and its privacy.
  await interaction.editReply(render(message('Answered in the channel')));
  await interaction.followUp(answer);
}

/** Tells the person that it went wrong, if Discord can still be told anything. */
async function apologise(interaction: Answerable, fault: Error, log: Log): Promise<void> {
  if (!interaction.deferred) return;
  const words = fault instanceof UserError ? fault.message : 'Something went wrong here; it has been logged.';
  await interaction.editReply(render(message(words))).catch((error: unknown) => {
    log.error({ fault: explain('apologise on Discord', error).message }, 'nor was the fault shown');
  });
}
