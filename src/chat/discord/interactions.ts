// Follows https://discord.com/developers/docs/interactions/receiving-and-responding.
import { type Interaction, MessageFlags } from 'discord.js';
import type { Place, Reply } from '../../command/invocation.ts';
import { UserError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { message } from '../../model/message.ts';
import type { FrontDesk } from '../chat.ts';
import { apologise, show } from './answers.ts';
import { type Calling, calledBy, isCalling, modalFor } from './calls.ts';
import { complete } from './completion.ts';
import { explain } from './faults.ts';
import { personOf, placeOf } from './people.ts';
import { render } from './render.ts';

/** Answers whatever people do with commands, buttons and forms. Never rejects. */
export async function onInteraction(interaction: Interaction, front: FrontDesk, log: Log): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await complete(interaction, front, log);
    else if (isCalling(interaction) && !(await ask(interaction, front))) await answer(interaction, front);
  } catch (error) {
    const fault = explain('answer on Discord', error);
    log.error({ interaction: interaction.id, fault: fault.message }, 'an interaction was not answered');
    if (isCalling(interaction)) await apologise(interaction, fault, log);
  }
}

/** Answers whoever calls from a server that the desk is not for. Never rejects. */
export async function turnAway(interaction: Interaction, log: Log): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await interaction.respond([]);
    else if (isCalling(interaction)) {
      const words =
        'This claimwire belongs to another server. Whoever runs it names its servers in DISCORD_GUILDS.';
      await interaction.reply({ ...render(message(words)), flags: MessageFlags.Ephemeral });
    }
  } catch (error) {
    log.error({ fault: explain('answer on Discord', error).message }, 'someone was not turned away in words');
  }
}

/** Shows the form that a call needs first; false where it needs none. Discord takes a modal only at once. */
async function ask(interaction: Calling, front: FrontDesk): Promise<boolean> {
  if (!interaction.isChatInputCommand() && !interaction.isButton()) return false;
  const modal = modalFor(interaction, front);
  if (modal === null) return false;
  await interaction.showModal(modal);
  return true;
}

/**
 * Acknowledges first: Discord waits 3 seconds for that and then 15 minutes for the answer. Who may see the
 * answer is only known once the desk has given it, and Discord fixes it with the acknowledgement; so that
 * is private, and an answer for the channel is sent after it as a message of its own (`show`).
 */
async function answer(interaction: Calling, front: FrontDesk): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const place = await placeOf(interaction);
  await show(interaction, await replyTo(interaction, place, front), place);
}

async function replyTo(interaction: Calling, place: Place, front: FrontDesk): Promise<Reply> {
  const person = personOf(interaction);
  try {
    const called = await calledBy(interaction, front);
    return typeof called === 'string'
      ? await front.say(called, person, place)
      : await front.invoke({ ...called, person, place });
  } catch (error) {
    // A file that cannot be used is the person's to mend.
    if (error instanceof UserError) return { message: message(error.message), visibility: 'private' };
    throw error;
  }
}
