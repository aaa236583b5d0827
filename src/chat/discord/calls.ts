// Follows https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure.
import type {
  APIModalInteractionResponseCallbackData,
  ButtonInteraction,
  ChatInputCommandInteraction,
  CommandInteractionOption,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import type { Call } from '../../command/invocation.ts';
import type { FrontDesk } from '../chat.ts';
import { textOf } from './files.ts';
import { modalOf, submitted } from './forms.ts';
import { shortcutCall } from './shortcuts.ts';

/** What people do that the desk answers. */
export type Calling =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | ModalSubmitInteraction
  | MessageContextMenuCommandInteraction;

export function isCalling(interaction: Interaction): interaction is Calling {
  return (
    interaction.isChatInputCommand() ||
    interaction.isButton() ||
    interaction.isModalSubmit() ||
    interaction.isMessageContextMenuCommand()
  );
}

/** The modal that is to be shown instead of an answer, or null. It waits for nothing. */
export function modalFor(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  front: FrontDesk,
): APIModalInteractionResponseCallbackData | null {
  // What a file says is only known once it is fetched, and is too long to be kept in a modal.
  if (!interaction.isButton() && optionsOf(interaction).some(({ attachment }) => attachment)) return null;
  const form = front.form(interaction.isButton() ? interaction.customId : callOf(interaction, {}));
  return form && modalOf(form);
}

/** What was called, as a call or a line. Throws UserError where a file cannot be read. */
export async function calledBy(interaction: Calling, front: FrontDesk): Promise<Call | string> {
  if (interaction.isButton()) return interaction.customId;
  if (interaction.isMessageContextMenuCommand())
    return shortcutCall(interaction, front.commands) ?? `/${interaction.commandName}`;
  if (interaction.isModalSubmit()) {
    const form = front.form(interaction.customId);
    // Without its form the line cannot be called any more, which the desk says in words.
    return form === null ? interaction.customId : submitted(form, interaction);
  }
  return callOf(interaction, await textsOf(interaction));
}

/** A slash command; every option but a file is registered as text, and the files' texts are `texts`. */
function callOf(interaction: ChatInputCommandInteraction, texts: Readonly<Record<string, string>>): Call {
  const options = optionsOf(interaction).map(({ name, value }) => [name, texts[name] ?? String(value ?? '')]);
  return {
    command: interaction.commandName,
    subcommand: interaction.options.getSubcommand(false),
    options: Object.fromEntries(options),
  };
}

async function textsOf(interaction: ChatInputCommandInteraction): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { name, attachment } of optionsOf(interaction))
    if (attachment) texts[name] = await textOf(attachment, interaction.client.rest.options.api);
  return texts;
}

function optionsOf({ options }: ChatInputCommandInteraction): readonly CommandInteractionOption[] {
  return options.getSubcommand(false) === null ? options.data : (options.data[0]?.options ?? []);
}
