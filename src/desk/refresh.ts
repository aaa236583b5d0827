import { MINUTE, plus } from '../model/time.ts';
import type { DeskDeps } from './deps.ts';
import { type Polled, poll } from './poll.ts';

const LEASE = 5 * MINUTE;
/** Many, since most wait: for their host's turn, or for an answer. */
const AT_ONCE = 64;

/** Polls every feed that is due, side by side; no feed's fault stops another. `polled` hears of each that is done. */
export async function refresh(deps: DeskDeps, polled: () => void = () => {}): Promise<Polled[]> {
  const now = deps.now();
  const due = await deps.store.feeds.lease(now, plus(now, LEASE), Number.MAX_SAFE_INTEGER);
  const done: Polled[] = [];
  const queue = due[Symbol.iterator]();
  const worker = async () => {
    for (const feed of queue) {
      done.push(await poll(deps, feed));
      polled();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}
