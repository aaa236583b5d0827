import { setImmediate } from 'node:timers/promises';
import { identitiesOf, sharedLinksOf } from '../feeds/identity.ts';
import type { Judgement } from '../matching/matcher.ts';
import type { Feed, FeedDocument, FeedEntry } from '../model/feed.ts';
import { documentOf, type Item, itemTime, type Revision } from '../model/item.ts';
import { between, HOUR, type Instant, SECOND } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { copiesOf } from './copies.ts';
import { creditSource } from './credit.ts';
import type { DeskDeps } from './deps.ts';
import { recordItem, recordMatches } from './record.ts';
import { rewrittenBy } from './rewrites.ts';
import { tell } from './tell.ts';

/** Items that say nothing of any claim, stored in one transaction, which no command waits long for. */
const MOST_TOGETHER = 25;
const CLOCK_SKEW = 24 * HOUR;
/** UTF-16 units; no headline is longer, and it is shown whole in many places. */
const LONGEST_TITLE = 500;

/** How many items of a document were new, and how many were edited since. */
export interface Ingested {
  readonly added: number;
  readonly edited: number;
}

/** An entry as it is to be stored, judged. */
interface Taken {
  readonly item: Item;
  readonly identity: string;
  readonly earlier: Revision | null;
  readonly judgements: readonly Judgement[];
  /** The item that it says in other words, or null. */
  readonly rewritten: Item | null;
  readonly now: Instant;
}

/**
 * Takes in a feed document, oldest entry first, each new or changed one in a transaction of its own. New ones that
 * say nothing of any claim, which is most, share transactions: committing is the dearest part of storing them.
 */
export async function ingest(deps: DeskDeps, feed: Feed, document: FeedDocument): Promise<Ingested> {
  const identities = identitiesOf(document);
  const links = sharedLinksOf(document);
  const entries = document.items
    .map((entry, index) => ({ entry, identity: identities[index] ?? '', link: links[index] ?? null, index }))
    .sort((a, b) => order(a.entry, b.entry) || b.index - a.index);
  const counts = { added: 0, edited: 0 };
  let silent: Taken[] = [];
  const store = async (...last: readonly Taken[]) => {
    const waiting = [...silent, ...last];
    silent = [];
    if (waiting.length === 0) return;
    for (const { earlier } of await takeIn(deps, feed, waiting)) counts[earlier ? 'edited' : 'added']++;
  };
  for (const { entry, identity, link } of entries) {
    // Judging and storing take the thread for some milliseconds each: commands get their turn in between.
    await setImmediate();
    const now = deps.now();
    // The same entry may stand in a document twice.
    if (silent.some((taken) => taken.identity === identity)) await store();
    const known = await recognise(deps, feed, identity, link, now);
    // The article as another feed has it may be cut or reworded there: that is no edit.
    if (known && known.feedId !== feed.id) continue;
    const read = itemOf(entry, feed, document, link, known, deps.newId, now);
    const earlier = known && earlierWords(known, read, now);
    if (known && !earlier) continue;
    const began = performance.now();
    const judgements = await deps.matcher.judge(read);
    deps.observe?.judged((performance.now() - began) / SECOND);
    const item = { ...read, origin: read.origin ?? credited(judgements) };
    const isNews = !known && judgements.length > 0;
    const rewritten = isNews ? await rewrittenBy(deps, item, judgements) : null;
    const taken = { item, identity, earlier, judgements, rewritten, now };
    if (known || judgements.length > 0) {
      await store();
      await store(taken);
    } else if (silent.push(taken) >= MOST_TOGETHER) await store();
  }
  await store();
  return counts;
}

/** The item that this entry is, by the feed's own name for it or by its link; a new sighting is kept. */
async function recognise(
  { store }: Pick<DeskDeps, 'store'>,
  feed: Feed,
  identity: string,
  link: string | null,
  at: Instant,
): Promise<Item | null> {
  const known = await store.items.byIdentity(feed.id, identity);
  if (known || link === null) return known;
  const elsewhere = await store.items.byLink(link);
  if (elsewhere) await store.items.sight({ feedId: feed.id, identity, itemId: elsewhere.id, at });
  return elsewhere;
}

/** Undated entries come first: they are the ones whose place is unknown. */
function order(a: FeedEntry, b: FeedEntry): number {
  const [left, right] = [a.published ?? '', b.published ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}

function itemOf(
  entry: FeedEntry,
  feed: Feed,
  document: FeedDocument,
  link: string | null,
  known: Item | null,
  newId: () => string,
  now: Instant,
): Item {
  return {
    id: known?.id ?? newId(),
    feedId: feed.id,
    link,
    url: entry.article,
    title: entry.title.slice(0, LONGEST_TITLE),
    summary: entry.summary,
    text: entry.text,
    author: entry.author,
    language: document.language,
    outlet: feed.outlet,
    origin: entry.origin,
    publishedAt: known?.publishedAt ?? datedBefore(entry.published, now),
    seenAt: known?.seenAt ?? now,
    storyId: known?.storyId ?? null,
  };
}

/** A clock that runs ahead a little means now; a date far ahead means nothing. */
function datedBefore(at: Instant | null, now: Instant): Instant | null {
  if (at === null || at <= now) return at;
  return between(now, at) <= CLOCK_SKEW ? now : null;
}

/** The item's words before the change, or null where only the date or nothing changed. */
function earlierWords(known: Item, item: Item, now: Instant): Revision | null {
  if (sameWords(known, item)) return null;
  return { itemId: known.id, title: known.title, summary: known.summary, text: known.text, replacedAt: now };
}

/** Stores what is not stored meanwhile, in one transaction; returns it. */
function takeIn(deps: DeskDeps, feed: Feed, taken: readonly Taken[]): Promise<Taken[]> {
  return deps.store.transaction(async (store) => {
    const fresh: Taken[] = [];
    for (const one of taken) {
      if (await isStored(store, feed, one)) continue;
      await takeInOne({ ...deps, store }, feed, one);
      fresh.push(one);
    }
    return fresh;
  });
}

async function takeInOne(
  deps: DeskDeps,
  feed: Feed,
  { item, identity, earlier, judgements, rewritten, now }: Taken,
): Promise<void> {
  const { store, log } = deps;
  log.debug({ item: item.id, matches: judgements.length, edited: earlier !== null }, 'item taken in');
  await recordItem(store, item, earlier);
  await store.items.sight({ feedId: feed.id, identity, itemId: item.id, at: now });
  const effects = await recordMatches(store, item, judgements, now, earlier ? now : itemTime(item));
  const isMatched = effects.length > 0 || (earlier && (await store.matches.ofItem(item.id)).length > 0);
  if (!isMatched) return;
  await store.sketches.put(item.id, documentOf(item));
  const copies = await copiesOf(store, item);
  await creditSource(store, item, copies, now);
  const firstPoll = feed.lastSuccessAt === null;
  const age = item.publishedAt === null ? (firstPoll ? null : 0) : between(item.publishedAt, now);
  // An edit of an old item is news only where it moves a claim.
  const moved = effects.some(({ before, after }) => before !== after);
  const told = { item, earlier, effects, copies, rewritten, age: earlier && moved ? 0 : age, now };
  if (effects.length > 0) await tell(deps, told);
}

/** Whether another poll stored it meanwhile: these words from this feed, or the article from another one. */
async function isStored(store: Store, feed: Feed, { item, identity, earlier, now }: Taken): Promise<boolean> {
  const known = await recognise({ store }, feed, identity, earlier ? null : item.link, now);
  return known !== null && (known.feedId !== feed.id || sameWords(known, item));
}

function sameWords(a: Item, b: Item): boolean {
  return a.title === b.title && a.summary === b.summary && a.text === b.text;
}

/** The agency that its speakers spoke to most, for an item without a byline: it is no source of its own. */
function credited(judgements: readonly Judgement[]): string | null {
  const agencies = judgements.flatMap(({ assertions }) => assertions.flatMap(({ agency }) => agency ?? []));
  const counted = Map.groupBy(agencies, (agency) => agency);
  const [most] = [...counted].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? null;
}
