import { type Kysely, type Selectable, sql } from 'kysely';
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
    async tally() {
      const rows = await db
        .selectFrom('feeds')
        .select((of) => [
          'status',
          sql<number | boolean>`error is not null`.as('failing'),
          of.fn.countAll<number>().as('many'),
          of.fn.max('lastPolledAt').as('lastPolledAt'),
          of.fn.min('nextPollAt').as('nextPollAt'),
        ])
        .groupBy(['status', 'failing'])
        .execute();
      return rows.map((row) => ({ ...row, failing: Boolean(row.failing), many: Number(row.many) }));
    },
    async byUrl(url) {
      const row = await db.selectFrom('feeds').selectAll().where('url', '=', url).executeTakeFirst();
      return row ? feedOf(row) : null;
    },
    async byId(id) {
      const row = await db.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? feedOf(row) : null;
    },
    async add(feed) {
      await db
        .insertInto('feeds')
        .values({ ...rowOf(feed), leasedUntil: null })
        .execute();
    },
    async change(id, change) {
      await db
        .updateTable('feeds')
        .set({ ...rowOf(change), leasedUntil: null })
        .where('id', '=', id)
        .execute();
    },
    async headers(id) {
      const row = await db.selectFrom('feeds').select('headers').where('id', '=', id).executeTakeFirst();
      return JSON.parse(row?.headers ?? '{}');
    },
    async setHeaders(id, headers) {
      const json = Object.keys(headers).length === 0 ? null : JSON.stringify(headers);
      await db.updateTable('feeds').set({ headers: json }).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('feeds').where('id', '=', id).execute();
    },
    async release() {
      await db.updateTable('feeds').set({ leasedUntil: null }).execute();
    },
    async hurry(since, brought) {
      const inMotion = db
        .selectFrom('decisions')
        .innerJoin('matches', 'matches.itemId', 'decisions.itemId')
        .innerJoin('claims', 'claims.slug', 'matches.claim')
        .select('claims.topic')
        .where('decisions.at', '>=', since)
        .where('matches.status', '=', 'confirmed')
        .where('decisions.action', 'in', ['alert', 'follow-up'])
        .where((is) =>
          is.or([
            is('decisions.action', '=', 'alert'),
            is('decisions.kind', 'in', ['first-report', 'change-of-standing']),
          ]),
        );
      const bringing = db
        .selectFrom('claims')
        .innerJoin('matches', 'matches.claim', 'claims.slug')
        .innerJoin('sightings', 'sightings.itemId', 'matches.itemId')
        .select('sightings.feedId')
        .where('claims.topic', 'in', inMotion)
        .where('matches.status', '=', 'confirmed')
        .where('matches.at', '>=', brought);
      await db
        .updateTable('feeds')
        .set((column) => ({ nextPollAt: column.ref('soonestPollAt').$notNull() }))
        .where('status', '=', 'active')
        .whereRef('soonestPollAt', '<', 'nextPollAt')
        .where('id', 'in', bringing)
        .execute();
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

function feedOf({ leasedUntil: _, headers, hints, push, ...feed }: Selectable<Schema['feeds']>): Feed {
  return {
    ...feed,
    hints: hints === null ? null : JSON.parse(hints),
    push: push === null ? null : JSON.parse(push),
    headerNames: headers === null ? [] : Object.keys(JSON.parse(headers)),
  };
}

/** The names of headers are only read. */
function rowOf<T extends Partial<Feed>>({ hints, push, headerNames: _, ...change }: T) {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return {
    ...change,
    ...(hints !== undefined && { hints: json(hints) }),
    ...(push !== undefined && { push: json(push) }),
  };
}
