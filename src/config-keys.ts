import { z } from 'zod';
import { faultOfPlace } from './storage/place.ts';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []));
// A token goes into a header, and what cannot stand in one would be repeated in the error about it.
const secret = (form: RegExp, what: string) =>
  z
    .string()
    .regex(form, { error: `must be ${what}; copy it again` })
    .optional();
const whole = (least: number, most: number, fallback: number) =>
  z.coerce
    .number({ error: `must be a number from ${least} to ${most}` })
    .int({ error: 'must be a whole number' })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` })
    .default(fallback);
const address = z
  .url({ protocol: /^https?$/, error: 'must be a web address, such as https://proxy.example/api' })
  .optional();

const proxy = z
  .url({
    protocol: /^(https?|socks5)$/,
    error: 'must be the address of a proxy, such as http://proxy.example:3128',
  })
  .optional();

const plainAddress = (example: string) =>
  address.refine((url) => url === undefined || !/[?#@]/.test(url), {
    error: `must be an address without login, question mark or #, such as ${example}`,
  });
const HOST_AND_PORT = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/i;
const place = (example: string) =>
  z.string().transform((text, context) => {
    const [, v6, name, digits] = HOST_AND_PORT.exec(text) ?? [];
    const port = Number(digits);
    if (port >= 1 && port <= 65_535) return { host: v6 ?? name ?? '', port };
    context.addIssue({
      code: 'custom',
      message: `must be a host and a port from 1 to 65535, such as ${example}`,
    });
    return z.NEVER;
  });
const listen = z.string().default('127.0.0.1:8787').pipe(place('127.0.0.1:8787'));
// What it serves is for this machine, unless it says otherwise.
const ownPort = z.string().transform((text) => (/^\d+$/.test(text) ? `127.0.0.1:${text}` : text));
const statusListen = ownPort.pipe(place('127.0.0.1:9464 or only 9464')).optional();

const reactions = z
  .string()
  .default('confirm:✅|white_check_mark|heavy_check_mark, reject:❌|x')
  .transform((text, context) => {
    const pairs = text
      .split(',')
      .flatMap((part) => (part.trim() === '' ? [] : [part.trim().split(/:(.*)/s)]));
    for (const [action = '', emoji = ''] of pairs)
      if (!/^[a-z-]+$/.test(action) || emoji.trim() === '')
        context.addIssue({
          code: 'custom',
          message:
            'must be what an emoji does and the emoji, such as confirm:✅|white_check_mark, reject:❌|x',
        });
    return Object.fromEntries(
      pairs.flatMap(([action = '', emoji = '']) => emoji.split('|').map((one) => [one.trim(), action])),
    );
  });

const store = z
  .string()
  .default('data/claimwire.db')
  .superRefine((text, context) => {
    const message = faultOfPlace(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

const PLAIN = 'must be at most 200 plain letters (no accents), such as desk@news.example';
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** Every key of the configuration, what it may hold, and what it is when it is empty. */
export const KEYS = z.object({
  STORE: store,
  TOPICS: list,
  POLL_MINUTES: whole(1, 1440, 5),
  POLL_MAX_MINUTES: whole(1, 1440, 60),
  FEED_ALLOW_HOSTS: list.pipe(
    z.array(
      z.string().regex(/^(\[[0-9a-f:.]+\]|[^\s:/@]+)(:\d+)?$/i, {
        error: 'must be hosts, such as intranet.example or 10.0.0.5:8080, with commas between',
      }),
    ),
  ),
  HTTPS_PROXY: proxy,
  HTTP_PROXY: proxy,
  NO_PROXY: z.string().default(''),
  PUBLIC_URL: plainAddress('https://desk.example'),
  LISTEN: listen,
  STATUS_LISTEN: statusListen,
  ALERT_MAX_AGE_HOURS: whole(1, 8760, 24),
  LANGUAGE: z.enum(['en', 'ar'], { error: 'must be en or ar' }).default('en'),
  MIRROR_THREADS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  REACTIONS: reactions,
  MATCHER: z.enum(['models', 'lexical'], { error: 'must be models or lexical' }).default('models'),
  ADVISER_URL: plainAddress('http://127.0.0.1:11434/v1'),
  ADVISER_MODEL: z
    .string()
    .regex(/^\S{1,100}$/, { error: 'must be one word, the name of a model, such as qwen3:4b' })
    .optional(),
  ADVISER_KEY: secret(/^[!-~]+$/, 'one word of plain letters, digits and signs'),
  ADVISER_PER_HOUR: whole(1, 10_000, 60),
  ADVISER_SECONDS: whole(1, 120, 10),
  CONTACT: z
    .string()
    .regex(/^[ -~]{0,200}$/, { error: PLAIN })
    .default(''),
  LOG_LEVEL: z.enum(LEVELS, { error: `must be one of ${LEVELS.join(', ')}` }).default('warn'),
  DISCORD_TOKEN: secret(/^[\w.-]+$/, 'one word of letters, digits, dots and dashes (your application, Bot)'),
  DISCORD_GUILDS: list.pipe(
    z.array(
      z
        .string()
        .regex(/^\d{15,21}$/, { error: 'must be server ids, 15 to 21 digits each, with commas between' }),
    ),
  ),
  DISCORD_EDITORS: list,
  DISCORD_ADMINS: list,
  DISCORD_API_URL: address,
  SLACK_BOT_TOKEN: secret(/^xoxb-[\w-]+$/, 'one word that starts with xoxb- (OAuth & Permissions)'),
  SLACK_APP_TOKEN: secret(
    /^xapp-[\w-]+$/,
    'one word that starts with xapp- (Basic Information, App-Level Tokens, with connections:write)',
  ),
  SLACK_SIGNING_SECRET: secret(/^\S+$/, 'one word (Basic Information, App Credentials)'),
  SLACK_PORT: whole(1, 65535, 3000),
  SLACK_EDITORS: list,
  SLACK_ADMINS: list,
  SLACK_API_URL: address,
});
