import type { Chat } from '../chat/chat.ts';
import { createJsonl } from '../chat/jsonl.ts';
import { TERMINAL_CHANNEL } from '../chat/terminal/index.ts';
import { secretsOf } from '../config.ts';
import { play } from '../desk/play.ts';
import { createLog } from '../log.ts';
import { configuration, importedBy, openDesk, openWeb, ownTerminal, readTopic } from '../main.ts';
import type { Now } from '../model/time.ts';
import { loadRecording } from '../topics/recording.ts';
import { serveRecording } from '../topics/serve.ts';
import { createClock } from './clock.ts';

const never: Now = () => '1970-01-01T00:00:00.000Z';

/** Ids in order, so that two replays of a recording print the same. */
function counting(): () => string {
  let last = 0;
  return () => `r${(++last).toString(36).padStart(4, '0')}`;
}

/** `claimwire replay`: a recording through the pipeline in its own time, each delivery printed; nothing is kept. */
export async function replay(
  folder: string,
  options: { chat: string },
  print: (line: string) => void,
): Promise<void> {
  const config = configuration();
  const clock = createClock(never, openWeb(config));
  const recording = await loadRecording(folder);
  const terminal = ownTerminal(clock.now);
  const chat: Chat = options.chat === 'jsonl' ? createJsonl(print) : terminal;
  const served = await serveRecording(recording);
  clock.setFetch(served.fetch);
  const log = createLog(config.logLevel, process.stderr, secretsOf(config));
  const { desk, deps, close } = await openDesk({
    config,
    store: ':memory:',
    chats: [chat],
    now: clock.now,
    web: clock,
    newId: counting(),
    log,
  });
  try {
    const topic = await readTopic(recording.topic);
    clock.setNow(recording.steps[0]?.at ?? never());
    await desk.importTopic({ ...topic, feeds: [] }, importedBy(recording.topic));
    await deps.store.watches.add({
      chat: chat.name,
      channel: TERMINAL_CHANNEL,
      kind: 'topic',
      slug: topic.slug,
    });
    const step = (one: { at: string; note: string | null }) => {
      if (options.chat === 'jsonl') print(JSON.stringify({ do: 'step', at: one.at, note: one.note }));
      else terminal.note(`\n▸ ${one.at} ${one.note ?? ''}`);
    };
    await play({ recording, served, desk, deps, setNow: clock.setNow, step });
  } finally {
    await served.close();
    await close();
  }
}
