import type { Kysely, Selectable } from 'kysely';
import type { Decision } from '../model/alert.ts';
import type { Match } from '../model/match.ts';
import type { Schema } from './schema.ts';
import type { MatchTable } from './store.ts';

export function matchTable(db: Kysely<Schema>): MatchTable {
  return {
    async ofItem(itemId) {
      const rows = await db
        .selectFrom('matches')
        .selectAll()
        .where('itemId', '=', itemId)
        .orderBy('score', 'desc')
        .execute();
      return rows.map(matchOf);
    },
    async ofClaim(claim) {
      const rows = await db
        .selectFrom('matches')
        .selectAll()
        .where('claim', '=', claim)
        .orderBy('at', 'desc')
        .orderBy('itemId')
        .execute();
      return rows.map(matchOf);
    },
    async get(itemId, claim) {
      const row = await db
        .selectFrom('matches')
        .selectAll()
        .where('itemId', '=', itemId)
        .where('claim', '=', claim)
        .executeTakeFirst();
      return row ? matchOf(row) : null;
    },
    async save(match) {
      const row = { ...match, byDesk: match.byDesk ? 1 : 0 };
      await db
        .insertInto('matches')
        .values(row)
        .onConflict((on) => on.columns(['itemId', 'claim']).doUpdateSet(row))
        .execute();
    },
    async remove(itemId, claim) {
      await db.deleteFrom('matches').where('itemId', '=', itemId).where('claim', '=', claim).execute();
    },
    async waiting() {
      const { many } = await db
        .selectFrom('matches')
        .select((of) => of.fn.countAll<number>().as('many'))
        .where('status', '=', 'suggested')
        .executeTakeFirstOrThrow();
      return Number(many);
    },
    async suggested(most) {
      const rows = await db
        .selectFrom('matches')
        .selectAll()
        .where('status', '=', 'suggested')
        .orderBy('at', 'desc')
        .orderBy('itemId')
        .limit(most)
        .execute();
      return rows.map(matchOf);
    },
    async claimsOfStory(storyId) {
      const rows = await db
        .selectFrom('matches')
        .innerJoin('items', 'items.id', 'matches.itemId')
        .select('matches.claim')
        .distinct()
        .where('items.storyId', '=', storyId)
        .where('matches.status', '=', 'confirmed')
        .orderBy('matches.claim')
        .execute();
      return rows.map((row) => row.claim);
    },
    async decide(decision) {
      await db.insertInto('decisions').values(decision).execute();
    },
    async decisions(itemId) {
      const rows = await db
        .selectFrom('decisions')
        .selectAll()
        .where('itemId', '=', itemId)
        .orderBy('at')
        .execute();
      return rows as Decision[];
    },
    async decisionsSince(since) {
      const rows = await db
        .selectFrom('decisions')
        .selectAll()
        .where('at', '>=', since)
        .orderBy('at')
        .execute();
      return rows as Decision[];
    },
  };
}

function matchOf(row: Selectable<Schema['matches']>): Match {
  return { ...row, byDesk: row.byDesk === 1 };
}
