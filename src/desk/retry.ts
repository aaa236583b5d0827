import type { By } from '../command/desk.ts';
import type { Delivery } from '../model/alert.ts';
import type { DeskDeps } from './deps.ts';

/** Puts every parked delivery on its way again, in the order in which they were queued. */
export async function retryParked(
  { store, now, log }: Pick<DeskDeps, 'store' | 'now' | 'log'>,
  { actor }: By,
): Promise<readonly Delivery[]> {
  const at = now();
  const parked = await store.transaction(async (within) => {
    const found = await within.outbox.parked();
    // A card that was updated since is not put back to what it was.
    const late = await Promise.all(found.map((delivery) => within.outbox.isOvertaken(delivery)));
    const wanted = found.filter((_, n) => !late[n]);
    for (const { id, attempts } of found) {
      const isWanted = wanted.some((one) => one.id === id);
      // What was tried once may have arrived, and is looked for.
      const again = { attempts: Math.min(attempts, 1), notBefore: at, error: null };
      await within.outbox.change(id, isWanted ? { status: 'pending', ...again } : { status: 'sent' });
    }
    return wanted;
  });
  log.info({ by: actor.id, deliveries: parked.length }, 'parked deliveries were put on their way again');
  return parked;
}
