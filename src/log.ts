import pino, { type Logger } from 'pino';

/** Structured logging to stderr; `Log` is what is injected. */
export type Log = Logger;

const HIDDEN = '[hidden]';
const KEYS = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'secret',
  'password',
  'authorization',
  'headers',
];
const PATHS = KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** Secrets by their form, wherever they stand in a text. */
const FORMS: readonly RegExp[] = [
  // Slack's tokens, and Discord's, which have three parts.
  /\bxox[a-z](?:\.xox[a-z])?-[\w-]{6,}|\bxapp-[\w-]{6,}/g,
  /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g,
  // Addresses that let whoever has them answer: Slack's response_url, Discord's interactions.
  /(?<=\bhooks\.slack\.com\/)[^\s"'\\]+/g,
  /(?<=\/(?:webhooks|interactions)\/\d+\/)[\w-]{20,}/g,
  // A login in an address, and a signed one.
  /(?<=\/\/)[^\s/"'@\\]+(?=@)/g,
  /(?<=[?&][\w.-]*(?:token|ticket|key|secret|signature|sig|auth|password)=)[^&\s"'\\]+/gi,
  /(?<=\b(?:Bearer|Bot|Basic) )[\w.+/=-]{20,}/g,
];

/** A secret as it is, and as it stands in JSON, where a quotation mark or a backslash is written otherwise. */
function spellings(secret: string): string[] {
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1)])];
}

/** A text without the given secrets and without anything that has the form of one. */
export function hide(text: string, secrets: readonly string[] = []): string {
  const known = secrets.flatMap(spellings).reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
  return FORMS.reduce((rest, form) => rest.replace(form, HIDDEN), known);
}

/** `level` is pino's: silent, error, warn, info, debug. No line that is written holds any of `secrets`. */
export function createLog(
  level: string,
  destination: NodeJS.WritableStream = process.stderr,
  secrets: readonly string[] = [],
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: PATHS, censor: HIDDEN },
      // Also what libraries put into the text of their errors, however deep.
      hooks: { streamWrite: (line) => hide(line, secrets) },
    },
    destination,
  );
}
