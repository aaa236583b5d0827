import type { Message } from './message.ts';
import type { Instant } from './time.ts';

/** What is new about an item, which is why the desk is told. */
export type AlertKind =
  | 'first-report'
  | 'change-of-standing'
  | 'denial'
  | 'repeat-after-denial'
  | 'edit'
  | 'further-item';

/** What the policy decided for an item, and why; kept for every item that matched. */
export interface Decision {
  readonly itemId: string;
  readonly action: 'alert' | 'follow-up' | 'suggest' | 'silent';
  readonly kind: AlertKind;
  readonly reason: string;
  readonly at: Instant;
}

/** One step of an alert on its way to one channel: a row of the outbox. */
export interface Delivery {
  readonly id: string;
  /** Unique: the same step is never queued twice. */
  readonly key: string;
  readonly chat: string;
  readonly channel: string;
  /** Null for a notice, which belongs to no story. */
  readonly storyId: string | null;
  readonly action: DeliveryAction;
  readonly status: 'pending' | 'in-flight' | 'sent' | 'parked';
  readonly attempts: number;
  readonly notBefore: Instant;
  readonly error: string | null;
  /** What the platform calls the message that was sent, or null. */
  readonly ref: string | null;
  readonly createdAt: Instant;
}

/**
 * `post` is the story's alert, which a thread is opened on; a `notice` stands alone. Of no story, they are about what
 * the channel is asked. `of` is the key of the delivery that sent what is changed or removed.
 */
export type DeliveryAction =
  | { readonly do: 'notice'; readonly message: Message }
  | { readonly do: 'post'; readonly message: Message }
  | { readonly do: 'open-thread'; readonly title: string }
  | { readonly do: 'reply'; readonly message: Message; readonly broadcast?: true }
  | { readonly do: 'update'; readonly message: Message }
  | { readonly do: 'change'; readonly of: string; readonly message: Message }
  | { readonly do: 'remove'; readonly of: string };

/** The discussion of a story in one channel of one chat. */
export interface Thread {
  readonly storyId: string;
  readonly chat: string;
  readonly channel: string;
  /** The alert's message, as the platform names it; null until it is posted. */
  readonly messageRef: string | null;
  /** The thread opened on it; null until it is open. */
  readonly threadRef: string | null;
}

/** A message that someone wrote in a thread. */
export interface Post {
  readonly chat: string;
  readonly channel: string;
  readonly threadRef: string;
  /** The platform's own name of the message, so that it is kept once. */
  readonly ref: string;
  readonly author: string;
  readonly text: string;
  readonly at: Instant;
}

/** A channel's wish to be told of a topic's claims, or of one claim. */
export interface Watch {
  readonly chat: string;
  readonly channel: string;
  readonly kind: 'topic' | 'claim';
  readonly slug: string;
}
