// Follows https://docs.slack.dev/authentication/verifying-requests-from-slack: signed requests.
import { HTTPReceiver, type Logger } from '@slack/bolt';
import { UserError } from '../../errors.ts';
import { MINUTE, SECOND } from '../../model/time.ts';
import type { Connection } from './connection.ts';

/** As far as Slack's clock may be ahead of ours. */
const FURTHEST_AHEAD = MINUTE;

/** Listens on `port` for Slack's signed requests, at the path /slack/events. */
export function httpConnection(signingSecret: string, port: number, logger: Logger): Connection {
  const receiver = new HTTPReceiver({ signingSecret, logger });
  const answer = receiver.requestListener;
  // Bolt refuses requests that are too old, and takes those of the future, which could be kept and sent again.
  receiver.requestListener = (request, response) => {
    if (isAhead(request.headers['x-slack-request-timestamp'])) response.writeHead(401).end();
    else answer(request, response);
  };
  let listening = false;
  return {
    receiver,
    async open(changed) {
      try {
        await receiver.start(port);
      } catch (error) {
        throw explainPort(error, port);
      }
      listening = true;
      changed(true);
    },
    async close() {
      if (listening) await receiver.stop();
      listening = false;
    },
  };
}

function isAhead(timestamp: string | string[] | undefined): boolean {
  return Number(timestamp) * SECOND > Date.now() + FURTHEST_AHEAD;
}

function explainPort(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const why = code === 'EACCES' ? 'may not be opened by this user' : 'is taken by another program';
  return new UserError(`Port ${port}, where Slack's requests should arrive, ${why}. Choose another port.`);
}
