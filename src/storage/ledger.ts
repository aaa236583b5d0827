import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { LedgerTable } from './store.ts';

export function ledgerTable(db: Kysely<Schema>): LedgerTable {
  return {
    async append(at, actor, claim, cause, event) {
      await db
        .insertInto('ledger')
        .values({ at, actorId: actor.id, actorName: actor.name, claim, cause, event: JSON.stringify(event) })
        .execute();
    },
    async ofClaim(claim, until) {
      let query = db.selectFrom('ledger').selectAll().where('claim', '=', claim).orderBy('seq');
      if (until !== undefined) query = query.where('at', '<=', until);
      return (await query.execute()).map(({ actorId, actorName, event, ...entry }) => ({
        ...entry,
        actor: { id: actorId, name: actorName },
        event: JSON.parse(event),
      }));
    },
  };
}
