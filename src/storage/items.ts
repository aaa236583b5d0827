import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';
import type { ItemTable } from './store.ts';

export function itemTable(db: Kysely<Schema>, { seconds }: Pick<Database, 'seconds'>): ItemTable {
  /** Keeps what an item credits, where that is about to become another. */
  async function keepCredit(itemId: string, origin: string | null, replacedAt: string): Promise<void> {
    await db
      .insertInto('credits')
      .columns(['itemId', 'earlier', 'replacedAt'])
      .expression((of) =>
        of
          .selectFrom('items')
          .select(['id', 'origin', sql<string>`${replacedAt}`.as('at')])
          .where('id', '=', itemId)
          .where('origin', 'is distinct from', origin),
      )
      .execute();
  }

  return {
    async byId(id) {
      return (await db.selectFrom('items').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async byIds(ids) {
      return ids.length === 0 ? [] : db.selectFrom('items').selectAll().where('id', 'in', ids).execute();
    },
    async byIdentity(feedId, identity) {
      const row = await db
        .selectFrom('sightings')
        .innerJoin('items', 'items.id', 'sightings.itemId')
        .selectAll('items')
        .where('sightings.feedId', '=', feedId)
        .where('sightings.identity', '=', identity)
        .executeTakeFirst();
      return row ?? null;
    },
    async byLink(link) {
      const found = db
        .selectFrom('items')
        .selectAll()
        .where('link', '=', link)
        .orderBy('seenAt')
        .orderBy('id');
      return (await found.executeTakeFirst()) ?? null;
    },
    async meant(words) {
      // Databases differ in which letters `like` and `lower` take for one; in those of ASCII they agree.
      const small = words.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
      const pattern = `%${small.replace(/[\\%_]/g, '\\$&')}%`;
      const found = db
        .selectFrom('items')
        .selectAll()
        .where((of) => of.or([of('url', '=', words), sql<boolean>`lower(title) like ${pattern} escape '\\'`]))
        .orderBy('seenAt', 'desc')
        .orderBy('id');
      return (await found.executeTakeFirst()) ?? null;
    },
    async sight(sighting) {
      await db
        .insertInto('sightings')
        .values(sighting)
        .onConflict((on) => on.columns(['feedId', 'identity']).doNothing())
        .execute();
    },
    async sightings(itemId) {
      return db.selectFrom('sightings').selectAll().where('itemId', '=', itemId).orderBy('at').execute();
    },
    async add(item) {
      await db.insertInto('items').values(item).execute();
    },
    async revise({ id, ...item }, earlier) {
      await db.insertInto('revisions').values(earlier).execute();
      await keepCredit(id, item.origin, earlier.replacedAt);
      await db.updateTable('items').set(item).where('id', '=', id).execute();
    },
    async revisions(itemId) {
      return db
        .selectFrom('revisions')
        .selectAll()
        .where('itemId', '=', itemId)
        .orderBy('replacedAt')
        .execute();
    },
    async joinStory(itemId, storyId) {
      await db.updateTable('items').set({ storyId }).where('id', '=', itemId).execute();
    },
    async credit(itemId, origin, at) {
      await keepCredit(itemId, origin, at);
      await db.updateTable('items').set({ origin }).where('id', '=', itemId).execute();
    },
    async credits(itemId) {
      return db
        .selectFrom('credits')
        .select(['earlier', 'replacedAt'])
        .where('itemId', '=', itemId)
        .orderBy('seq')
        .execute();
    },
    async ofStory(storyId) {
      return db.selectFrom('items').selectAll().where('storyId', '=', storyId).orderBy('seenAt').execute();
    },
    async addStory(story) {
      await db.insertInto('stories').values(story).execute();
    },
    async storyById(id) {
      return (await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async touchStory(id, at) {
      await db
        .updateTable('stories')
        .set({ lastItemAt: at })
        .where('id', '=', id)
        .where('lastItemAt', '<', at)
        .execute();
    },
    async recentStories(since) {
      return db
        .selectFrom('stories')
        .selectAll()
        .where('lastItemAt', '>=', since)
        .orderBy('lastItemAt', 'desc')
        .execute();
    },
    async latestOf(topics, since, most) {
      return db
        .selectFrom('stories')
        .innerJoin('claims', 'claims.slug', 'stories.claim')
        .innerJoin('items', 'items.storyId', 'stories.id')
        .selectAll('items')
        .where('claims.topic', 'in', topics)
        .where('stories.lastItemAt', '>=', since)
        .orderBy((of) => of.fn.coalesce('items.publishedAt', 'items.seenAt'), 'desc')
        .orderBy('items.id')
        .limit(most)
        .execute();
    },
    async storiesOf(claim) {
      const counting = db
        .selectFrom('items')
        .innerJoin('matches', 'matches.itemId', 'items.id')
        .select('items.storyId')
        .where('matches.claim', '=', claim)
        .where('matches.status', '=', 'confirmed')
        .where('items.storyId', 'is not', null);
      return db
        .selectFrom('stories')
        .selectAll()
        .where((is) => is.or([is('claim', '=', claim), is('id', 'in', counting)]))
        .orderBy('lastItemAt', 'desc')
        .execute();
    },
    async count() {
      const { many } = await db
        .selectFrom('items')
        .select((of) => of.fn.countAll<number>().as('many'))
        .executeTakeFirstOrThrow();
      return Number(many);
    },
    async rhythm(feedId, since) {
      const at = sql<string>`at`;
      const before = sql<string>`lag(at) over (order by at)`;
      const { rows } = await sql<{ latest: string | null; longestGap: number | null }>`
        with times as (
          select coalesce(items.published_at, items.seen_at) as at from sightings
          join items on items.id = sightings.item_id
          where sightings.feed_id = ${feedId} and coalesce(items.published_at, items.seen_at) >= ${since}
        ), gaps as (select at, ${seconds(at)} - ${seconds(before)} as gap from times)
        select max(at) as latest, max(gap) * 1000 as longest_gap from gaps`.execute(db);
      const { latest = null, longestGap = null } = rows[0] ?? {};
      return latest === null || longestGap === null ? null : { latest, longestGap };
    },
  };
}
