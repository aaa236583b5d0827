import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { RoleTable } from './store.ts';

export function roleTable(db: Kysely<Schema>): RoleTable {
  return {
    list: () => db.selectFrom('roles').selectAll().orderBy('chat').orderBy('subject').execute(),
    async set({ chat, subject, role }) {
      await db
        .insertInto('roles')
        .values({ chat, subject, role })
        .onConflict((on) => on.columns(['chat', 'subject']).doUpdateSet({ role }))
        .execute();
    },
    async remove(chat, subject) {
      const { numDeletedRows } = await db
        .deleteFrom('roles')
        .where('chat', '=', chat)
        .where('subject', '=', subject)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
    async refuse(refusal) {
      await db.insertInto('refusals').values(refusal).execute();
    },
    async refusals(most) {
      const rows = await db.selectFrom('refusals').selectAll().orderBy('seq', 'desc').limit(most).execute();
      return rows.map(({ seq: _, ...refusal }) => refusal);
    },
  };
}
