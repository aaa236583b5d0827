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
    for (const { id } of found)
      await within.outbox.change(id, { status: 'pending', attempts: 0, notBefore: at, error: null });
    return found;
  });
  log.info({ by: actor.id, deliveries: parked.length }, 'parked deliveries were put on their way again');
  return parked;
}
