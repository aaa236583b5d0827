// Follows https://docs.slack.dev/apis/events-api/using-socket-mode.
import { setTimeout as delay } from 'node:timers/promises';
import { type Logger, SocketModeReceiver } from '@slack/bolt';
import { messageOf } from '../../errors.ts';
import { MINUTE, SECOND } from '../../model/time.ts';
import { addressOf, QUICK } from './client.ts';
import type { Connection } from './connection.ts';
import { explainSocket } from './errors.ts';
import type { SlackSettings } from './settings.ts';

/** How long Slack may take to answer our goodbye before the line is cut. */
const GOODBYE = 2 * SECOND;

/**
 * Keeps a WebSocket to Slack open. Slack replaces it every few hours, so we come back at once, and then more
 * and more slowly. The client's own reconnection is off: it waits 5 seconds first, and a refusal while it
 * reconnects is a rejection that nobody can catch.
 */
export function socketConnection(appToken: string, settings: SlackSettings, logger: Logger): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { ...addressOf(settings), ...QUICK } },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let comingBack: Promise<void> | null = null;

  async function comeBack(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
      try {
        await delay(pauseBefore(attempt), undefined, { signal: stopping.signal });
        await receiver.start();
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        logger.warn(`No way back to Slack yet: ${messageOf(explainSocket(error) ?? 'the line was closed')}`);
      }
    }
  }

  function onDisconnected(): void {
    if (stopping.signal.aborted || comingBack) return;
    comingBack = comeBack().finally(() => {
      comingBack = null;
    });
  }

  async function disconnect(): Promise<void> {
    // Asked a second time, the client no longer waits for Slack.
    const impatience = setTimeout(() => void client.disconnect(), GOODBYE);
    await client.disconnect();
    clearTimeout(impatience);
  }

  return {
    receiver,
    async open(changed) {
      try {
        await receiver.start();
      } catch (error) {
        throw explainSocket(error) ?? new Error('Slack closed the connection before it was ready');
      }
      client.on('disconnected', onDisconnected);
      client.on('disconnected', () => changed(false));
      client.on('connected', () => changed(true));
      changed(true);
    },
    async close() {
      stopping.abort();
      await disconnect();
      if (!comingBack) return;
      // A connection that was being opened meanwhile is closed in its turn.
      await comingBack;
      await disconnect();
    },
  };
}

function pauseBefore(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(SECOND * 2 ** (attempt - 1), MINUTE);
}
