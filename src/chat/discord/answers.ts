// Follows https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages.
import type { Place, Reply } from '../../command/invocation.ts';
import { UserError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { message } from '../../model/message.ts';
import type { Calling } from './calls.ts';
import { answerElsewhere } from './elsewhere.ts';
import { explain, isRefusal } from './faults.ts';
import { render } from './render.ts';

/** Unknown webhook, invalid webhook token and unknown interaction: Discord takes no more answers to it. */
const TOO_LATE = [10015, 50027, 10062];

/** Shows the answer to an interaction that was acknowledged in private; one that is too late comes by other ways. */
export async function show(interaction: Calling, reply: Reply, place: Place): Promise<void> {
  try {
    await showInTime(interaction, reply);
  } catch (error) {
    if (!isRefusal(error, ...TOO_LATE)) throw error;
    await answerElsewhere(interaction.client, reply, interaction.user.id, place);
  }
}

async function showInTime(interaction: Calling, { message: words, visibility, file }: Reply): Promise<void> {
  const files = file === undefined ? [] : [{ name: file.name, attachment: Buffer.from(file.text) }];
  const answer = { ...render(words), files };
  if (visibility === 'private') {
    await interaction.editReply(answer);
    return;
  }
  // The acknowledgement has to be used up first: until then a follow-up would take its place, and its privacy.
  await interaction.editReply(render(message('Answered in the channel')));
  await interaction.followUp(answer);
}

/** Tells the person that it went wrong, if Discord can still be told anything. */
export async function apologise(interaction: Calling, fault: Error, log: Log): Promise<void> {
  if (!interaction.deferred) return;
  const words = fault instanceof UserError ? fault.message : 'Something went wrong here; it has been logged.';
  await interaction.editReply(render(message(words))).catch((error: unknown) => {
    log.error({ fault: explain('apologise on Discord', error).message }, 'nor was the fault shown');
  });
}
