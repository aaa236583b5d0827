// Follows https://discord.com/developers/docs/topics/opcodes-and-status-codes (JSON error and gateway close codes).
import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  HTTPError,
} from 'discord.js';
import { messageOf, UserError } from '../../errors.ts';
import { Refused } from '../faults.ts';

const BAD_TOKEN =
  'Discord does not accept the bot token. Copy a new one from https://discord.com/developers/applications ' +
  '(your application, Bot, Reset Token), put it in DISCORD_TOKEN and start claimwire again.';

export const NO_INTENT =
  'Discord does not let this bot read messages. Turn on "Message Content Intent" at ' +
  'https://discord.com/developers/applications (your application, Bot, Privileged Gateway Intents) and start claimwire again.';

/** What to do about the errors that a person can mend, by Discord's code. */
const REMEDIES: Readonly<Record<number, string>> = {
  10003: 'Discord knows no such channel. Check its id, and that the bot is in its server.',
  10004: 'Discord knows no such server. Check its id, and that the bot was invited to it.',
  10008: 'The message is no longer there: someone deleted it.',
  40005: 'The file is larger than Discord takes here.',
  40067:
    'The forum demands a tag. Give it tags of the names that claimwire uses, or let the bot manage the channel.',
  50001:
    'The bot may not see it. Invite it with the scopes bot and applications.commands, and give its role View Channel.',
  50013:
    'The bot lacks a permission. Give its role View Channel, Send Messages, Embed Links, Attach Files, Create ' +
    'Public Threads, Send Messages in Threads and Manage Threads in that channel.',
  50007: 'Discord does not let the bot write to that person: they take no direct messages from this server.',
  50083: 'The thread is archived. Open it again in Discord.',
  160005: 'The thread is locked. Unlock it in Discord, or let the bot manage threads.',
  160006: 'The server has as many open threads as Discord allows. Close some of them.',
};

/** What is gone or locked is so the next time too: a message, a thread or a channel. */
const FOR_GOOD = [10003, 10008, 50083, 160005];

/** True when Discord answered with one of these JSON error codes. */
export function isRefusal(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}

/**
 * Turns a fault of discord.js into one that may be shown or logged: a UserError where a person can mend it.
 * `doing` completes "could not …". The original is left behind on purpose: it carries the request, and in
 * the addresses of interactions a token.
 */
export function explain(doing: string, error: unknown): Error {
  if (error instanceof UserError) return error;
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)
    return new UserError(BAD_TOKEN);
  if (error instanceof DiscordAPIError) {
    // With a code it is about the token of an interaction.
    if (error.status === 401 && Number(error.code) === 0) return new UserError(BAD_TOKEN);
    const remedy = REMEDIES[Number(error.code)];
    if (remedy !== undefined) {
      const told = `claimwire could not ${doing}. ${remedy}`;
      return FOR_GOOD.includes(Number(error.code)) ? new Refused(told) : new UserError(told);
    }
    const words = `could not ${doing}: Discord said ${error.code}, ${error.message}`;
    // Discord's own troubles (5xx) may pass.
    return error.status < 500 ? new Refused(words) : new Error(words);
  }
  if (error instanceof HTTPError)
    return new Error(`could not ${doing}: Discord answered HTTP ${error.status}`);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code))
    return new UserError(
      `claimwire could not ${doing}: Discord cannot be reached (${code}). Check the network.`,
    );
  return new Error(`could not ${doing}: ${messageOf(error)}`);
}

/** The fault behind a gateway close code after which discord.js does not come back, or null for any other. */
export function explainClose(code: number): Error | null {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return new UserError(BAD_TOKEN);
    case GatewayCloseCodes.DisallowedIntents:
      return new UserError(NO_INTENT);
    case GatewayCloseCodes.InvalidShard:
    case GatewayCloseCodes.ShardingRequired:
    case GatewayCloseCodes.InvalidAPIVersion:
    case GatewayCloseCodes.InvalidIntents:
      return new Error(`Discord closed the gateway for good with code ${code}`);
    default:
      return null;
  }
}
