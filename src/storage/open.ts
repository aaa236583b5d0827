import { CamelCasePlugin, Kysely, sql, type TableMetadata, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StoreFault, UserError } from '../errors.ts';
import { channelTable } from './channels.ts';
import { claimTable } from './claims.ts';
import type { Database } from './database.ts';
import { feedTable } from './feeds.ts';
import { itemTable } from './items.ts';
import { ledgerTable } from './ledger.ts';
import { matchTable } from './matches.ts';
import { KNOWN, migrationsFor } from './migrations.ts';
import { outboxTable } from './outbox.ts';
import { isPostgres, unopened } from './place.ts';
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

/**
 * Opens the store at `place`, and brings its schema up to date. A place is the address of a PostgreSQL database or a
 * SQLite file, `:memory:` for one that is not kept. Throws UserError where another claimwire works on it; with `onWait`
 * that is called instead, where the store is in PostgreSQL, and the other one's end waited for.
 */
export async function openStore(place: string, onWait?: () => void): Promise<Store> {
  try {
    return await storeOn(await openDatabase(place, onWait));
  } catch (error) {
    throw error instanceof StoreFault ? unopened(place, error) : error;
  }
}

async function openDatabase(place: string, onWait?: () => void): Promise<Database> {
  if (!isPostgres(place)) return openSqlite(place);
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(place, onWait);
}

async function storeOn(database: Database): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: database.dialect, plugins: [new CamelCasePlugin()] });
  try {
    await migrate(db, database);
  } catch (error) {
    await db.destroy();
    await database.close();
    throw error;
  }
  return {
    ...tablesOf(db, database),
    transaction: (work) => db.transaction().execute((transaction) => work(within(transaction, database))),
    async close() {
      await db.destroy();
      await database.close();
    },
  };
}

/** A store inside a transaction: a transaction in it is part of it, and it is closed by the outer one. */
function within(db: Transaction<Schema>, database: Database): Store {
  const store: Store = {
    ...tablesOf(db, database),
    transaction: (work) => work(store),
    close: async () => {},
  };
  return store;
}

function tablesOf(db: Kysely<Schema>, database: Database): Omit<Store, 'transaction' | 'close'> {
  return {
    feeds: feedTable(db),
    items: itemTable(db, database),
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

async function migrate(db: Kysely<Schema>, database: Database): Promise<void> {
  const { schema } = database;
  const found = await db.introspection.getTables({ withInternalKyselyTables: true });
  await refuseOthers(
    db,
    found.filter((table) => schema === null || table.schema === schema),
  );
  const provider = migrationsFor(database);
  const migrator = new Migrator({ db, provider, ...(schema !== null && { migrationTableSchema: schema }) });
  // Kysely runs SQLite's migrations in no transaction: a program that is killed in one would leave half of it behind.
  const isOwn = !db.getExecutor().adapter.supportsTransactionalDdl;
  if (isOwn) await sql`begin immediate`.execute(db);
  const { error } = await migrator.migrateToLatest();
  if (isOwn) await sql.raw(error ? 'rollback' : 'commit').execute(db);
  if (error) throw error;
}

/** Throws UserError where the tables are those of another program, or of a newer claimwire. */
async function refuseOthers(db: Kysely<Schema>, tables: readonly TableMetadata[]): Promise<void> {
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === 'kysely_migration'))
    throw new UserError(
      'This is the database of another program, and was left as it is. Set STORE to another file, database or schema.',
    );
  const rows = await db
    .selectFrom('kyselyMigration' as never)
    .select('name' as never)
    .execute();
  const newer = rows.map((row) => (row as { name: string }).name).filter((name) => !KNOWN.has(name));
  if (newer.length > 0)
    throw new UserError(
      `This store was written by a newer claimwire (it has ${newer.join(', ')}). Update claimwire, or set STORE to another one.`,
    );
}
