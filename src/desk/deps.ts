import type { Politeness } from '../feeds/hosts.ts';
import type { Reader } from '../feeds/reader.ts';
import type { Pace } from '../feeds/rhythm.ts';
import type { Log } from '../log.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { Actor } from '../model/ledger.ts';
import type { Instant, Now } from '../model/time.ts';
import type { Store } from '../storage/store.ts';

/** What the desk needs from outside; a recording brings its own clock and fetch. */
export interface DeskDeps {
  readonly store: Store;
  readonly matcher: Matcher;
  readonly fetch: typeof globalThis.fetch;
  /** Runs a request when its host has room for it. */
  readonly polite: Politeness['run'];
  readonly reader: Pick<Reader, 'read'>;
  readonly now: Now;
  /** Short and unique; safe in a command line. */
  readonly newId: () => string;
  /** 0 to 1, to spread polls. */
  readonly random: () => number;
  readonly log: Log;
  /** The latest moment after `after`, up to `until`, that a cron expression names; see schedule.ts. */
  readonly lastDue: (expression: string, zone: string, after: Instant, until: Instant) => Instant | null;
  readonly settings: DeskSettings;
  /** Who counts what the desk does; nobody does in a trial. */
  readonly observe?: Observe;
}

/** Hears of what the desk does, as it does it. */
export interface Observe {
  polled(outcome: 'read' | 'unchanged' | 'failed' | 'gone'): void;
  /** An item was judged, which took so many seconds. */
  judged(seconds: number): void;
  /** What failed is tried again; what is parked was given up. */
  delivered(chat: string, outcome: 'sent' | 'failed' | 'parked'): void;
}

interface DeskSettings {
  /** How often a feed is polled at the most and at the least. */
  readonly pace: Pace;
  /** Milliseconds: an item older than this is kept and matched, but alerts nobody. */
  readonly maxAlertAge: number;
  readonly userAgent: string;
  /** The address under which hubs reach the desk; null where they cannot. */
  readonly publicUrl: string | null;
  /** The language that the desk speaks where a channel asks for no other. */
  readonly language: string;
  /** Whether a story's discussion is one on all chats: posts are carried from each of its threads to the others. */
  readonly mirror: boolean;
}

/** The program itself, as the ledger names it. */
export const CLAIMWIRE: Actor = { id: 'claimwire', name: 'claimwire' };
