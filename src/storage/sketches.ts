import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import { sketchOf } from './sketch.ts';
import type { SketchTable } from './store.ts';

/** Fewer than SQLite takes parameters, with two of them in a row. */
const AT_ONCE = 500;

export function sketchTable(db: Kysely<Schema>): SketchTable {
  return {
    async put(itemId, text) {
      await db.deleteFrom('sketches').where('itemId', '=', itemId).execute();
      const rows = sketchOf(text).map((hash) => ({ itemId, hash }));
      for (let at = 0; at < rows.length; at += AT_ONCE)
        await db
          .insertInto('sketches')
          .values(rows.slice(at, at + AT_ONCE))
          .execute();
    },
    async sharing(text, since) {
      const hashes = sketchOf(text);
      const counts = new Map<string, number>();
      for (let at = 0; at < hashes.length; at += AT_ONCE) {
        const rows = await db
          .selectFrom('sketches')
          .innerJoin('items', 'items.id', 'sketches.itemId')
          .select((of) => ['sketches.itemId', of.fn.countAll<number>().as('shared')])
          .where('sketches.hash', 'in', hashes.slice(at, at + AT_ONCE))
          .$if(since !== null, (found) =>
            found.where((of) => of(of.fn.coalesce('items.publishedAt', 'items.seenAt'), '>=', since)),
          )
          .groupBy('sketches.itemId')
          .execute();
        for (const { itemId, shared } of rows) counts.set(itemId, (counts.get(itemId) ?? 0) + Number(shared));
      }
      return [...counts]
        .map(([itemId, shared]) => ({ itemId, shared }))
        .sort((a, b) => b.shared - a.shared || (a.itemId < b.itemId ? -1 : 1));
    },
  };
}
