// Follows https://discord.com/developers/docs/topics/permissions and
// https://discord.com/developers/docs/interactions/application-commands#permissions.
import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import type { Action } from '../../command/command.ts';

/** What the bot needs where it talks. */
export const NEEDED = new PermissionsBitField([
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.ManageThreads,
  PermissionFlagsBits.ReadMessageHistory,
]);

/** The names, as Discord shows them, of what is lacking from permissions as Discord writes them. */
export function lacking(permissions: string): string[] {
  const names = new PermissionsBitField(BigInt(permissions)).missing(NEEDED);
  return names.map((name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '));
}

/**
 * Who is offered a command, as long as the server does not say otherwise: everyone, or those who hold a
 * permission that is like the least role that its actions need. The desk checks roles itself all the same.
 */
export function defaultPermissions(actions: readonly Action[]): { default_member_permissions?: string } {
  if (actions.some(({ role }) => role === 'reader')) return {};
  const editors = actions.some(({ role }) => role === 'editor');
  const bit = editors ? PermissionFlagsBits.ManageMessages : PermissionFlagsBits.ManageGuild;
  return { default_member_permissions: String(bit) };
}
