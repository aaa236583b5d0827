import type { FeedOverlap } from '../command/desk.ts';
import { sharedLinksOf } from '../feeds/identity.ts';
import type { FeedDocument } from '../model/feed.ts';
import type { Store } from '../storage/store.ts';

/** Some feeds list all that they ever had: their latest entries tell as much. */
const LOOKED_AT = 100;

/**
 * The feeds of the desk that a new one may repeat, those with most of its items first: they carry more than half
 * of its latest items, or have its name.
 */
export async function overlapsOf(
  store: Store,
  document: FeedDocument,
  outlet: string,
): Promise<FeedOverlap[]> {
  const links = sharedLinksOf(document).slice(0, LOOKED_AT);
  const counts = new Map<string, number>();
  for (const link of links) {
    for (const id of link === null ? [] : await carriersOf(store, link))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const names = [outlet, document.title].filter((name) => name !== '').map(folded);
  return (await store.feeds.list())
    .map((feed) => ({
      feed,
      items: counts.get(feed.id) ?? 0,
      of: links.length,
      sameName: names.includes(folded(feed.outlet)),
    }))
    .filter(({ items, of, sameName }) => sameName || items * 2 > of)
    .toSorted((a, b) => b.items - a.items);
}

/** The feeds that the item under a link was met in, each once. */
async function carriersOf(store: Store, link: string): Promise<Set<string>> {
  const item = await store.items.byLink(link);
  const sightings = item ? await store.items.sightings(item.id) : [];
  return new Set(sightings.map(({ feedId }) => feedId));
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
