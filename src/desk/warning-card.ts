import { type Message, message, type Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { Trouble } from './trouble.ts';

const MOST_ENTRIES = 10;
const FEEDS = 'Feeds';

/** What a warning is about: a kind of trouble, or feeds whose trouble is over. */
type Kind = Trouble['kind'] | 'back';
const CARDS: Readonly<Record<Kind, { one: string; other: string; heading: string }>> = {
  gone: { one: '{n} feed is gone for good', other: '{n} feeds are gone for good', heading: FEEDS },
  failing: { one: '{n} feed has failed for a day', other: '{n} feeds have failed for a day', heading: FEEDS },
  silent: { one: '{n} feed has fallen silent', other: '{n} feeds have fallen silent', heading: FEEDS },
  back: { one: '{n} feed is read again', other: '{n} feeds are read again', heading: FEEDS },
  deliveries: {
    one: 'Deliveries to {n} chat are held up',
    other: 'Deliveries to {n} chats are held up',
    heading: 'Chats',
  },
  matching: { one: 'Matching falls behind', other: 'Matching falls behind', heading: 'Matching' },
};

/** All of one kind in one message: a network that is down is a thousand feeds that fail. */
export function warningOf(kind: Kind, entries: readonly Text[], say: Say): Message {
  const more = entries.length - MOST_ENTRIES;
  const shown = entries.slice(0, MOST_ENTRIES);
  const rest = more > 0 ? [`… ${say.text('and {n} more', { n: more })}`] : [];
  const heading = say.text(CARDS[kind].heading);
  return message(say.many(entries.length, CARDS[kind]), [
    { kind: 'list', heading, entries: [...shown, ...rest] },
  ]);
}
