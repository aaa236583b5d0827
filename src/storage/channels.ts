import type { Kysely, Selectable } from 'kysely';
import { type Channel, type ChannelSettings, type Outcome, PLAIN } from '../model/channel.ts';
import type { Schema } from './schema.ts';
import type { ChannelTable } from './store.ts';

export function channelTable(db: Kysely<Schema>): ChannelTable {
  async function get(chat: string, channel: string): Promise<Channel> {
    const row = await db
      .selectFrom('channels')
      .selectAll()
      .where('chat', '=', chat)
      .where('channel', '=', channel)
      .executeTakeFirst();
    return row ? channelOf(row) : { chat, channel, settings: PLAIN, review: NO_REVIEW, digestedAt: null };
  }
  return {
    get,
    async list() {
      return (await db.selectFrom('channels').selectAll().orderBy('chat').orderBy('channel').execute()).map(
        channelOf,
      );
    },
    async change(chat, channel, { settings, review, digestedAt }) {
      // Only what is given, so that two who change different things of a channel undo nothing of each other's.
      const given = {
        ...(settings && { settings: JSON.stringify(settings) }),
        ...(review && { reviewMessage: review.messageRef, reviewThread: review.threadRef }),
        ...(digestedAt !== undefined && { digestedAt }),
      };
      const fresh = {
        chat,
        channel,
        settings: JSON.stringify(PLAIN),
        reviewMessage: null,
        reviewThread: null,
        digestedAt: null,
      };
      await db
        .insertInto('channels')
        .values({ ...fresh, ...given })
        .onConflict((on) => on.columns(['chat', 'channel']).doUpdateSet({ chat, ...given }))
        .execute();
    },
    async keep(outcome) {
      await db
        .insertInto('outcomes')
        .values({ ...outcome, digest: null })
        .onConflict((on) => on.columns(['itemId', 'chat', 'channel', 'at']).doUpdateSet(outcome))
        .execute();
    },
    async outcomes(itemId) {
      const rows = await db
        .selectFrom('outcomes')
        .selectAll()
        .where('itemId', '=', itemId)
        .orderBy('at')
        .execute();
      return rows.map(outcomeOf);
    },
    async waiting(chat, channel) {
      const rows = await db
        .selectFrom('outcomes')
        .selectAll()
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('outcome', '=', 'digest')
        .where('digest', 'is', null)
        .orderBy('at')
        .execute();
      return rows.map(outcomeOf);
    },
    async digested(chat, channel, digest) {
      await db
        .updateTable('outcomes')
        .set({ digest })
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('outcome', '=', 'digest')
        .where('digest', 'is', null)
        .execute();
    },
    async told(chat, channel, since, until) {
      const { many } = await db
        .selectFrom('outcomes')
        .select((of) => of.fn.countAll<number>().as('many'))
        .where('chat', '=', chat)
        .where('channel', '=', channel)
        .where('outcome', '=', 'told')
        .where('at', '>', since)
        .where('at', '<=', until)
        .executeTakeFirstOrThrow();
      return Number(many);
    },
  };
}

const NO_REVIEW = { messageRef: null, threadRef: null };

function channelOf(row: Selectable<Schema['channels']>): Channel {
  const { chat, channel, settings, reviewMessage, reviewThread, digestedAt } = row;
  return {
    chat,
    channel,
    // Settings that came with a later version have no value in older rows.
    settings: { ...PLAIN, ...(JSON.parse(settings) as Partial<ChannelSettings>) },
    review: { messageRef: reviewMessage, threadRef: reviewThread },
    digestedAt,
  };
}

function outcomeOf({ digest: _, ...row }: Selectable<Schema['outcomes']>): Outcome {
  return row;
}
