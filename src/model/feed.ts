import type { Instant } from './time.ts';

/** A subscribed address with its polling state. */
export interface Feed {
  readonly id: string;
  readonly url: string;
  /** The publisher's name as the desk gave it, else as the feed calls itself. */
  readonly outlet: string;
  readonly status: 'active' | 'paused' | 'gone';
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of the last document that was read; hexadecimal. */
  readonly bodyHash: string | null;
  /** Where it permanently redirects, and since when; its address only once that has held. */
  readonly movedTo: string | null;
  readonly movedSince: Instant | null;
  readonly lastPolledAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  readonly nextPollAt: Instant;
  /** The earliest next poll, while one of its topics is in motion; null before the first. */
  readonly soonestPollAt: Instant | null;
  /** Milliseconds between polls that suit its rhythm; null before the first. */
  readonly interval: number | null;
  /** What its last document asked of those who poll it; null before the first. */
  readonly hints: PollHints | null;
  /** Where its last document said that its news may be had pushed; null before the first. */
  readonly push: Push | null;
  /** The names of the headers that the desk has set for it; what they hold stays in the store. */
  readonly headerNames: readonly string[];
  /** Consecutive failed polls. */
  readonly failures: number;
  /** Why the last poll failed, in words for a person; null after a success. */
  readonly error: string | null;
  /** Something about it that a person should know; null mostly. */
  readonly note: string | null;
}

/** A feed's address as anyone may see it: without the login that it may hold. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const shown = new URL(url);
  shown.username = shown.password = '';
  return shown.href;
}

/** A feed document as parsed: plain text everywhere, absolute links, UTC times. */
export interface FeedDocument {
  readonly title: string;
  readonly link: string | null;
  readonly language: string | null;
  readonly hints: PollHints;
  readonly push: Push;
  readonly items: readonly FeedEntry[];
}

/** What a feed asks of those who poll it. */
export interface PollHints {
  /** Milliseconds between two polls (`ttl`, `sy:updatePeriod`), or null. */
  readonly every: number | null;
  /** Hours of the day (0 to 23, UTC) and days of the week (0 is Sunday) in which it has nothing new. */
  readonly skipHours: readonly number[];
  readonly skipDays: readonly number[];
}

/** Where a feed's news may be had pushed (WebSub): its hubs, and the address that it calls itself by. */
export interface Push {
  readonly hubs: readonly string[];
  readonly self: string | null;
}

export interface FeedEntry {
  /** The publisher's own identifier (guid, atom:id), or null. */
  readonly id: string | null;
  readonly title: string;
  readonly link: string | null;
  /** The address of the article itself, where `link` is a page that only passes the reader on to it; else as `link`. */
  readonly article: string | null;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  readonly author: string | null;
  readonly summary: string;
  readonly text: string;
  readonly categories: readonly string[];
  /** The agency that the entry credits (Reuters, AFP), or null. */
  readonly origin: string | null;
}
