// Follows https://docs.slack.dev/reference/methods/chat.postMessage#errors and those of auth.test and
// apps.connections.open.
import { webApi } from '@slack/bolt';
import { UserError } from '../../errors.ts';
import { SECOND } from '../../model/time.ts';
import { Later, Refused } from '../faults.ts';

const APPS = 'https://api.slack.com/apps';
const BOT_TOKEN = `Copy the Bot User OAuth Token (xoxb-…) from "OAuth & Permissions" of your app at ${APPS} into SLACK_BOT_TOKEN.`;
const APP_TOKEN = `Create an app-level token (xapp-…) with the scope connections:write under "Basic Information" of your app at ${APPS} and put it into SLACK_APP_TOKEN.`;

const REFUSED = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
];

const PASSING = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
];

/** Slack's own word for what went wrong (`channel_not_found`), or null for anything else. */
export function codeOf(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

/** Turns a failure that a person can mend into a UserError about the bot token; passes on the rest. */
export function explainBot(error: unknown): unknown {
  const code = codeOf(error);
  if (code === null) return unreached(error);
  if (REFUSED.includes(code)) return new UserError(`Slack refuses the bot token (${code}). ${BOT_TOKEN}`);
  if (code === 'missing_scope')
    return new UserError(
      `The Slack app lacks a permission (${neededOf(error)}). Update its manifest with what "claimwire slack manifest" prints, and reinstall the app at ${APPS}.`,
    );
  return error;
}

/**
 * The same for a call about a channel; with `Later` where Slack wants it later, and `Refused` for what it will never
 * take.
 */
export function explainChannel(error: unknown, channel: string): unknown {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new Later('Slack takes no more for now', error.retryAfter * SECOND);
  switch (codeOf(error)) {
    case 'channel_not_found':
    case 'not_in_channel':
      return new UserError(
        `Slack shows claimwire no channel ${channel}. If it exists, type "/invite @claimwire" in it; else watch another channel.`,
      );
    case 'is_archived':
      return new UserError(
        `The Slack channel ${channel} is archived. Unarchive it, or watch another channel.`,
      );
    case 'restricted_action':
      return new UserError(
        `The Slack channel ${channel} does not let claimwire post. Ask a workspace admin to allow it, or watch another channel.`,
      );
    default: {
      const explained = explainBot(error);
      const code = codeOf(error);
      // Slack's own troubles come as codes too, and may pass.
      if (explained !== error || code === null || PASSING.includes(code)) return explained;
      return new Refused(`Slack refuses the message (${code})`);
    }
  }
}

/** The same for opening Socket Mode with the app-level token. */
export function explainSocket(error: unknown): unknown {
  const code = codeOf(error);
  if (code !== null && [...REFUSED, 'missing_scope'].includes(code))
    return new UserError(`Slack refuses the app-level token (${code}). ${APP_TOKEN}`);
  return unreached(error);
}

/** Words for a Slack that did not answer, or not as Slack does; anything else comes back as it is. */
function unreached(error: unknown): unknown {
  if (error instanceof webApi.WebAPIRequestError)
    return new UserError(
      'Slack cannot be reached. Check the network, https://slack-status.com, and SLACK_API_URL if it is set.',
    );
  if (error instanceof webApi.WebAPIHTTPError)
    return new UserError(
      `Slack answered with ${error.statusCode}. Look at https://slack-status.com, and try again.`,
    );
  return error;
}

/** What to say of a token that works but is not a bot's. */
export function notABot(): UserError {
  return new UserError(`The Slack token works, but it is not a bot's. ${BOT_TOKEN}`);
}

function neededOf(error: unknown): string {
  const data = error instanceof webApi.WebAPIPlatformError ? error.data : {};
  return 'needed' in data ? String(data.needed) : 'unnamed';
}
