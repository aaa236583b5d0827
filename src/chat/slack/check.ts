// Follows https://docs.slack.dev/reference/methods/auth.test, whose x-oauth-scopes header names what the
// token may do, and https://docs.slack.dev/reference/methods/apps.connections.open.
import { webApi } from '@slack/bolt';
import { messageOf } from '../../errors.ts';
import { addressOf, QUICK, quickClient } from './client.ts';
import { explainBot, explainSocket, notABot } from './errors.ts';
import { boltLogger, redact } from './logger.ts';
import { SCOPES } from './manifest.ts';
import type { SlackSettings } from './settings.ts';

interface Finding {
  readonly ok: boolean;
  /** What was found, and what to do if it is not well. */
  readonly text: string;
}

/** Asks Slack whether the settings work; posts nothing, and listens to nothing. Never rejects. */
export async function checkSlack(settings: SlackSettings): Promise<readonly Finding[]> {
  return [...(await checkBot(settings)), await checkConnection(settings)];
}

async function checkBot(settings: SlackSettings): Promise<Finding[]> {
  try {
    const me = await quickClient(settings, silent(settings)).auth.test();
    if (!me.bot_id) throw notABot();
    const granted = me.response_metadata?.scopes ?? [];
    const missing = SCOPES.filter((scope) => !granted.includes(scope));
    return [
      { ok: true, text: `Slack knows the bot token as ${me.user} in the workspace ${me.team} (${me.url}).` },
      missing.length === 0
        ? { ok: true, text: 'The Slack app has every permission that claimwire uses.' }
        : {
            ok: false,
            text: `The Slack app lacks ${missing.join(', ')}. Update its manifest with what "claimwire slack manifest" prints, and reinstall the app at https://api.slack.com/apps.`,
          },
    ];
  } catch (error) {
    return [failed(explainBot(error), settings)];
  }
}

async function checkConnection(settings: SlackSettings): Promise<Finding> {
  const { connection } = settings;
  if (connection.kind === 'http')
    return /^[0-9a-f]{32}$/.test(connection.signingSecret)
      ? { ok: true, text: `Slack's signed requests are expected on port ${connection.port}.` }
      : {
          ok: false,
          text: 'The signing secret does not look like one (32 hexadecimal digits). Copy it from "Basic Information" of your app at https://api.slack.com/apps into SLACK_SIGNING_SECRET.',
        };
  try {
    const options = { logger: silent(settings), ...addressOf(settings), ...QUICK };
    await new webApi.WebClient(connection.appToken, options).apps.connections.open({});
    return { ok: true, text: 'Slack accepts the app-level token and offers a Socket Mode connection.' };
  } catch (error) {
    return failed(explainSocket(error), settings);
  }
}

function failed(error: unknown, settings: SlackSettings): Finding {
  return { ok: false, text: redact(messageOf(error), settings) };
}

function silent(settings: SlackSettings): ReturnType<typeof boltLogger> {
  return boltLogger(() => {}, settings);
}
