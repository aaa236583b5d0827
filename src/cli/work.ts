import type { Chat } from '../chat/chat.ts';
import type { Terminal } from '../chat/terminal/index.ts';
import type { Polled } from '../desk/refresh.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Opened } from '../main.ts';
import { every } from '../schedule.ts';

const EVERY_TEN_SECONDS = '*/10 * * * * *';

export interface Work {
  readonly opened: Opened;
  readonly chats: readonly Chat[];
  readonly terminal: Terminal | null;
  readonly say: (text: string) => void;
  readonly log: Log;
}

/** Polls, delivers and answers until the terminal's input ends or the process is told to stop; then tidies up. */
export async function work({
  opened: { desk, front, deps },
  chats,
  terminal,
  say,
  log,
}: Work): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  const failed = (error: unknown) => log.error({ err: error }, messageOf(error));
  for (const chat of chats) {
    await chat.start(front);
    if (!terminal) say(`Connected to ${chat.name}.`);
  }
  const round = async () => {
    const polls = await desk.refresh();
    await desk.drain();
    return polls;
  };
  const first = round().then((polls) => say(tell(polls)), failed);
  const stopPolling = every(EVERY_TEN_SECONDS, async () => void (await round()), failed);
  await Promise.race([stopped, terminal ? terminal.ended.then(() => first) : new Promise(() => {})]);
  await stopPolling();
  await Promise.all(chats.map((chat) => chat.stop()));
  await desk.drain();
  await deps.store.close();
}

/** The first look at the live feeds, in a person's words. */
function tell(polls: readonly Polled[]): string {
  if (polls.length === 0) return 'No live feed is due yet; /feeds list tells when each one is.';
  const failing = polls.filter((poll) => poll.error !== null);
  const items = polls.reduce((sum, poll) => sum + poll.added, 0);
  const read = polls.length - failing.length;
  const lines = [`Live feeds: ${read} of ${polls.length} could be read, with ${items} new items.`];
  if (failing.length > 0) lines.push(`Not reached: ${failing.map(({ feed }) => feed.outlet).join(', ')}.`);
  if (read === 0 && failing[0]) lines.push(`The first of them: ${failing[0].error} Is this machine online?`);
  lines.push('They are polled on; /feeds list tells how each one is.');
  return lines.join('\n');
}
