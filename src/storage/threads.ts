import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { ThreadTable } from './store.ts';

export function threadTable(db: Kysely<Schema>): ThreadTable {
  return {
    async ofStory(storyId) {
      return db
        .selectFrom('threads')
        .selectAll()
        .where('storyId', '=', storyId)
        .orderBy('chat')
        .orderBy('channel')
        .execute();
    },
    async byRef(chat, threadRef) {
      const row = await db
        .selectFrom('threads')
        .selectAll()
        .where('chat', '=', chat)
        .where('threadRef', '=', threadRef)
        .executeTakeFirst();
      return row ?? null;
    },
    async save(thread) {
      await db
        .insertInto('threads')
        .values(thread)
        .onConflict((on) => on.columns(['storyId', 'chat', 'channel']).doUpdateSet(thread))
        .execute();
    },
    async keepPost(storyId, post) {
      await db
        .insertInto('posts')
        .values({ ...post, storyId })
        .onConflict((on) => on.columns(['chat', 'channel', 'ref']).doNothing())
        .execute();
    },
    async posts(storyId) {
      const rows = await db
        .selectFrom('posts')
        .selectAll()
        .where('storyId', '=', storyId)
        .orderBy('at')
        .execute();
      return rows.map(({ storyId: _, ...post }) => post);
    },
  };
}
