// Follows https://docs.slack.dev/tools/bolt-js and https://docs.slack.dev/reference/methods/chat.postMessage.
import { App } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Message } from '../../model/message.ts';
import { type Chat, type LineWatch, type Sending, UNWATCHED } from '../chat.ts';
import { Later } from '../faults.ts';
import { deliveringClient, patientClient, quickClient } from './client.ts';
import type { Connection } from './connection.ts';
import { codeOf, explainBot, explainChannel, notABot } from './errors.ts';
import { httpConnection } from './http.ts';
import { listen } from './listen.ts';
import { boltLogger } from './logger.ts';
import { mentioning } from './mention.ts';
import { CHAT, createPeople } from './people.ts';
import { AS_WRITTEN, NOT_UNFURLED } from './posting.ts';
import { render } from './render.ts';
import { findSent, metadataOf } from './sent.ts';
import type { SlackSettings } from './settings.ts';
import { socketConnection } from './socket.ts';
import { postsAfter } from './threads.ts';

/**
 * One Slack workspace as a chat. Channels are Slack's ids (`C024BE91L`); a message's name is its `ts`, and
 * so is a thread's, for in Slack every message is the beginning of a thread.
 */
export function createSlackChat(
  settings: SlackSettings,
  { watch = UNWATCHED, ...deps }: { log: Log; watch?: LineWatch },
): Chat {
  const about = <T>(channel: string, call: Promise<T>) => explained(channel, call, watch);
  const logger = boltLogger((level, text) => deps.log[level]({ chat: 'slack' }, text), settings);
  const client = deliveringClient(settings, logger);
  const quick = quickClient(settings, logger);
  const people = createPeople(quick, logger);
  let connection: Connection | null = null;
  let team: string | null = null;
  let ours = '';

  async function send(
    channel: string,
    message: Message,
    sending: Sending,
    thread?: string,
    broadcast = false,
  ): Promise<string> {
    const earlier = await about(channel, findSent(client, channel, thread, sending));
    if (earlier !== null) return earlier;
    const sent = await about(
      channel,
      client.chat.postMessage({
        channel,
        ...mentioning(render(message), message.mention),
        ...AS_WRITTEN,
        ...NOT_UNFURLED,
        mrkdwn: false,
        metadata: metadataOf(sending),
        ...(thread !== undefined && inThread(thread, broadcast)),
      }),
    );
    if (sent.ts === undefined) throw new Error('Slack took a message and did not name it');
    return sent.ts;
  }

  return {
    name: 'slack',
    async start(front) {
      const me = await patientClient(settings, logger)
        .auth.test()
        .catch((error: unknown) => {
          throw explainBot(error);
        });
      if (!me.bot_id || !me.user_id) throw notABot();
      team = me.url ?? null;
      ours = me.team_id ?? '';
      connection = connect(settings, logger);
      const app = new App({
        token: settings.botToken,
        botId: me.bot_id,
        botUserId: me.user_id,
        receiver: connection.receiver,
        convoStore: false,
        logger,
      });
      app.error(async (error) => logger.error('Slack sent something that could not be answered:', error));
      listen({ app, front, people, client: quick, team: ours, settings, logger });
      await connection.open((isOpen) => {
        watch.line(CHAT, isOpen);
        if (isOpen) void front.connected(CHAT);
      });
    },
    post: (channel, message, sending) => send(channel, message, sending),
    openThread: async (_channel, messageRef) => messageRef,
    reply: (channel, threadRef, message, sending, broadcast) =>
      send(channel, message, sending, threadRef, broadcast),
    async update(channel, _threadRef, messageRef, message) {
      const change = { channel, ts: messageRef, ...render(message), ...AS_WRITTEN };
      await about(channel, client.chat.update(change));
    },
    async remove(channel, _threadRef, messageRef) {
      await about(
        channel,
        client.chat.delete({ channel, ts: messageRef }).catch((error: unknown) => {
          if (codeOf(error) !== 'message_not_found') throw error;
        }),
      );
    },
    posts: (channel, threadRef, after) =>
      about(channel, postsAfter(quick, people, channel, threadRef, after, ours)),
    threadLink: (channel, threadRef) =>
      team && new URL(`archives/${channel}/p${threadRef.replace('.', '')}`, team).href,
    async stop() {
      await connection?.close();
      connection = null;
    },
  };
}

/** The types of Slack's library tell the two cases apart. */
function inThread(thread_ts: string, broadcast: boolean) {
  return broadcast ? { thread_ts, reply_broadcast: true as const } : { thread_ts };
}

function connect(settings: SlackSettings, logger: ReturnType<typeof boltLogger>): Connection {
  const { connection } = settings;
  return connection.kind === 'socket'
    ? socketConnection(connection.appToken, settings, logger)
    : httpConnection(connection.signingSecret, connection.port, logger);
}

async function explained<T>(channel: string, call: Promise<T>, watch: LineWatch): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const told = explainChannel(error, channel);
    if (told instanceof Later) watch.limited(CHAT);
    throw told;
  }
}
