// Follows https://discord.com/developers/docs/reference (base URL, authentication).
import { REST } from 'discord.js';

/** How claimwire reaches Discord. */
export interface DiscordSettings {
  /** The bot's token, without `Bot `. Never logged. */
  readonly token: string;
  /** The servers that get the commands; empty registers them everywhere the bot is. */
  readonly guildIds: readonly string[];
  /** Base of the REST address without the version (`https://discord.com/api`), for proxies and tests. */
  readonly apiUrl?: string;
}

/**
 * discord.js's REST options. It waits out rate limits by itself; it does not try again after an error, since what was
 * done before the error would be done twice: the outbox looks first.
 */
export function restOptions({ apiUrl }: DiscordSettings): { api?: string; retries: number } {
  return { retries: 0, ...(apiUrl !== undefined && { api: apiUrl.replace(/\/+$/, '') }) };
}

/** REST on its own, for what needs no gateway. Without its sweepers, so it holds no timer and needs no closing. */
export function openRest(settings: DiscordSettings): REST {
  return new REST({ ...restOptions(settings), hashSweepInterval: 0, handlerSweepInterval: 0 }).setToken(
    settings.token,
  );
}
