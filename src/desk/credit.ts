import { originOf } from '../feeds/origin.ts';
import { type Item, sourceOf } from '../model/item.ts';
import type { Instant } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { copiesOf } from './copies.ts';

/**
 * Has the items that run one text count as one origin. One that credits nobody is credited the source of what it
 * copies: the agency, or the first outlet that ran the text as long as nobody says whose it is. One that does credit
 * an agency, or is the agency's own, says so for all of them.
 */
export async function creditSource(
  store: Store,
  item: Item,
  copies: readonly Item[],
  at: Instant,
): Promise<void> {
  const [first] = copies;
  if (!first) return;
  const agency = copies.map(sourceOf).find(isAgency);
  if (item.origin === null && (agency || !isAgency(item.outlet)))
    return store.items.credit(item.id, agency ?? sourceOf(first), at);
  const source = sourceOf(item);
  const seen = new Set<string>();
  for (const copy of copies) {
    if (seen.has(copy.id) || sourceOf(copy) === source || isAgency(sourceOf(copy))) continue;
    for (const { id } of await sameSource(store, copy)) {
      seen.add(id);
      await store.items.credit(id, source, at);
    }
  }
}

/** An item, its copies, their copies and so on, as far as all have one source. */
async function sameSource(store: Store, first: Item): Promise<Item[]> {
  const group = new Map([[first.id, first]]);
  // A map gives also what is added while it is gone through.
  for (const one of group.values())
    for (const copy of await copiesOf(store, one))
      if (!group.has(copy.id) && sourceOf(copy) === sourceOf(first)) group.set(copy.id, copy);
  return [...group.values()];
}

function isAgency(name: string): boolean {
  return originOf({ sources: [name], author: null, title: '', text: '' }) !== null;
}
