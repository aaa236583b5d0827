import type { Judgement } from '../matching/matcher.ts';
import { type Item, itemTime } from '../model/item.ts';
import { between, plus } from '../model/time.ts';
import { STORY_WINDOW } from '../stories/cluster.ts';
import { namesIn, REWRITE, sharedNames } from '../stories/rewrites.ts';
import type { DeskDeps } from './deps.ts';

/** The latest items of open stories that an item is compared with. */
const COMPARED = 50;

/**
 * The item in an open story, on claims of the same topics, that this one most likely says in other words; null where
 * there is none, or no vectors. Takes some milliseconds for each item not met before: no transaction waits for it.
 */
export async function rewrittenBy(
  { store, matcher }: Pick<DeskDeps, 'store' | 'matcher'>,
  item: Item,
  judgements: readonly Judgement[],
): Promise<Item | null> {
  const at = itemTime(item);
  const judged = new Set(judgements.map(({ claim }) => claim));
  const slugs = new Set(
    (await store.claims.list()).filter(({ slug }) => judged.has(slug)).map((one) => one.topic),
  );
  const recent = (await store.items.latestOf([...slugs], plus(at, -STORY_WINDOW), COMPARED)).filter(
    (other) => Math.abs(between(itemTime(other), at)) <= REWRITE.apart,
  );
  const known = (await store.claims.topics()).flatMap(({ slug, names }) => (slugs.has(slug) ? names : []));
  const names = namesIn(item, known);
  const near = recent.filter((other) => sharedNames(names, namesIn(other, known)) >= REWRITE.names);
  const likeness = near.length > 0 ? await matcher.likeness(item, near) : null;
  if (likeness === null) return null;
  const most = Math.max(...likeness);
  return most >= REWRITE.likeness ? (near[likeness.indexOf(most)] ?? null) : null;
}
