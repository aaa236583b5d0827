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
  /** Milliseconds between polls that suit its rhythm; null before the first. */
  readonly interval: number | null;
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
  readonly items: readonly FeedEntry[];
}

export interface FeedEntry {
  /** The publisher's own identifier (guid, atom:id), or null. */
  readonly id: string | null;
  readonly title: string;
  readonly link: string | null;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  readonly author: string | null;
  readonly summary: string;
  readonly text: string;
  readonly categories: readonly string[];
  /** The agency that the entry credits (Reuters, AFP), or null. */
  readonly origin: string | null;
}
