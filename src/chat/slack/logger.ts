// Follows https://docs.slack.dev/tools/bolt-js/concepts/logging: a logger of one's own.
import { type Logger, LogLevel } from '@slack/bolt';
import { messageOf } from '../../errors.ts';
import { type SlackSettings, secretsOf } from './settings.ts';

type Write = (level: 'info' | 'warn' | 'error', text: string) => void;

// Tokens of any workspace, response URLs and socket tickets: each lets its holder act as someone.
const SIGNED = /xox[a-z]-[\w-]{8,}|xapp-[\w-]{8,}|https:\/\/hooks\.slack\.com\/\S+|(?<=ticket=)[\w-]+/g;

/** Hides the settings' secrets, and whatever looks like one, in a text. */
export function redact(text: string, settings: SlackSettings): string {
  const known = secretsOf(settings).filter((secret) => secret !== '');
  return known
    .reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text)
    .replace(SIGNED, '[hidden]');
}

/** Brings Bolt's log lines to `write`, with nothing secret in them. */
export function boltLogger(write: Write, settings: SlackSettings): Logger {
  function at(level: 'info' | 'warn' | 'error') {
    return (...parts: unknown[]) => write(level, redact(parts.map(messageOf).join(' '), settings));
  }
  return {
    // Debug lines hold whole payloads: people's messages, and addresses that answer in their name.
    debug: () => {},
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    getLevel: () => LogLevel.INFO,
    setLevel: () => {},
    setName: () => {},
  };
}
