import { setTimeout } from 'node:timers/promises';
import type { Chat } from '../chat/chat.ts';
import type { Terminal } from '../chat/terminal/index.ts';
import type { Polled } from '../desk/poll.ts';
import { messageOf, TakenOver } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Opened } from '../main.ts';
import { SECOND } from '../model/time.ts';
import { every } from '../schedule.ts';

const EVERY_TEN_SECONDS = '*/10 * * * * *';
/** Apart from the round, which may be what is stuck. */
const EVERY_MINUTE = '5 * * * * *';
/** What is not delivered by then stays in the outbox for the next start. */
const LONGEST_DRAIN = 8 * SECOND;

export interface Work {
  readonly opened: Opened;
  readonly chats: readonly Chat[];
  readonly terminal: Terminal | null;
  /** Settles when the process is told to stop. */
  readonly stopped: Promise<void>;
  /** The names of the chats that have started. */
  readonly connected: Set<string>;
  readonly say: (text: string) => void;
  readonly log: Log;
}

/**
 * Polls, delivers and answers until the terminal's input ends or the process is told to stop; then tidies up. Throws
 * TakenOver when another claimwire works on the store.
 */
export async function work({
  opened: { desk, front },
  chats,
  terminal,
  stopped,
  connected,
  say,
  log,
}: Work): Promise<void> {
  const overtaken = Promise.withResolvers<never>();
  const failed = (error: unknown) => {
    // Two that answer and alert at once would do it twice.
    if (error instanceof TakenOver) overtaken.reject(error);
    log.error({ err: error }, messageOf(error));
    desk.alarm.raise(error).catch((cause) => log.error({ err: cause }, 'an alarm was not told'));
  };
  const deliver = () => void desk.drain().catch(failed);
  const round = async () => {
    const polls = await desk.refresh(deliver);
    await desk.digests();
    await desk.alarm.clear();
    // A hub that is slow to answer holds up no poll.
    void desk.push.keep().catch(failed);
    // Also what failed before and is due again.
    deliver();
    return polls;
  };
  const started: Chat[] = [];
  let stopPolling = async () => {};
  let stopWatching = async () => {};
  const run = async () => {
    for (const chat of chats) {
      await chat.start(front);
      started.push(chat);
      connected.add(chat.name);
      if (!terminal) say(`Connected to ${chat.name}.`);
    }
    const first = round().then((polls) => say(tell(polls)), failed);
    stopPolling = every(EVERY_TEN_SECONDS, async () => void (await round()), failed);
    stopWatching = every(EVERY_MINUTE, desk.warn, failed);
    await (terminal?.ended ?? stopped);
    // Piped commands still get the first look at the feeds; who leaves the prompt is not kept waiting.
    if (!process.stdin.isTTY) await first;
  };
  try {
    // A chat that cannot be reached is tried for long, so being told to stop ends that too.
    await Promise.race([stopped, overtaken.promise, run()]);
    connected.clear();
    await Promise.race([desk.drain(), setTimeout(LONGEST_DRAIN)]);
  } finally {
    await stopPolling();
    await stopWatching();
    await Promise.all(started.map((chat) => chat.stop()));
  }
  // The shell's own prompt is not to stand behind ours.
  if (process.stdin.isTTY && terminal) say('');
}

/** The first look at the live feeds, in a person's words. */
function tell(polls: readonly Polled[]): string {
  if (polls.length === 0) return 'No live feed is due yet; /feeds list tells when each one is.';
  const failing = polls.filter((poll) => poll.error !== null);
  const items = polls.reduce((sum, poll) => sum + poll.added, 0);
  const read = polls.length - failing.length;
  const lines = [`Live feeds: ${read} of ${polls.length} could be read, with ${items} new items.`];
  if (failing.length > 0) lines.push(`Not reached: ${failing.map(({ feed }) => feed.outlet).join(', ')}.`);
  if (failing[0]) lines.push(`The first of them: ${failing[0].error}`);
  if (read === 0 && failing.length > 1) lines.push('None could be read: is this machine online?');
  lines.push('They are polled on; /feeds list tells how each one is.');
  return lines.join('\n');
}
