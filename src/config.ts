import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import type { z } from 'zod';
import { KEYS } from './config-keys.ts';
import { messageOf, UserError } from './errors.ts';
import type { FetchSettings } from './feeds/transport.ts';
import type { AdviserSettings } from './matching/adviser.ts';
import { nearest } from './model/nearest.ts';
import { passwordsOf } from './storage/place.ts';

const TOPIC = 'topics/withdrawal.yaml';
/** For a desk that is started in a folder without topics of its own. */
const SHIPPED_TOPIC = fileURLToPath(new URL(`../${TOPIC}`, import.meta.url));

/** What a machine may have set for all its programs says nothing of a desk. */
const OF_MACHINE = new Set(['LOG_LEVEL', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']);

/** What the desk is set to. Absent chats are null: a desk with none is the terminal desk. */
export interface Config {
  /** Nothing is set at all: a newcomer's first look, with the recording and a store of its own. */
  readonly trial: boolean;
  /** A file, or the address of a PostgreSQL database: with its password, and not to be shown as it is. */
  readonly store: string;
  readonly topics: readonly string[];
  /** Between two polls of a feed, at the least. */
  readonly pollMinutes: number;
  /** And at the most, while it can be read. */
  readonly pollMaxMinutes: number;
  readonly web: FetchSettings;
  /** The address under which hubs reach the desk; null where they cannot. */
  readonly publicUrl: string | null;
  /** Where its web server listens, if there is a public address. */
  readonly listen: { readonly host: string; readonly port: number };
  /** Where those who watch the desk can ask how it is; null where nobody can. */
  readonly statusListen: { readonly host: string; readonly port: number } | null;
  readonly alertMaxAgeHours: number;
  /** What judges items: models beside the rules, or the rules alone. */
  readonly matcher: 'models' | 'lexical';
  /** Who else is asked where the matcher is in doubt, or null. */
  readonly adviser: AdviserSettings | null;
  /** The subcommand whose button an emoji presses, by the emoji as each platform writes it. */
  readonly reactions: Readonly<Record<string, string>>;
  /** The language that the desk speaks: en or ar. */
  readonly language: string;
  /** Whether a story's discussion is one on all chats. */
  readonly mirrorThreads: boolean;
  readonly contact: string;
  readonly logLevel: string;
  readonly discord: {
    readonly token: string;
    readonly guildIds: readonly string[];
    readonly apiUrl?: string;
  } | null;
  readonly slack: {
    readonly botToken: string;
    readonly connection:
      | { readonly kind: 'socket'; readonly appToken: string }
      | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
    readonly apiUrl?: string;
  } | null;
  readonly roles: Readonly<
    Record<'discord' | 'slack', { editors: readonly string[]; admins: readonly string[] }>
  >;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration: the environment first, then the file `.env` in `folder`. Throws a UserError that names
 * every fault, a line each, with what to do.
 */
export function loadConfig(environment: Environment, folder: string): Config {
  const file = join(folder, '.env');
  const own = ownKeys(file);
  const known = Object.keys(KEYS.shape);
  const given: Record<string, string> = {};
  for (const key of known) {
    const value = environment[key] ?? own[key];
    if (value !== undefined && value.trim() !== '') given[key] = value.trim();
  }
  const faults = Object.keys(own)
    .filter((key) => !known.includes(key))
    .flatMap((key) => misspelt(key, known));
  const read = KEYS.safeParse(given);
  if (!read.success)
    faults.push(...read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  faults.push(...missing(given));
  if (read.success && given.POLL_MAX_MINUTES && read.data.POLL_MAX_MINUTES < read.data.POLL_MINUTES)
    faults.push(`POLL_MAX_MINUTES must be at least ${read.data.POLL_MINUTES}, which is POLL_MINUTES`);
  if (faults.length > 0 || !read.success)
    throw new UserError(
      `The configuration cannot be used:\n${[...new Set(faults)].map((fault) => `  ${fault}`).join('\n')}\nMend it in ${file} or in the environment; .env.example explains each key.`,
    );
  const trial = !existsSync(file) && Object.keys(given).every((key) => OF_MACHINE.has(key));
  const topics = [existsSync(join(folder, TOPIC)) ? TOPIC : SHIPPED_TOPIC];
  return configOf(read.data, trial, topics);
}

/** All that the desk is told in confidence, for the log to hide. */
export function secretsOf({ store, discord, slack, web, adviser }: Config): string[] {
  const { connection } = slack ?? {};
  const own = connection?.kind === 'socket' ? connection.appToken : connection?.signingSecret;
  const proxies = [web.proxy.http, web.proxy.https].map((url) => (url === null ? '' : new URL(url).password));
  // In an address a sign may be written otherwise.
  const passwords = [...proxies, ...passwordsOf(store)].flatMap((password) => [password, decoded(password)]);
  return [discord?.token, slack?.botToken, own, adviser?.key, ...passwords].flatMap((text) => text || []);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function ownKeys(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  try {
    // Some editors begin a file with a byte order mark, which would become part of the first key.
    return parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UserError(`Cannot read ${file} (${messageOf(error)}). It must be a file that you may read.`);
  }
}

function misspelt(key: string, known: readonly string[]): string[] {
  const near = nearest(
    key,
    known.map((one) => one.toLowerCase()),
  )?.toUpperCase();
  const words = key.toUpperCase().split('_');
  // SLACK_TOKEN is short for two of them.
  const longer = known.filter((one) => words.every((word) => one.split('_').includes(word)));
  const meant = near ?? longer.join(' or ');
  return meant ? [`${key} in .env is no key of claimwire; did you mean ${meant}?`] : [];
}

function missing(given: Environment): string[] {
  const adviser =
    given.ADVISER_URL && !given.ADVISER_MODEL
      ? ['ADVISER_MODEL is missing: set it beside ADVISER_URL to the name of a model there, such as qwen3:4b']
      : [];
  return [...adviser, ...missingOfSlack(given)];
}

function missingOfSlack(given: Environment): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = given;
  if (bot && !app && !signing)
    return [
      'SLACK_APP_TOKEN is missing: set it (Socket Mode), or SLACK_SIGNING_SECRET (requests over HTTP), beside SLACK_BOT_TOKEN',
    ];
  if (!bot && (app || signing))
    return ['SLACK_BOT_TOKEN is missing: set it beside SLACK_APP_TOKEN or SLACK_SIGNING_SECRET'];
  return [];
}

function configOf(keys: z.infer<typeof KEYS>, trial: boolean, topics: readonly string[]): Config {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = keys;
  return {
    trial,
    store: trial ? 'data/recording.db' : keys.STORE,
    topics: keys.TOPICS.length > 0 ? keys.TOPICS : topics,
    pollMinutes: keys.POLL_MINUTES,
    pollMaxMinutes: Math.max(keys.POLL_MAX_MINUTES, keys.POLL_MINUTES),
    web: {
      allowHosts: keys.FEED_ALLOW_HOSTS,
      proxy: { https: keys.HTTPS_PROXY ?? null, http: keys.HTTP_PROXY ?? null, except: keys.NO_PROXY },
    },
    publicUrl: keys.PUBLIC_URL ?? null,
    listen: keys.LISTEN,
    statusListen: keys.STATUS_LISTEN ?? null,
    alertMaxAgeHours: keys.ALERT_MAX_AGE_HOURS,
    matcher: keys.MATCHER,
    adviser: adviserOf(keys),
    reactions: keys.REACTIONS,
    language: keys.LANGUAGE,
    mirrorThreads: keys.MIRROR_THREADS === 'on',
    contact: keys.CONTACT,
    logLevel: keys.LOG_LEVEL,
    discord: keys.DISCORD_TOKEN
      ? { token: keys.DISCORD_TOKEN, guildIds: keys.DISCORD_GUILDS, ...at(keys.DISCORD_API_URL) }
      : null,
    slack: keys.SLACK_BOT_TOKEN
      ? {
          botToken: keys.SLACK_BOT_TOKEN,
          connection: appToken
            ? { kind: 'socket', appToken }
            : { kind: 'http', signingSecret: signingSecret ?? '', port: keys.SLACK_PORT },
          ...at(keys.SLACK_API_URL),
        }
      : null,
    roles: {
      discord: { editors: keys.DISCORD_EDITORS, admins: keys.DISCORD_ADMINS },
      slack: { editors: keys.SLACK_EDITORS, admins: keys.SLACK_ADMINS },
    },
  };
}

function adviserOf(keys: z.infer<typeof KEYS>): AdviserSettings | null {
  const { ADVISER_URL: url, ADVISER_MODEL: model, ADVISER_KEY: key = null } = keys;
  if (url === undefined || model === undefined) return null;
  return { url, model, key, perHour: keys.ADVISER_PER_HOUR, seconds: keys.ADVISER_SECONDS };
}

function at(apiUrl: string | undefined): { apiUrl?: string } {
  return apiUrl === undefined ? {} : { apiUrl };
}
