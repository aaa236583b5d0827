import { secretsOf } from '../config.ts';
import { createLog } from '../log.ts';
import { configuration, newId, type Opened, openDesk, openWeb, realNow } from '../main.ts';

/** Opens the configured desk with no chat, for work on its store, and closes it whatever happens. */
export async function withDesk<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = configuration();
  const log = createLog(config.logLevel, process.stderr, secretsOf(config));
  const web = openWeb(config);
  const opened = await openDesk({ config, store: config.store, chats: [], now: realNow, web, newId, log });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
