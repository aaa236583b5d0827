import { CamelCasePlugin, type Dialect, Kysely, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { UserError } from '../errors.ts';
import { channelTable } from './channels.ts';
import { claimTable } from './claims.ts';
import { feedTable } from './feeds.ts';
import { itemTable } from './items.ts';
import { ledgerTable } from './ledger.ts';
import { matchTable } from './matches.ts';
import { KNOWN, migrations } from './migrations.ts';
import { outboxTable } from './outbox.ts';
import { roleTable } from './roles.ts';
import type { Schema } from './schema.ts';
import { sketchTable } from './sketches.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import { subscriptionTable } from './subscriptions.ts';
import { threadTable } from './threads.ts';
import { vectorTable } from './vectors.ts';
import { warningTable } from './warnings.ts';
import { watchTable } from './watches.ts';

/** Opens the SQLite store at `file` (`:memory:` for one that is not kept) and brings its schema up to date. */
export async function openStore(file: string): Promise<Store> {
  const { dialect, close } = openSqlite(file);
  try {
    return await storeOn(dialect, close);
  } catch (error) {
    close();
    throw error;
  }
}

async function storeOn(dialect: Dialect, close: () => void): Promise<Store> {
  const db = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    ...tablesOf(db),
    transaction: (work) => db.transaction().execute((transaction) => work(within(transaction))),
    async close() {
      await db.destroy();
      close();
    },
  };
}

/** A store inside a transaction: a transaction in it is part of it, and it is closed by the outer one. */
function within(db: Transaction<Schema>): Store {
  const store: Store = { ...tablesOf(db), transaction: (work) => work(store), close: async () => {} };
  return store;
}

function tablesOf(db: Kysely<Schema>): Omit<Store, 'transaction' | 'close'> {
  return {
    feeds: feedTable(db),
    items: itemTable(db),
    claims: claimTable(db),
    matches: matchTable(db),
    ledger: ledgerTable(db),
    outbox: outboxTable(db),
    threads: threadTable(db),
    watches: watchTable(db),
    subscriptions: subscriptionTable(db),
    sketches: sketchTable(db),
    vectors: vectorTable(db),
    channels: channelTable(db),
    roles: roleTable(db),
    warnings: warningTable(db),
  };
}

async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: migrations });
  const ran = await db.introspection.getTables({ withInternalKyselyTables: true });
  const ours = ran.some((table) => table.name === 'kysely_migration');
  if (!ours && ran.length > 0)
    throw new UserError(
      'This file is the database of another program, and was left as it is. Set STORE to another file.',
    );
  if (ours) {
    const rows = await db
      .selectFrom('kyselyMigration' as never)
      .select('name' as never)
      .execute();
    const newer = rows.map((row) => (row as { name: string }).name).filter((name) => !KNOWN.has(name));
    if (newer.length > 0)
      throw new UserError(
        `This store was written by a newer claimwire (it has ${newer.join(', ')}). Update claimwire, or set STORE to another file.`,
      );
  }
  // Kysely runs SQLite's migrations in no transaction: a program that is killed in one would leave half of it behind.
  await sql`begin immediate`.execute(db);
  const { error } = await migrator.migrateToLatest();
  await sql.raw(error ? 'rollback' : 'commit').execute(db);
  if (error) throw error;
}
