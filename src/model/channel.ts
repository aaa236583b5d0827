import type { AlertKind, Thread } from './alert.ts';
import type { Instant } from './time.ts';

/** Hours of the day in which a channel is not alerted, as minutes after midnight; `from` may be the later one. */
export interface Quiet {
  readonly from: number;
  readonly to: number;
}

/** What a channel wants of alerts beyond the topics and claims that it watches. */
export interface ChannelSettings {
  /** The kinds of news that alert it; null is all. */
  readonly kinds: readonly AlertKind[] | null;
  /** 0 to 1: what matches less surely is not alerted. */
  readonly score: number;
  /** Language tags of which an item's begins with one; null is all. */
  readonly languages: readonly string[] | null;
  /** The most alerts in an hour, or null for no limit; the rest goes into a digest. */
  readonly hourly: number | null;
  readonly quiet: Quiet | null;
  /** An IANA time zone, which `quiet` and `digest` are in. */
  readonly zone: string;
  /** The platform's id of a role or user group that is notified, or null. */
  readonly mention: string | null;
  /** The kinds of news that notify it. */
  readonly mentionKinds: readonly AlertKind[];
  /** When the digest is due, as a cron expression of five fields, or null. */
  readonly digest: string | null;
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

/** What a channel that set nothing gets. */
export const PLAIN: ChannelSettings = {
  kinds: null,
  score: 0,
  languages: null,
  hourly: null,
  quiet: null,
  zone: 'Etc/UTC',
  mention: null,
  mentionKinds: [],
  digest: null,
  notices: false,
};

/** What became of an item's news in one channel, and why. */
export interface Outcome {
  readonly itemId: string;
  readonly chat: string;
  readonly channel: string;
  /** `told` at once, `digest` later, or `kept` from it. */
  readonly outcome: 'told' | 'digest' | 'kept';
  readonly reason: string;
  readonly at: Instant;
}
