import { documentOf, type Item, itemTime } from '../model/item.ts';
import { areOpposed } from '../model/stance.ts';
import { plus } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { STORY_WINDOW } from '../stories/cluster.ts';
import { COPY, sharedText } from '../stories/copies.ts';

/** Those that share most are compared word by word, so that no boilerplate makes an item be compared with all. */
const COMPARED = 50;

/**
 * The items of the story window, before and after this one and in any story, that have its text or most of it; the
 * first to speak comes first. One that takes the opposite side on a claim is none, however much it quotes.
 */
export async function copiesOf(store: Store, item: Item): Promise<Item[]> {
  const at = itemTime(item);
  const [since, until] = [plus(at, -STORY_WINDOW), plus(at, STORY_WINDOW)];
  const sharing = await store.sketches.sharing(documentOf(item), since);
  const alike = (await withText(store, item, sharing)).filter((other) => itemTime(other) <= until);
  if (alike.length === 0) return [];
  const own = new Map((await store.matches.ofItem(item.id)).map(({ claim, stance }) => [claim, stance]));
  const copies: Item[] = [];
  for (const other of alike) {
    const sides = await store.matches.ofItem(other.id);
    if (!sides.some(({ claim, stance }) => areOpposed(own.get(claim) ?? null, stance))) copies.push(other);
  }
  return copies.sort((a, b) => (itemTime(a) < itemTime(b) ? -1 : itemTime(a) > itemTime(b) ? 1 : 0));
}

/** Of items whose sketches share most with this one's, those that have its text or most of it; the likest first. */
export async function withText(
  store: Store,
  item: Item,
  sharing: readonly { readonly itemId: string }[],
): Promise<Item[]> {
  const ids = sharing.map(({ itemId }) => itemId).filter((id) => id !== item.id);
  const text = documentOf(item);
  return (await store.items.byIds(ids.slice(0, COMPARED)))
    .map((other) => ({ other, shared: sharedText(text, documentOf(other)) }))
    .filter(({ shared }) => shared >= COPY)
    .sort((a, b) => b.shared - a.shared)
    .map(({ other }) => other);
}
