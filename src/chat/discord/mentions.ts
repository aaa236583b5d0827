// Follows https://discord.com/developers/docs/resources/message#allowed-mentions-object.
import type { APIAllowedMentions } from 'discord.js';
import type { Message } from '../../model/message.ts';

/** Nobody is notified by what a message says. */
export const NO_MENTIONS = { parse: [] };

/** An id of Discord; anything else in its place could be markup. */
const ID = /^\d{15,21}$/;

/** What a new message begins with, and whom it may notify: the role that it mentions, if any, and nobody else. */
export function mentionOf({ mention }: Message): { before: string; allowed: APIAllowedMentions } {
  if (mention === undefined || !ID.test(mention)) return { before: '', allowed: NO_MENTIONS };
  return { before: `<@&${mention}> `, allowed: { parse: [], roles: [mention] } };
}
