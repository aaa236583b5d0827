// Follows https://docs.slack.dev/tools/node-slack-sdk/web-api: the Web API client and its options.
import { type Logger, webApi } from '@slack/bolt';
import type { SlackSettings } from './settings.ts';

/**
 * The client that delivers: one try. Its own retries would post twice where an answer was lost; the outbox tries again,
 * and looks first whether the message is there.
 */
export function deliveringClient(settings: SlackSettings, logger: Logger): webApi.WebClient {
  return new webApi.WebClient(settings.botToken, { logger, ...addressOf(settings), ...ONCE });
}

/** The client that asks at the start who we are: it waits out rate limits and outages by itself. */
export function patientClient(settings: SlackSettings, logger: Logger): webApi.WebClient {
  return new webApi.WebClient(settings.botToken, { logger, ...addressOf(settings) });
}

/** The client for questions that someone waits on: one try, and a failure after 10 seconds. */
export function quickClient(settings: SlackSettings, logger: Logger): webApi.WebClient {
  return new webApi.WebClient(settings.botToken, { logger, ...addressOf(settings), ...QUICK });
}

const ONCE = { retryConfig: { retries: 0 }, timeout: 30_000, rejectRateLimitedCalls: true };
export const QUICK = { retryConfig: { retries: 0 }, timeout: 10_000, rejectRateLimitedCalls: true };

export function addressOf(settings: SlackSettings): { slackApiUrl?: string } {
  return settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl };
}
