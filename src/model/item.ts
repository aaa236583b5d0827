import type { Instant } from './time.ts';

/** One entry of a feed, normalised to plain text. */
export interface Item {
  readonly id: string;
  /** The feed that it was first seen in. */
  readonly feedId: string;
  /** The canonical link by which other feeds may have it too, or null. */
  readonly link: string | null;
  readonly url: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly author: string | null;
  readonly language: string | null;
  readonly outlet: string;
  /** The agency it credits; independence is counted by origin, else by outlet. */
  readonly origin: string | null;
  readonly publishedAt: Instant | null;
  readonly seenAt: Instant;
  readonly storyId: string | null;
}

/** An item met in a feed, once for each identity that the feed gives it; see feeds/identity.ts. */
export interface Sighting {
  readonly feedId: string;
  readonly identity: string;
  readonly itemId: string;
  readonly at: Instant;
}

/** An earlier text of an item, kept when the publisher changes it. */
export interface Revision {
  readonly itemId: string;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** When this text was replaced. */
  readonly replacedAt: Instant;
}

/** Items about one development. */
export interface Story {
  readonly id: string;
  /** The claim that it was opened for. */
  readonly claim: string;
  readonly title: string;
  readonly openedAt: Instant;
  readonly lastItemAt: Instant;
}

/** When the item speaks: its publication, or when it was first seen if the feed gives no date. */
export function itemTime(item: Pick<Item, 'publishedAt' | 'seenAt'>): Instant {
  return item.publishedAt ?? item.seenAt;
}

/**
 * The one text that an item is judged on and that offsets count from: title, summary and text as
 * paragraphs, without the summary where the text already begins with it.
 */
export function documentOf(item: { title: string; summary: string; text: string }): string {
  const summary = item.text.startsWith(item.summary.replace(/(\.{3}|…)$/, '')) ? '' : item.summary;
  return [item.title, summary, item.text].filter((part) => part !== '').join('\n\n');
}

/** Words of a run. */
const RUN = 5;

/** The overlapping five-word runs of a text, each once, folded so that punctuation and case do not matter. */
export function runsOf(text: string): Set<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= words.length; at++) runs.add(words.slice(at, at + RUN).join(' '));
  return runs;
}

/** Who an item counts as when independent sources are counted. */
export function sourceOf(item: Pick<Item, 'origin' | 'outlet'>): string {
  return item.origin ?? item.outlet;
}
