import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Claim } from '../model/claim.ts';
import type { Schema } from './schema.ts';
import type { ClaimTable } from './store.ts';

export function claimTable(db: Kysely<Schema>): ClaimTable {
  return {
    async topics() {
      const rows = await db.selectFrom('topics').selectAll().orderBy('slug').execute();
      return rows.map(({ slug, title, names, signOff }) => ({
        slug,
        title,
        names: JSON.parse(names),
        signOff: signOff ? 2 : 1,
      }));
    },
    async saveTopic({ slug, title, names, signOff }) {
      const row = { slug, title, names: JSON.stringify(names), signOff: signOff === 2 ? 1 : 0 };
      await db
        .insertInto('topics')
        .values({ ...row, imported: null })
        .onConflict((on) => on.column('slug').doUpdateSet(row))
        .execute();
    },
    async imported(topic) {
      const row = await db
        .selectFrom('topics')
        .select('imported')
        .where('slug', '=', topic)
        .executeTakeFirst();
      return row?.imported ?? null;
    },
    async keepImported(topic, json) {
      await db.updateTable('topics').set({ imported: json }).where('slug', '=', topic).execute();
    },
    async list() {
      const rows = await db.selectFrom('claims').selectAll().orderBy('topic').orderBy('seq').execute();
      return rows.map(claimOf);
    },
    async bySlug(slug) {
      const row = await db.selectFrom('claims').selectAll().where('slug', '=', slug).executeTakeFirst();
      return row ? claimOf(row) : null;
    },
    async add(claim) {
      await db.insertInto('claims').values(rowOf(claim)).execute();
    },
    async save(claim) {
      await db.updateTable('claims').set(rowOf(claim)).where('slug', '=', claim.slug).execute();
    },
  };
}

function claimOf({ seq: _, ...row }: Selectable<Schema['claims']>): Claim {
  return { ...row, aliases: JSON.parse(row.aliases) };
}

function rowOf(claim: Claim): Insertable<Schema['claims']> {
  return { ...claim, aliases: JSON.stringify(claim.aliases) };
}
