import type { Chat } from '../chat/chat.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Opened } from '../main.ts';
import type { Metrics } from '../web/metrics.ts';
import type { WebServer } from '../web/server.ts';

/** What counts for those who watch the desk, where any may; prom-client is loaded only then. */
export async function openMetrics({ statusListen }: Config): Promise<Metrics | null> {
  return statusListen && (await import('../web/metrics.ts')).createMetrics();
}

interface Watched {
  readonly config: Config;
  readonly opened: Opened;
  readonly metrics: Metrics | null;
  readonly chats: readonly Chat[];
  /** The names of the chats that have started. */
  readonly connected: ReadonlySet<string>;
  readonly log: Log;
}

/** The status server, where the configuration has a place for it. */
export async function serveStatus({
  config: { statusListen },
  opened,
  metrics,
  chats,
  connected,
  log,
}: Watched): Promise<WebServer | null> {
  if (statusListen === null || metrics === null) return null;
  const { openServer } = await import('../web/server.ts');
  const { statusEndpoint } = await import('../web/status.ts');
  const { health } = opened.desk;
  const absent = () => chats.map(({ name }) => name).filter((name) => !connected.has(name));
  const endpoint = statusEndpoint({
    alive: () => opened.deps.store.claims.topics(),
    faults: async () => [...absent().map((name) => `Not connected to ${name}.`), ...(await health.faults())],
    metrics: async () => metrics.expose(await health.vitals()),
  });
  return openServer(statusListen, [endpoint], log, 'STATUS_LISTEN');
}
