import type { Web } from '../main.ts';
import type { Instant, Now } from '../model/time.ts';

/** The time and the web as the desk sees them: real, or a recording's while one is played. */
export interface Clock extends Web {
  readonly now: Now;
  setNow(at: Instant): void;
  /** A recording's fetch, which nobody need be polite to. */
  setFetch(fetch: typeof globalThis.fetch): void;
  /** Back to the real ones. */
  reset(): void;
}

export function createClock(now: Now, web: Web): Clock {
  let at: Instant | null = null;
  let recorded: typeof globalThis.fetch | null = null;
  return {
    now: () => at ?? now(),
    fetch: (input, init) => (recorded ?? web.fetch)(input, init),
    polite: (url, task) => (recorded ? task() : web.polite(url, task)),
    setNow(next) {
      at = next;
    },
    setFetch(next) {
      recorded = next;
    },
    reset() {
      at = null;
      recorded = null;
    },
  };
}
