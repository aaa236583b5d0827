// Follows https://discord.com/developers/docs/events/gateway (intents, resuming) and discord.js 14.
import { once } from 'node:events';
import { Client, Events, GatewayIntentBits, Partials, RESTEvents, Status } from 'discord.js';
import type { Log } from '../../log.ts';
import { type LineWatch, UNWATCHED } from '../chat.ts';
import { explain, explainClose } from './faults.ts';
import { NO_MENTIONS } from './mentions.ts';
import { CHAT } from './people.ts';
import { type DiscordSettings, restOptions } from './settings.ts';

/** How long `disconnect` waits for a lost connection to come back, in milliseconds. */
const RECONNECTING = 5_000;

/** A client that tells the log of its connection and throws nothing at the process. */
export function createClient(settings: DiscordSettings, log: Log, watch: LineWatch = UNWATCHED): Client {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.MessageContent,
    ],
    // So that discord.js also tells of messages from before the start.
    partials: [Partials.Message, Partials.Reaction],
    allowedMentions: NO_MENTIONS,
    rest: restOptions(settings),
  });
  let lost = false;
  client.rest.on(RESTEvents.Response, (_request, { status }) => {
    if (status === 429) watch.limited(CHAT);
  });
  const back = () => {
    watch.line(CHAT, true);
    if (lost) log.info('connected to Discord again');
    lost = false;
  };
  client.on(Events.ShardReconnecting, () => {
    if (!lost) log.warn('the connection to Discord was lost; reconnecting');
    lost = true;
    watch.line(CHAT, false);
  });
  client.on(Events.ShardResume, back);
  client.on(Events.ShardReady, back);
  client.on(Events.ShardDisconnect, ({ code }) => {
    watch.line(CHAT, false);
    log.error({ code }, explainClose(code)?.message ?? 'Discord ended the connection');
  });
  // Without a listener for it, an error event would end the process.
  const report = (error: Error) =>
    log.error({ fault: explain('go on', error).message }, 'a fault of the connection to Discord');
  client.on(Events.Error, report);
  client.on(Events.ShardError, report);
  return client;
}

/** Logs in and waits until the servers and their channels are known. Throws UserError on a bad token. */
export async function connect(client: Client, token: string): Promise<void> {
  let closed: Error | null = null;
  client.once(Events.ShardDisconnect, ({ code }) => {
    closed = explainClose(code);
  });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(token);
  } catch (error) {
    throw closed ?? explain('log in to Discord', error);
  }
  await ready;
}

/**
 * Ends the connection. discord.js cannot be stopped between losing a connection and having it back (it
 * would reconnect behind our back), so in that moment this waits for it, but not for ever.
 */
export async function disconnect(client: Client): Promise<void> {
  if (client.isReady() && client.ws.shards.some((shard) => shard.status !== Status.Ready)) {
    const limit = { signal: AbortSignal.timeout(RECONNECTING) };
    const back = [once(client, Events.ShardResume, limit), once(client, Events.ShardReady, limit)];
    await Promise.race(back).catch(() => undefined);
  }
  await client.destroy();
}
