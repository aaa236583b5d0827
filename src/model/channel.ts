import type { Thread } from './alert.ts';
import type { Instant } from './time.ts';

/** Kinds of news that a channel can choose among: a new story, a change of standing, a denial, and so on. */
export const NEWS_KINDS = ['new', 'standing', 'denials', 'repeats', 'edits', 'more'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** Hours of the day in which a channel is not alerted, as minutes after midnight; `from` may be the later one. */
export interface Quiet {
  readonly from: number;
  readonly to: number;
}

/** What a channel wants of alerts beyond the topics and claims that it watches. */
export interface ChannelSettings {
  /** The kinds of news that alert it; null is all. */
  readonly kinds: readonly NewsKind[] | null;
  /** 0 to 1: what matches less surely is not alerted. */
  readonly score: number;
  /** Language tags, of which an item's begins with one; null is all. An item without a language passes. */
  readonly languages: readonly string[] | null;
  /** The most alerts in an hour, or null for no limit; the rest goes into a digest. */
  readonly hourly: number | null;
  readonly quiet: Quiet | null;
  /** An IANA time zone, which `quiet` and `digest` are in. */
  readonly zone: string;
  /** The platform's id of a role or user group that is notified, or null. */
  readonly mention: string | null;
  /** The kinds of news that notify it; null is all. */
  readonly mentionKinds: readonly NewsKind[] | null;
  /** When the digest is due, as a cron expression of five fields, or null. */
  readonly digest: string | null;
  /** The language that the desk speaks there, or null for the desk's own. */
  readonly language: string | null;
  /** Whether faults of the desk are told here. */
  readonly notices: boolean;
}

/** What is kept of a channel. */
export interface Channel {
  readonly chat: string;
  readonly channel: string;
  readonly settings: ChannelSettings;
  /** The thread in which suggestions are put to it. */
  readonly review: Pick<Thread, 'messageRef' | 'threadRef'>;
  readonly digestedAt: Instant | null;
}

/** What a channel that set nothing gets: when thirty alerts have come in an hour, a digest is read sooner. */
export const PLAIN: ChannelSettings = {
  kinds: null,
  score: 0,
  languages: null,
  hourly: 30,
  quiet: null,
  zone: 'Etc/UTC',
  mention: null,
  mentionKinds: null,
  digest: null,
  language: null,
  notices: false,
};

/**
 * What became of an item's news in one channel, and why: `told` at once, in the story's `thread` alone, in a `digest`
 * later, `asked` of the desk, or `kept` from the channel.
 */
export interface Outcome {
  readonly itemId: string;
  readonly chat: string;
  readonly channel: string;
  readonly outcome: 'told' | 'thread' | 'digest' | 'asked' | 'kept';
  readonly reason: string;
  readonly at: Instant;
}
