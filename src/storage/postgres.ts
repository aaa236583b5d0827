import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { PostgresDialect } from 'kysely';
import { StoreFault, TakenOver, UserError } from '../errors.ts';
import type { Database } from './database.ts';
import { shownPlace } from './place.ts';
import { oneConnection } from './postgres-connection.ts';
import { openSession, type Session } from './postgres-session.ts';
import { defineInPostgres, secondsInPostgres } from './postgres-words.ts';

/** Between two looks whether the lock is free. */
const SECOND = 1_000;

/**
 * Opens the PostgreSQL database at `place` for this process alone. Where another claimwire works on it, `onWait` is
 * called once, and it waits until that one ends; without `onWait` it throws UserError. Throws StoreFault.
 */
export async function openPostgres(place: string, onWait?: () => void): Promise<Database> {
  // By this the server's sessions of this process are told from those of others.
  const name = `claimwire ${randomUUID()}`;
  const session = await (onWait ? standBy(place, name, onWait) : hold(place, name));
  if (!session)
    throw new UserError(
      `Another claimwire is running on ${shownPlace(place)}. Use that one, stop it first, or set STORE to another database.`,
    );
  const pool = oneConnection(session, () => retake(place, name));
  return {
    dialect: new PostgresDialect({ pool }),
    schema: session.schema,
    define: defineInPostgres,
    seconds: secondsInPostgres,
    close: () => pool.end(),
  };
}

/** Looks whether the store can be reached and its schema changed; tells by what. Throws UserError, StoreFault. */
export async function checkPostgres(place: string): Promise<string> {
  const session = await openSession(place, `claimwire ${randomUUID()}`);
  try {
    const { rows } = await session.query<{ version: string; mayCreate: boolean }>(
      `select current_setting('server_version') as version, has_schema_privilege(current_schema(), 'create') as "mayCreate"`,
    );
    if (!rows[0]?.mayCreate)
      throw new UserError(
        `The store ${shownPlace(place)} allows this role no tables. Make it the owner of the schema ${session.schema}.`,
      );
    return `PostgreSQL ${rows[0].version}, schema ${session.schema}`;
  } finally {
    await session.end();
  }
}

/** A session that holds the lock, or null if another one has it and it is not waited for any longer. */
async function hold(
  place: string,
  name: string,
  waitsOn: () => Promise<boolean> = async () => false,
): Promise<Session | null> {
  const session = await openSession(place, name);
  try {
    while (!(await session.lock()))
      if (!(await waitsOn())) {
        await session.end();
        return null;
      }
    return session;
  } catch (error) {
    await session.end();
    throw error;
  }
}

/** Waits for the lock as long as it takes, also while the server is away. */
async function standBy(place: string, name: string, onWait: () => void): Promise<Session | null> {
  let waits = false;
  const waitsOn = async () => {
    if (!waits) onWait();
    waits = true;
    await setTimeout(SECOND);
    return true;
  };
  for (;;)
    try {
      return await hold(place, name, waitsOn);
    } catch (error) {
      if (!waits || !(error instanceof StoreFault)) throw error;
      await setTimeout(SECOND);
    }
}

/** Another session in place of one that was lost. */
async function retake(place: string, name: string): Promise<Session> {
  const session = await hold(place, name);
  if (session) return session;
  throw new TakenOver(
    `Another claimwire has taken over ${shownPlace(place)}, while the connection to it was lost. This one works on it no more.`,
  );
}
