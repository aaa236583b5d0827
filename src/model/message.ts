import type { Instant } from './time.ts';

/**
 * A message in no platform's words. Every string is plain text from anywhere, feeds included: adapters
 * escape it and cut it to their limits, so nothing in it can mention, link or format by itself.
 */
export interface Message {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
  /** The platform's id of a role or user group that it notifies; nothing else in it notifies anyone. */
  readonly mention?: string;
  /** What a forum files it under. */
  readonly tags?: readonly string[];
}

export type Block =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'quote'; readonly quote: string; readonly by: Text }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly name: string; readonly value: Text }[] }
  | { readonly kind: 'list'; readonly heading: string; readonly entries: readonly Text[] };

/** Plain text, or parts of it of which some are more than text. */
export type Text = string | readonly Span[];
export type Span =
  | string
  | { readonly strong: string }
  | { readonly code: string }
  | { readonly link: string; readonly label: string }
  | { readonly time: Instant };

/** A button carries the invocation that it stands for, as a command line: `/claims reject withdrawal 4f2k9`. */
export interface Button {
  readonly label: string;
  readonly invocation: string;
  readonly style: 'plain' | 'primary' | 'danger';
}

export function message(
  title: string,
  blocks: readonly Block[] = [],
  buttons: readonly Button[] = [],
): Message {
  return { title, blocks, buttons };
}
