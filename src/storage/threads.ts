import type { Kysely, Selectable } from 'kysely';
import type { Post } from '../model/alert.ts';
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
    async open(chat, since) {
      return db
        .selectFrom('threads')
        .innerJoin('stories', 'stories.id', 'threads.storyId')
        .selectAll('threads')
        .where('threads.chat', '=', chat)
        .where('threads.threadRef', 'is not', null)
        .where('stories.lastItemAt', '>=', since)
        .orderBy('stories.lastItemAt', 'desc')
        .execute();
    },
    async save(thread) {
      await db
        .insertInto('threads')
        .values(thread)
        .onConflict((on) => on.columns(['storyId', 'chat', 'channel']).doUpdateSet(thread))
        .execute();
    },
    async keepPost(storyId, post) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('posts')
        .values({ ...post, storyId, editedAt: null, deletedAt: null })
        .onConflict((on) => on.columns(['chat', 'channel', 'ref']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async amendPost({ chat, channel, ref }, text, at) {
      const { numUpdatedRows } = await db
        .updateTable('posts')
        .set(text === null ? { deletedAt: at } : { text, editedAt: at })
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('ref', '=', ref)
        .where('deletedAt', 'is', null)
        .where('text', '!=', text ?? '')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async postByRef(chat, channel, ref) {
      const row = await db
        .selectFrom('posts')
        .selectAll()
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('ref', '=', ref)
        .executeTakeFirst();
      return row ? { ...postOf(row), storyId: row.storyId } : null;
    },
    async posts(storyId) {
      const rows = await db
        .selectFrom('posts')
        .selectAll()
        .where('storyId', '=', storyId)
        .where('deletedAt', 'is', null)
        .orderBy('at')
        .execute();
      return rows.map(postOf);
    },
  };
}

function postOf({ chat, channel, threadRef, ref, author, text, at }: Selectable<Schema['posts']>): Post {
  return { chat, channel, threadRef, ref, author, text, at };
}
