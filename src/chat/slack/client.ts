// Follows https://docs.slack.dev/tools/node-slack-sdk/web-api: the Web API client and its options.
import { type Logger, webApi } from '@slack/bolt';
import type { SlackSettings } from './settings.ts';

/** The client that delivers: it waits out rate limits and outages by itself. */
export function patientClient(settings: SlackSettings, logger: Logger): webApi.WebClient {
  return new webApi.WebClient(settings.botToken, { logger, ...addressOf(settings) });
}

/** The client for questions that someone waits on: one try, and a failure after 10 seconds. */
export function quickClient(settings: SlackSettings, logger: Logger): webApi.WebClient {
  return new webApi.WebClient(settings.botToken, { logger, ...addressOf(settings), ...QUICK });
}

export const QUICK = { retryConfig: { retries: 0 }, timeout: 10_000, rejectRateLimitedCalls: true };

export function addressOf(settings: SlackSettings): { slackApiUrl?: string } {
  return settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl };
}
