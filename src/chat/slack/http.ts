// Follows https://docs.slack.dev/authentication/verifying-requests-from-slack: signed requests.
import { HTTPReceiver, type Logger } from '@slack/bolt';
import { UserError } from '../../errors.ts';
import type { Connection } from './connection.ts';

/** Listens on `port` for Slack's signed requests, at the path /slack/events. */
export function httpConnection(signingSecret: string, port: number, logger: Logger): Connection {
  const receiver = new HTTPReceiver({ signingSecret, logger });
  let listening = false;
  return {
    receiver,
    async open(connected) {
      try {
        await receiver.start(port);
      } catch (error) {
        throw explainPort(error, port);
      }
      listening = true;
      connected();
    },
    async close() {
      if (listening) await receiver.stop();
      listening = false;
    },
  };
}

function explainPort(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const why = code === 'EACCES' ? 'may not be opened by this user' : 'is taken by another program';
  return new UserError(`Port ${port}, where Slack's requests should arrive, ${why}. Choose another port.`);
}
