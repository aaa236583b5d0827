import { type Claim, lineage } from '../model/claim.ts';
import { documentOf, type Item, type Story, sourceOf } from '../model/item.ts';
import { HOUR } from '../model/time.ts';
import { COPY, sharedText } from './copies.ts';

/** A story that has had no item for this long is over; what comes later opens another. */
export const STORY_WINDOW = 72 * HOUR;

/** The claim that a claim is, in the end, a part of: itself, or the topmost parent. */
export function rootOf(slug: string, claims: ReadonlyMap<string, Claim>): string {
  return lineage(slug, claims).at(-1)?.slug ?? slug;
}

/**
 * The story that an item on these claims belongs to: the latest open one about the same claim or a part of it.
 * Affirmation and denial of one claim are one story with two sides.
 */
export function storyFor(
  matched: readonly string[],
  recent: readonly Story[],
  claims: ReadonlyMap<string, Claim>,
): Story | null {
  const roots = new Set(matched.map((slug) => rootOf(slug, claims)));
  return recent.find((story) => roots.has(rootOf(story.claim, claims))) ?? null;
}

/** The first item of these that has this text, or most of it, or null. */
export function copiedFrom(item: Item, earlier: readonly Item[]): Item | null {
  const text = documentOf(item);
  return earlier.find((other) => other.id !== item.id && sharedText(text, documentOf(other)) >= COPY) ?? null;
}

/** The independent sources of some items, in their order: agencies credited, else outlets. */
export function originsOf(items: readonly Item[]): string[] {
  return [...new Set(items.map(sourceOf))];
}
