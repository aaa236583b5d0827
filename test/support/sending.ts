import type { Sending } from '../../src/chat/chat.ts';

/** The first sending of a delivery. */
export function sending(key: string): Sending {
  return { key, doubt: null };
}

/** A sending after one that may have arrived. `others` are messages that other deliveries sent. */
export function again(key: string, since: string, others: readonly string[] = []): Sending {
  return { key, doubt: { since, isOthers: async (ref) => others.includes(ref) } };
}
