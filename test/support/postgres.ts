import { randomBytes } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';

/** A PostgreSQL in this process, which is asked over the wire; all its connections are one session. */
export interface TestServer {
  readonly url: string;
  /** Runs SQL as another program would. */
  run(sql: string): Promise<unknown>;
  /** Ends every connection and takes no more until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function openTestServer(): Promise<TestServer> {
  const db = await PGlite.create();
  const listen = async (port: number) => {
    const server = new PGLiteSocketServer({ db, port, host: '127.0.0.1', maxConnections: 10 });
    await server.start();
    return server;
  };
  let server = await listen(0);
  const at = server.getServerConn();
  return {
    url: `postgres://desk:pass-word@${at}/postgres`,
    run: (sql) => db.exec(sql),
    stop: () => server.stop(),
    async start() {
      server = await listen(Number(at.split(':')[1]));
    },
    async close() {
      await server.stop();
      await db.close();
    },
  };
}

/** Such a server for the tests of a file or a block, emptied before each of them. */
export function serverForTests(): () => TestServer {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  });
  beforeEach(async () => {
    await server.run(EMPTY);
  });
  afterAll(() => server.close());
  return () => server;
}

export const EMPTY = 'drop schema public cascade; create schema public';

/** The address of a server on which tests may make databases; null where there is none. */
export const REAL_SERVER: string | null = process.env.TEST_POSTGRES || null;

/** A new database on that server. */
export interface TestDatabase {
  readonly url: string;
  /** Runs SQL as another program would. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

export async function createDatabase(options = ''): Promise<TestDatabase> {
  const name = `claimwire_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(REAL_SERVER ?? '');
  await once(url.href, `create database ${name} ${options}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  own.password ||= 'pass-word';
  return {
    url: own.href,
    run: (sql) => once(own.href, sql),
    drop: async () => void (await once(url.href, `drop database ${name} with (force)`)),
  };
}

async function once(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
