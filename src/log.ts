import pino, { type Logger } from 'pino';

/** Structured logging to stderr; `Log` is what is injected. */
export type Log = Logger;

const SECRETS = ['token', 'secret', 'authorization', '*.token', '*.secret', '*.authorization', '*.headers'];

/** `level` is pino's: silent, error, warn, info, debug. */
export function createLog(level: string, destination: NodeJS.WritableStream = process.stderr): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS, censor: '[hidden]' },
    },
    destination,
  );
}
