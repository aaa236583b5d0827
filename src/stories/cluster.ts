import { type Claim, lineage } from '../model/claim.ts';
import { type Item, type Story, sourceOf } from '../model/item.ts';
import { HOUR } from '../model/time.ts';

/** A story that has had no item for this long is over; what comes later opens another. */
export const STORY_WINDOW = 72 * HOUR;

/** The claim that a claim is, in the end, a part of: itself, or the topmost parent. */
export function rootOf(slug: string, claims: ReadonlyMap<string, Claim>): string {
  return lineage(slug, claims).at(-1)?.slug ?? slug;
}

/**
 * The story that an item on these claims belongs to: the open one of the first of its `kin` (items that it copies,
 * then one that it says in other words) that has one, else the latest open one about the same claim or a part of it.
 * Affirmation and denial of one claim are one story with two sides.
 */
export function storyFor(
  matched: readonly string[],
  kin: readonly Pick<Item, 'storyId'>[],
  recent: readonly Story[],
  claims: ReadonlyMap<string, Claim>,
): Story | null {
  for (const { storyId } of kin) {
    const own = recent.find(({ id }) => id === storyId);
    if (own) return own;
  }
  const roots = new Set(matched.map((slug) => rootOf(slug, claims)));
  return recent.find((story) => roots.has(rootOf(story.claim, claims))) ?? null;
}

/** The independent sources of some items, in their order: agencies credited, else outlets. */
export function originsOf(items: readonly Item[]): string[] {
  return [...new Set(items.map(sourceOf))];
}
