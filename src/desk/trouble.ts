import type { Watch } from '../model/alert.ts';
import type { Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import { between, type Instant, MINUTE, SECOND } from '../model/time.ts';
import type { OutboxTable } from '../storage/store.ts';

/** Something of the desk that is not well, and that a person should know. */
export interface Trouble {
  readonly kind: 'gone' | 'failing' | 'silent' | 'deliveries' | 'matching';
  /** What it is known by for as long as it lasts. */
  readonly about: string;
  readonly entry: (say: Say) => Text;
}

const HELD_UP = 10 * MINUTE;
const HELD = '{chat}: since {time}, first for the channel {channel}';
/** Polls that the pace of matching is told by, and the most that each may take. */
export const POLLS = 10;
const SLOW = 60 * SECOND;
const LATE = 'the last {n} polls with something to read took {seconds} seconds each, so alerts come late';

/** The chats of which a channel, other than the one that is told, has waited too long. */
export function heldUp(
  unsent: Awaited<ReturnType<OutboxTable['unsent']>>,
  own: Pick<Watch, 'chat' | 'channel'>,
  now: Instant,
): Trouble[] {
  const late = unsent.filter(
    ({ chat, channel, since }) =>
      (chat !== own.chat || channel !== own.channel) && between(since, now) >= HELD_UP,
  );
  return [...Map.groupBy(late, ({ chat }) => chat).values()].flatMap(([first]): Trouble[] => {
    if (!first) return [];
    const { chat, channel, since } = first;
    const entry: Trouble['entry'] = (say) => say.spans(HELD, { chat, channel, time: { time: since } });
    return [{ kind: 'deliveries', about: `deliveries/${chat}`, entry }];
  });
}

/** Whether taking in documents, each of which took so many milliseconds, does not keep up. */
export function lateMatching(took: readonly number[]): Trouble[] {
  const mean = took.reduce((sum, one) => sum + one, 0) / POLLS;
  if (took.length < POLLS || mean <= SLOW) return [];
  const filling = { n: POLLS, seconds: Math.round(mean / SECOND) };
  return [{ kind: 'matching', about: 'matching', entry: (say) => say.text(LATE, filling) }];
}
