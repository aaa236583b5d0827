import { createInbox, type Inbox } from './inbox.ts';
import type { Arguments } from './methods.ts';

/** The calls of the Web API. */
export interface Calls {
  /** The method of each, in order. */
  readonly made: string[];
  /** Those that were answered with ok. */
  of(method: string): Inbox<Arguments>;
  /** Every further call of the method is answered with this error, until it is null. */
  refuse(method: string, error: string | null): void;
  refusalOf(method: string): string | null;
}

export function createCalls(): Calls {
  const good = new Map<string, Inbox<Arguments>>();
  const refused = new Map<string, string | null>();
  return {
    made: [],
    of(method) {
      const known = good.get(method) ?? createInbox<Arguments>();
      good.set(method, known);
      return known;
    },
    refuse: (method, error) => void refused.set(method, error),
    refusalOf: (method) => refused.get(method) ?? null,
  };
}
