import type { Instant, Now } from '../model/time.ts';

/** The time and the web as the desk sees them: real, or a recording's while one is played. */
export interface Clock {
  readonly now: Now;
  readonly fetch: typeof globalThis.fetch;
  setNow(at: Instant): void;
  setFetch(fetch: typeof globalThis.fetch): void;
  /** Back to the real ones. */
  reset(): void;
}

export function createClock(real: Now): Clock {
  let at: Instant | null = null;
  let fetching: typeof globalThis.fetch | null = null;
  return {
    now: () => at ?? real(),
    fetch: (input, init) => (fetching ?? fetch)(input, init),
    setNow(next) {
      at = next;
    },
    setFetch(next) {
      fetching = next;
    },
    reset() {
      at = null;
      fetching = null;
    },
  };
}
