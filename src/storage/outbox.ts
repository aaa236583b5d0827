import { type Kysely, type Selectable, sql } from 'kysely';
import type { Delivery } from '../model/alert.ts';
import type { Schema } from './schema.ts';
import type { OutboxTable } from './store.ts';

export function outboxTable(db: Kysely<Schema>): OutboxTable {
  return {
    async add(key, { chat, channel, storyId }, action, at) {
      if (action.do === 'update')
        await db
          .deleteFrom('outbox')
          .where('chat', '=', chat)
          .where('channel', '=', channel)
          .where('storyId', '=', storyId)
          .where('status', '=', 'pending')
          .where('attempts', '=', 0)
          .where('key', '!=', key)
          .where('action', 'like', '{"do":"update"%')
          .execute();
      await db
        .insertInto('outbox')
        .values({
          key,
          chat,
          channel,
          storyId,
          action: JSON.stringify(action),
          status: 'pending',
          attempts: 0,
          notBefore: at,
          error: null,
          createdAt: at,
          ref: null,
        })
        .onConflict((on) => on.column('key').doNothing())
        .execute();
    },
    async due(now) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('seq', 'in', (of) =>
          of
            .selectFrom('outbox')
            .select(sql<number>`min(seq)`.as('first'))
            .where('status', 'in', ['pending', 'in-flight'])
            .groupBy(['chat', 'channel']),
        )
        .where('notBefore', '<=', now)
        .orderBy('seq')
        .execute();
      return rows.map(deliveryOf);
    },
    async next(chat, channel, now) {
      const row = await db
        .selectFrom('outbox')
        .selectAll()
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('status', 'in', ['pending', 'in-flight'])
        .orderBy('seq')
        .executeTakeFirst();
      return row && row.notBefore <= now ? deliveryOf(row) : null;
    },
    async change(id, change) {
      await db.updateTable('outbox').set(change).where('seq', '=', Number(id)).execute();
    },
    async isOvertaken({ id, chat, channel, storyId, action }) {
      if (action.do !== 'update') return false;
      const later = await db
        .selectFrom('outbox')
        .select('seq')
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('storyId', '=', storyId)
        .where('seq', '>', Number(id))
        .where('status', '!=', 'parked')
        .where('action', 'like', '{"do":"update"%')
        .executeTakeFirst();
      return later !== undefined;
    },
    async hasten(now) {
      await db
        .updateTable('outbox')
        .set({ notBefore: now })
        .where('status', '=', 'pending')
        .where('notBefore', '>', now)
        .execute();
    },
    async byKey(key) {
      const row = await db.selectFrom('outbox').selectAll().where('key', '=', key).executeTakeFirst();
      return row ? deliveryOf(row) : null;
    },
    async byRef(chat, channel, ref) {
      const row = await db
        .selectFrom('outbox')
        .selectAll()
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('ref', '=', ref)
        .where('status', '=', 'sent')
        .orderBy('seq', 'desc')
        .executeTakeFirst();
      return row ? deliveryOf(row) : null;
    },
    async ofStory(storyId) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('storyId', '=', storyId)
        .orderBy('seq')
        .execute();
      return rows.map(deliveryOf);
    },
    async parked() {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('status', '=', 'parked')
        .orderBy('seq')
        .execute();
      return rows.map(deliveryOf);
    },
    async counts() {
      const counts = { pending: 0, 'in-flight': 0, sent: 0, parked: 0 };
      const rows = await db
        .selectFrom('outbox')
        .select((of) => ['status', of.fn.countAll<number>().as('many')])
        .groupBy('status')
        .execute();
      for (const row of rows) counts[row.status] = Number(row.many);
      return counts;
    },
    async unsent() {
      return db
        .selectFrom('outbox')
        .select((of) => ['chat', 'channel', of.fn.min('createdAt').as('since')])
        .where('status', 'in', ['pending', 'in-flight'])
        .groupBy(['chat', 'channel'])
        .orderBy('since')
        .execute();
    },
  };
}

function deliveryOf({ seq, action, ...row }: Selectable<Schema['outbox']>): Delivery {
  return { ...row, id: String(seq), action: JSON.parse(action) };
}
