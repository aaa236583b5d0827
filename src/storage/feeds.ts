import type { Kysely, Selectable } from 'kysely';
import type { Feed } from '../model/feed.ts';
import type { Schema } from './schema.ts';
import type { FeedTable } from './store.ts';

export function feedTable(db: Kysely<Schema>): FeedTable {
  return {
    async list() {
      return (await db.selectFrom('feeds').selectAll().orderBy('outlet').orderBy('url').execute()).map(
        feedOf,
      );
    },
    async byUrl(url) {
      const row = await db.selectFrom('feeds').selectAll().where('url', '=', url).executeTakeFirst();
      return row ? feedOf(row) : null;
    },
    async add(feed) {
      await db
        .insertInto('feeds')
        .values({ ...feed, leasedUntil: null })
        .execute();
    },
    async change(id, change) {
      await db
        .updateTable('feeds')
        .set({ ...change, leasedUntil: null })
        .where('id', '=', id)
        .execute();
    },
    async remove(id) {
      await db.deleteFrom('feeds').where('id', '=', id).execute();
    },
    async release() {
      await db.updateTable('feeds').set({ leasedUntil: null }).execute();
    },
    async lease(now, until, most) {
      const free = db
        .selectFrom('feeds')
        .select('id')
        .where('status', '=', 'active')
        .where('nextPollAt', '<=', now)
        .where((is) => is.or([is('leasedUntil', 'is', null), is('leasedUntil', '<=', now)]))
        .orderBy('nextPollAt')
        .orderBy('id')
        .limit(most);
      const rows = await db
        .updateTable('feeds')
        .set({ leasedUntil: until })
        .where('id', 'in', free)
        .returningAll()
        .execute();
      return rows.map(feedOf).sort((a, b) => (a.nextPollAt < b.nextPollAt ? -1 : 1));
    },
  };
}

function feedOf({ leasedUntil: _, ...feed }: Selectable<Schema['feeds']>): Feed {
  return feed;
}
