import type { Chat, LineWatch } from '../chat/chat.ts';
import { TERMINAL_CHANNEL, type Terminal } from '../chat/terminal/index.ts';
import { type Config, secretsOf } from '../config.ts';
import { createLog, type Log } from '../log.ts';
import {
  configuration,
  importedBy,
  newId,
  type Opened,
  openDesk,
  openWeb,
  ownTerminal,
  readTopic,
  realNow,
  remoteChats,
} from '../main.ts';
import { shownPlace } from '../storage/place.ts';
import type { TopicFile } from '../topics/topic-file.ts';
import { VERSION } from '../version.ts';
import type { WebServer } from '../web/server.ts';
import { createClock } from './clock.ts';
import { openMetrics, serveStatus } from './status.ts';
import { trial } from './trial.ts';
import { work } from './work.ts';

type Say = (text: string) => void;

/** `claimwire start`: the desk at work until its input ends (terminal) or it is told to stop. */
export async function start(): Promise<void> {
  const stopped = untilTold();
  const config = configuration();
  const log = createLog(config.logLevel, process.stderr, secretsOf(config));
  // Node would print an error with all that hangs on it, a request's token too.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      log.error(
        { err: error },
        'a fault that nothing caught; the desk ends, and what it was at is done at the next start',
      );
      process.exit(1);
    });
  const clock = createClock(realNow, openWeb(config));
  const terminal = config.discord || config.slack ? null : ownTerminal(clock.now);
  const say: Say = terminal ? terminal.note : (text) => void process.stderr.write(`${text}\n`);
  say(greeting(config));

  const topics = await Promise.all(
    config.topics.map((file) => readTopic(file, 'Check the name in TOPICS (.env).')),
  );
  const { store } = config;
  const metrics = await openMetrics(config);
  const connected = new Set<string>();
  const watch: LineWatch = {
    limited: (chat) => metrics?.observe.limited(chat),
    line(chat, isOpen) {
      if (isOpen) connected.add(chat);
      else connected.delete(chat);
      metrics?.observe.line(chat, isOpen);
    },
  };
  const chats: Chat[] = terminal ? [terminal] : await remoteChats(config, log, watch);
  const wiring = { config, store, chats, now: clock.now, web: clock, newId, log };
  if (config.trial && terminal) {
    // The claims without the live feeds, which are not to be polled in the recording's time.
    const bare = topics.map((topic) => ({ ...topic, feeds: [] }));
    // By the rules, which need no loading: the models come behind the first prompt.
    const opened = await openDesk({ ...wiring, config: { ...config, matcher: 'lexical' } });
    try {
      await trial({ opened, clock, store, say, prepare: () => takeInTopics(opened, bare, terminal) });
    } finally {
      await opened.close();
    }
  }
  const waits = () =>
    say('Another claimwire works on this store. This one waits, and takes over when that one ends.');
  const opening = openDesk({ ...wiring, waits, ...(metrics && { observe: metrics.observe }) });
  const opened = await Promise.race([opening, stopped.then(() => null)]);
  if (opened === null) return;
  const servers: (WebServer | null)[] = [];
  try {
    const changes = await takeInTopics(opened, topics, terminal);
    if (changes.length > 0) say(`Taken in from ${config.topics.join(', ')}: ${changes.length} changes.`);
    if (config.matcher === 'models') say('The models are loading; until they are, the rules judge alone.');
    void opened.deps.matcher.prepared();
    servers.push(await serveStatus({ config, opened, metrics, chats, connected, log }));
    servers.push(await serve(config, opened, log));
    await work({ opened, chats, terminal, stopped, connected, say, log });
  } finally {
    for (const server of servers) await server?.close();
    await opened.close();
  }
}

/** Settles when the process is told to stop. From now on that ends nothing by itself; a second time it does. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** The web server, where the desk has a public address. */
async function serve({ publicUrl, listen }: Config, { desk }: Opened, log: Log): Promise<WebServer | null> {
  if (publicUrl === null) return null;
  const { openServer } = await import('../web/server.ts');
  const { hubEndpoint } = await import('../web/websub.ts');
  return openServer(listen, [hubEndpoint(desk.push)], log);
}

/** Imports topics; the terminal watches those that are new. Returns what changed. */
async function takeInTopics(
  { desk, deps }: Opened,
  topics: readonly TopicFile[],
  terminal: Terminal | null,
): Promise<string[]> {
  const changes: string[] = [];
  for (const topic of topics) {
    const fresh = (await deps.store.claims.imported(topic.slug)) === null;
    changes.push(...(await desk.importTopic(topic, importedBy(topic.slug))));
    if (fresh && terminal)
      await deps.store.watches.add({
        chat: terminal.name,
        channel: TERMINAL_CHANNEL,
        kind: 'topic',
        slug: topic.slug,
      });
  }
  return changes;
}

function greeting({ trial: isTrial, store, discord, slack }: Config): string {
  const chats = [discord && 'Discord', slack && 'Slack'].filter(Boolean).join(' and ') || 'this terminal';
  const set = isTrial
    ? `Nothing is configured, so this is a trial with a store of its own, ${store}. For your own desk: cp .env.example .env`
    : `It keeps everything in ${shownPlace(store)}.`;
  return `claimwire ${VERSION}: a news desk on ${chats}. ${set}`;
}
