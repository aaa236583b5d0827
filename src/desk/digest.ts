import type { Channel, Outcome } from '../model/channel.ts';
import type { Item } from '../model/item.ts';
import { type Block, type Message, message, type Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import { itemSpans } from '../model/telling.ts';
import { HOUR, type Instant, plus } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { notice } from './announce.ts';
import { isQuiet } from './channel-policy.ts';
import type { DeskDeps } from './deps.ts';
import { viewStory } from './story-view.ts';
import { voiceOf } from './voice.ts';

/** Where a channel has no times for its digest, what had to wait is told at least every hour. */
const LONGEST_WAIT = HOUR;
/** So many stories a message with so many items each are within what platforms show. */
const STORIES = 3;
const MOST_ITEMS = 5;
const DIGEST = {
  one: 'Digest: 1 item that did not alert this channel',
  other: 'Digest: {n} items that did not alert this channel',
};

/** Queues the digests that are due, each in a transaction of its own, so that nothing is in two of them or in none. */
export async function digests({
  store,
  now,
  lastDue,
  settings: { language },
}: Pick<DeskDeps, 'store' | 'now' | 'lastDue' | 'settings'>): Promise<void> {
  const at = now();
  for (const { chat, channel } of await store.watches.channels()) {
    const state = await store.channels.get(chat, channel);
    const waiting = await store.channels.waiting(chat, channel);
    if (waiting.length === 0 || !isDue(state, waiting, at, lastDue)) continue;
    const say = voiceOf(state.settings, language);
    await store.transaction(async (within) => {
      // Read again here, where nothing comes between: an item that was judged meanwhile may be older than `at`.
      const all = await within.channels.waiting(chat, channel);
      for (const [n, part] of (await digestOf(within, all, say)).entries())
        await notice(within, [state], part, `digest/${at}/${n}`, at);
      await within.channels.digested(chat, channel, at);
      await within.channels.change(chat, channel, { digestedAt: at });
    });
  }
}

function isDue(
  { settings: { digest, zone, quiet }, digestedAt }: Channel,
  waiting: readonly Outcome[],
  now: Instant,
  lastDue: DeskDeps['lastDue'],
): boolean {
  // A clock that went back leaves times that are yet to come.
  const first = earlierOf(waiting[0]?.at ?? now, now);
  const last = digestedAt !== null && digestedAt > now ? null : digestedAt;
  if (digest !== null) return lastDue(digest, zone, laterOf(first, last), now) !== null;
  if (isQuiet(quiet, zone, now)) return false;
  // What waited only for the end of the quiet hours waits no longer.
  return isQuiet(quiet, zone, first) || first <= plus(now, -LONGEST_WAIT);
}

function earlierOf(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

function laterOf(a: Instant, b: Instant | null): Instant {
  return b !== null && b > a ? b : a;
}

/** What waited, story by story, with each claim as it stands now; in as many messages as it takes. */
async function digestOf(store: Store, waiting: readonly Outcome[], say: Say): Promise<Message[]> {
  const ids = [...new Set(waiting.map(({ itemId }) => itemId))];
  const known = new Map((await store.items.byIds(ids)).map((item) => [item.id, item]));
  const items = ids.flatMap((id) => known.get(id) ?? []);
  const blocks: Block[] = [];
  for (const [id, own] of Map.groupBy(items, ({ storyId }) => storyId ?? ''))
    blocks.push({
      kind: 'list',
      heading: await headingOf(store, id, own, say),
      entries: entriesOf(own, say),
    });
  const many = Math.ceil(blocks.length / STORIES);
  return Array.from({ length: many }, (_, n) => {
    const place = many > 1 ? ` (${n + 1}/${many})` : '';
    return message(`${say.many(items.length, DIGEST)}${place}`, blocks.slice(n * STORIES, (n + 1) * STORIES));
  });
}

async function headingOf(store: Store, storyId: string, [first]: readonly Item[], say: Say): Promise<string> {
  const view = await viewStory(store, storyId);
  if (!view) return first?.title ?? '';
  return [view.claim.statement, say.text(view.state.standing), say.text(view.state.verdict)].join(' · ');
}

function entriesOf(items: readonly Item[], say: Say): Text[] {
  const more = items.length - MOST_ITEMS;
  const shown = items.slice(0, MOST_ITEMS).map((item) => itemSpans(item, say));
  return [...shown, ...(more > 0 ? [`… ${say.text('and {n} more', { n: more })}`] : [])];
}
