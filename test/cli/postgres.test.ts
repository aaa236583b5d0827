import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createDatabase,
  EMPTY,
  REAL_SERVER,
  serverForTests,
  type TestDatabase,
} from '../support/postgres.ts';
import { feedServer } from './feed-server.ts';
import { claimwire, folder, start, TOPIC } from './run.ts';

const WAITS = 'Another claimwire works on this store. This one waits, and takes over when that one ends.';

describe('claimwire with a store in PostgreSQL', () => {
  const server = serverForTests();

  const given = async (files: Record<string, string> = {}) => ({
    cwd: await folder({ 'harbour.yaml': TOPIC, ...files }),
    env: {
      STORE: server().url,
      TOPICS: 'harbour.yaml',
      MATCHER: 'lexical',
      COLUMNS: '200',
      FEED_ALLOW_HOSTS: '127.0.0.1',
    },
  });
  const shown = () => `postgres://${new URL(server().url).host}/postgres`;

  it('names it without its login, alerts from it, and finds it as it was left', async () => {
    const url = await feedServer('Basra harbour closes');
    const options = await given({
      'harbour.yaml': `${TOPIC}feeds:\n  - url: ${url}\n    outlet: Harbour News\n`,
    });
    const first = await claimwire(['start'], options);
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(first.out.replace(/\s+/g, ' ')).toContain(`It keeps everything in ${shown()}.`);
    expect(first.out).toMatch(/━━ alert[\s\S]*Basra harbour closes/);
    const second = await claimwire(['start'], { ...options, input: '/claim harbour-closed' });
    expect(second).toMatchObject({ status: 0, err: '' });
    expect(second.out).not.toContain('━━ alert');
    expect(second.out).toContain('Basra harbour closes');
    expect(first.out + second.out).not.toMatch(/pass-word|desk:/);
  });

  it('leaves backups to pg_dump', async () => {
    const { status, err } = await claimwire(['backup', 'copy.db'], await given());
    expect({ status, err }).toEqual({
      status: 1,
      err: `The store is in PostgreSQL (${shown()}), which copies it itself: pg_dump, also while the desk runs.\n`,
    });
  });

  it('has the doctor look whether it can be reached', async () => {
    const options = await given();
    const well = await claimwire(['doctor'], options);
    expect(well.out).toMatch(
      /^well {2}store postgres:\/\/127.0.0.1:\d+\/postgres: it can be reached and written \(PostgreSQL \d+\.\d+, schema public\)$/m,
    );
    await server().stop();
    try {
      const { out, err } = await claimwire(['doctor'], options);
      expect(out).toMatch(/^FAULT store: Cannot open the store .*ECONNREFUSED.*Start it/m);
      expect(out + err).not.toContain('pass-word');
    } finally {
      await server().start();
    }
  });
});

describe.skipIf(REAL_SERVER === null)('two of claimwire on one database (TEST_POSTGRES)', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  beforeEach(async () => {
    await database.run(EMPTY);
  });
  afterAll(() => database.drop());

  const given = async () => ({
    cwd: await folder({ 'harbour.yaml': TOPIC }),
    env: { STORE: database.url, TOPICS: 'harbour.yaml', MATCHER: 'lexical', COLUMNS: '200' },
  });

  it('work one after another: the second waits, ends when told to, and takes over from one that was killed', async () => {
    const options = await given();
    const first = start(['start'], options);
    expect(await first.printed('No live feed is due')).toBe(true);
    expect(await claimwire(['topic', 'export', 'harbour'], options)).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^Another claimwire is running on postgres:.*stop it first/),
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const told = start(['start'], options);
      expect(await told.printed(WAITS)).toBe(true);
      told.child.kill(signal);
      expect(await told.ended).toMatchObject({ status: 0, err: '' });
    }
    const second = start(['start'], options);
    expect(await second.printed(WAITS)).toBe(true);
    first.child.kill('SIGKILL');
    expect(await second.printed('No live feed is due')).toBe(true);
    second.child.kill('SIGTERM');
    const { status, out } = await second.ended;
    expect(status).toBe(0);
    expect(out.split(WAITS)).toHaveLength(2);
  });

  it('are never two: one that was stopped meanwhile does nothing more on the store, and says why', async () => {
    const options = await given();
    const first = start(['start'], options);
    expect(await first.printed('No live feed is due')).toBe(true);
    const second = start(['start'], options);
    expect(await second.printed(WAITS)).toBe(true);
    first.child.kill('SIGSTOP');
    await database.run(
      `select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
        where locktype = 'advisory' and application_name like 'claimwire%' and datname = current_database()`,
    );
    expect(await second.printed('No live feed is due')).toBe(true);
    first.child.kill('SIGCONT');
    first.child.stdin.write('/claims list\n');
    expect(await first.printed('Another claimwire has taken over postgres://')).toBe(true);
    first.child.kill('SIGTERM');
    const { status, err } = await first.ended;
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringContaining('has taken over postgres://'),
    });
    expect(err).not.toContain('pass-word');
    second.child.kill('SIGTERM');
    expect(await second.ended).toMatchObject({ status: 0, err: '' });
  });
});
