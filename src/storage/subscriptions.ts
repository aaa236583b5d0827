import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { SubscriptionTable } from './store.ts';

export function subscriptionTable(db: Kysely<Schema>): SubscriptionTable {
  const all = () => db.selectFrom('subscriptions').selectAll();
  return {
    list: () => all().orderBy('id').execute(),
    async byId(id) {
      return (await all().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async ofFeed(feedId) {
      const wanted = all().where('feedId', '=', feedId).where('state', '!=', 'ending');
      return (await wanted.executeTakeFirst()) ?? null;
    },
    due: (now) => all().where('renewAt', '<=', now).orderBy('renewAt').orderBy('id').execute(),
    lapsed: (now) => all().where('state', '=', 'active').where('leaseEndsAt', '<=', now).execute(),
    unwanted: () =>
      all()
        .where('state', '!=', 'ending')
        .where('feedId', 'not in', db.selectFrom('feeds').select('id').where('status', '=', 'active'))
        .execute(),
    async add(subscription) {
      await db.insertInto('subscriptions').values(subscription).execute();
    },
    async change(id, change) {
      await db.updateTable('subscriptions').set(change).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('subscriptions').where('id', '=', id).execute();
    },
  };
}
