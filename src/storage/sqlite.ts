import { chmodSync, closeSync, existsSync, mkdirSync, openSync, realpathSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Dialect, SqliteDialect, sql } from 'kysely';
import { messageOf, StoreFault, UserError } from '../errors.ts';
import type { Database } from './database.ts';

const OWNER_ONLY = 0o600;

/**
 * Opens the store's file for this process alone. `:memory:` is a store that ends with the process. Throws UserError
 * when another process has it, or it cannot be opened.
 */
export function openSqlite(file: string): Database {
  const lock = file === ':memory:' ? null : claimFile(file);
  try {
    const database = opened(file);
    if (file !== ':memory:') shut(realpathSync(file));
    database.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000',
    );
    return {
      dialect: dialectOf(database),
      schema: null,
      define: (statement) => [statement],
      seconds: (at) => sql`unixepoch(${at})`,
      close: async () => lock?.close(),
    };
  } catch (error) {
    lock?.close();
    throw error;
  }
}

/** Takes the store from everyone but its owner. What SQLite makes beside it later has the same permissions. */
function shut(file: string): void {
  for (const part of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(part)) chmodSync(part, OWNER_ONLY);
}

/** Statements that are kept compiled; those with lists of any length in them are of many forms. */
const MOST_KEPT = 300;

/** Kysely asks a statement whether it reads; node:sqlite tells by its columns. */
function dialectOf(database: DatabaseSync): Dialect {
  const compile = (sql: string) => {
    const statement = database.prepare(sql);
    return {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) =>
        guarded(() => statement.all(...(parameters as SQLInputValue[]))),
      run: (parameters: readonly unknown[]) =>
        guarded(() => statement.run(...(parameters as SQLInputValue[]))),
      // One of its own, for it stays open while others of its kind run.
      iterate: (parameters: readonly unknown[]) =>
        database.prepare(sql).iterate(...(parameters as SQLInputValue[])),
    };
  };
  const kept = new Map<string, ReturnType<typeof compile>>();
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(sql) {
        const known = kept.get(sql);
        if (known) return known;
        if (kept.size >= MOST_KEPT) kept.clear();
        const statement = compile(sql);
        kept.set(sql, statement);
        return statement;
      },
    },
  });
}

/** What a person can do about SQLite's primary result codes (https://sqlite.org/rescode.html). */
const REMEDIES: Readonly<Record<number, string>> = {
  8: 'The disk with the store cannot be written. Make it writable.',
  10: 'The disk with the store fails. Look at the disk.',
  13: 'The disk with the store is full. Free some room.',
};

/** Tells a fault of the disk from a bug. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    const remedy = REMEDIES[code];
    if (remedy === undefined) throw error;
    throw new StoreFault(remedy, error);
  }
}

/** Makes a file that is not there yet. One that is there is not opened: closing it would end this process's locks on it. */
function make(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', OWNER_ONLY));
}

/**
 * Holds an exclusive SQLite lock on a file beside the store for as long as the process lives. The system frees
 * it however the process ends, so nothing is left to clean up after a crash; readers (a backup) go on.
 */
function claimFile(file: string): DatabaseSync {
  let beside: string;
  try {
    mkdirSync(dirname(file), { recursive: true });
    make(file);
    beside = `${realpathSync(file)}.lock`;
    make(beside);
    // Whoever may read it may hold a lock on it, and so keep the desk from starting.
    chmodSync(beside, OWNER_ONLY);
  } catch (error) {
    throw new UserError(
      `Cannot create the store ${file} (${messageOf(error)}). Set STORE to a place that can be written.`,
    );
  }
  const lock = new DatabaseSync(beside, { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = delete; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (!/locked/.test(messageOf(error))) throw error;
    throw new UserError(
      `Another claimwire is running on ${file}. Use that one, stop it first, or set STORE to another file.`,
    );
  }
}

function opened(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file);
    database.prepare('select count(*) from sqlite_master').get();
    return database;
  } catch (error) {
    throw new UserError(
      `Cannot read the store ${file} (${messageOf(error)}). Is it a claimwire store? Set STORE to another file.`,
    );
  }
}

/** Copies the store to `target` as it is at one moment, also while a desk runs on it. Returns the pages copied. */
export async function backupSqlite(file: string, target: string): Promise<number> {
  if (!existsSync(file))
    throw new UserError(`There is no store at ${file}. Start the desk once, or set STORE.`);
  if (existsSync(target)) throw new UserError(`${target} exists already. Give the name of a new file.`);
  const source = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    closeSync(openSync(target, 'ax', OWNER_ONLY));
    return await backup(source, target);
  } catch (error) {
    rmSync(target, { force: true });
    throw new UserError(
      `Could not write the backup ${target} (${messageOf(error)}). Check the folder and the space left.`,
    );
  } finally {
    source.close();
  }
}
