import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { WarningTable } from './store.ts';

export function warningTable(db: Kysely<Schema>): WarningTable {
  return {
    async open(chat, channel) {
      const rows = await db
        .selectFrom('warnings')
        .select('about')
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .orderBy('about')
        .execute();
      return rows.map(({ about }) => about);
    },
    async begin(chat, channel, about, at) {
      await db
        .insertInto('warnings')
        .values({ chat, channel, about, at })
        .onConflict((on) => on.columns(['chat', 'channel', 'about']).doNothing())
        .execute();
    },
    async end(chat, channel, about) {
      await db
        .deleteFrom('warnings')
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('about', '=', about)
        .execute();
    },
  };
}
