import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { WatchTable } from './store.ts';

export function watchTable(db: Kysely<Schema>): WatchTable {
  return {
    async list() {
      return db
        .selectFrom('watches')
        .selectAll()
        .orderBy('chat')
        .orderBy('channel')
        .orderBy('slug')
        .execute();
    },
    async channels() {
      return db
        .selectFrom('watches')
        .select(['chat', 'channel'])
        .distinct()
        .orderBy('chat')
        .orderBy('channel')
        .execute();
    },
    async add(watch) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('watches')
        .values(watch)
        .onConflict((on) => on.columns(['chat', 'channel', 'kind', 'slug']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async remove({ chat, channel, kind, slug }) {
      const { numDeletedRows } = await db
        .deleteFrom('watches')
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('kind', '=', kind)
        .where('slug', '=', slug)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}
