import { hash } from 'node:crypto';
import { Client, type ClientConfig, type QueryResult, types } from 'pg';
import { messageOf, UserError } from '../errors.ts';
import { endsConnection, faultOf } from './postgres-faults.ts';

const LONGEST_CONNECT = 10_000;
/** Sooner than a machine sees by itself that the other one is gone. Only migrations may take longer. */
const LONGEST_QUERY = 60_000;
const MIGRATES = /^(?:create|alter) /i;
const INT8 = 20;
/** The first that tells when it has ended a session. */
const OLDEST = 140_000;
/** How long that may take, in which the server may have to write what the session did. */
const LONGEST_END = 10_000;
/** One of the two numbers that name the lock; the other one is the schema's. */
const LOCK = Buffer.from(hash('sha256', 'claimwire'), 'hex').readInt32BE();

/** A connection to the server. Where the server or the way to it fails, it throws StoreFault. */
export interface Session {
  /** The first schema of the search path that there is. */
  readonly schema: string;
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<QueryResult<R>>;
  /** Takes the lock that makes this the only claimwire on the schema; false if another session has it. */
  lock(): Promise<boolean>;
  /** Whether it can be used no more. */
  isLost(): boolean;
  end(): Promise<void>;
}

/** Connects, and ends what the server still has of earlier sessions with the same `name`. Throws UserError, StoreFault. */
export async function openSession(place: string, name: string): Promise<Session> {
  const client = clientOf(place);
  let lost = false;
  const lose = () => {
    lost = true;
  };
  // An error while nothing is asked is told by the next query; heard by nobody, it would end the process.
  client.on('error', lose).on('end', lose);

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      lost ||= endsConnection(error);
      throw faultOf(error);
    }
  }

  const query: Session['query'] = (text, values = []) =>
    guarded(async () => {
      // The driver would have it wait behind what was never answered.
      if (lost) throw new Error('the connection was lost');
      const limit = MIGRATES.test(text) ? {} : { query_timeout: LONGEST_QUERY };
      return client.query({ text, values: values.map(storable), ...limit });
    });
  const end = () => {
    lose();
    return client.end();
  };
  try {
    await guarded(() => client.connect());
    const schema = await prepare(query, name);
    return { schema, query, lock: () => lock(query), isLost: () => lost, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function clientOf(place: string): Client {
  const config: ClientConfig = {
    connectionString: place,
    connectionTimeoutMillis: LONGEST_CONNECT,
    keepAlive: true,
    keepAliveInitialDelayMillis: LONGEST_CONNECT,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)) },
  };
  try {
    return new Client(config);
  } catch (error) {
    throw new UserError(`STORE cannot be used (${messageOf(error)}). Mend the settings behind its ?.`);
  }
}

/** Makes a session one of this process, and the only one. Gives its schema. */
async function prepare(query: Session['query'], name: string): Promise<string> {
  const { rows } = await query<{ schema: string | null; encoding: string; version: number }>(
    `select current_schema() as schema, current_setting('server_encoding') as encoding,
      current_setting('server_version_num')::int as version`,
  );
  const [{ schema, encoding, version } = { schema: null, encoding: '', version: 0 }] = rows;
  if (version < OLDEST) throw new UserError('The PostgreSQL server is older than version 14. Update it.');
  if (encoding !== 'UTF8')
    throw new UserError(
      `The PostgreSQL database keeps text as ${encoding}. Create one with the encoding UTF8, and set STORE to it.`,
    );
  if (schema === null)
    throw new UserError(
      'The PostgreSQL database has no schema of the search path. Create it, or mend STORE.',
    );
  // The server is to see within half a minute that this machine is gone, and to free the lock.
  await query(
    `select set_config('application_name', $1, false), set_config('tcp_keepalives_idle', '10', false),
      set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false),
      set_config('tcp_user_timeout', '25000', false)`,
    [name],
  );
  await query(
    `select pg_terminate_backend(pid, ${LONGEST_END}) from pg_stat_activity
      where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()`,
    [name],
  );
  return schema;
}

async function lock(query: Session['query']): Promise<boolean> {
  const { rows } = await query<{ taken: boolean }>(
    `select pg_try_advisory_lock(${LOCK}, oid::int) as taken from pg_namespace where nspname = current_schema()`,
  );
  return rows[0]?.taken === true;
}

/** PostgreSQL has no text with the character 0. */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}
