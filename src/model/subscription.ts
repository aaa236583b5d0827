import type { Instant } from './time.ts';

/** A feed's news as a hub pushes it to the desk (WebSub). */
export interface PushSubscription {
  /** Cannot be guessed: the last part of the address that the hub calls. */
  readonly id: string;
  readonly feedId: string;
  readonly hub: string;
  /** The feed's address as its publisher and the hub know it. */
  readonly topic: string;
  /** The address that the hub calls. */
  readonly callback: string;
  /** What the hub signs its pushes with; never shown. */
  readonly secret: string;
  /** `ending` is one that the desk no longer wants, until the hub has agreed. */
  readonly state: 'pending' | 'active' | 'denied' | 'ending';
  /** When the hub was last asked. */
  readonly askedAt: Instant | null;
  readonly leaseEndsAt: Instant | null;
  /** When the hub is to be asked next. */
  readonly renewAt: Instant;
  readonly pushedAt: Instant | null;
  /** Requests in a row that the hub did not take up. */
  readonly failures: number;
  /** Pushes in a row whose signature was wrong. */
  readonly badSignatures: number;
  /** Why the hub's last answer was none, in words for a person. */
  readonly error: string | null;
}

/** A subscription as anyone may see it: the hub's host only, no secret, and not the address that the hub calls. */
export type ShownSubscription = Pick<PushSubscription, 'hub' | 'state' | 'leaseEndsAt' | 'error'>;
