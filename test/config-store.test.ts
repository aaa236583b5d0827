import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadConfig, secretsOf } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { shownPlace } from '../src/storage/place.ts';

const NOWHERE = join(tmpdir(), 'claimwire-config-no-such-folder');
const load = (store: string) => loadConfig({ STORE: store }, NOWHERE);

describe('the place of the store', () => {
  it.each([
    ['data/claimwire.db', 'data/claimwire.db'],
    ['C:\\desk\\claimwire.db', 'C:\\desk\\claimwire.db'],
    ['postgres://desk:s3cr3t@db.example:5433/news', 'postgres://db.example:5433/news'],
    ['postgresql://desk:s3cr3t@db.example/news?sslmode=verify-full', 'postgresql://db.example/news'],
    ['postgres://desk:s3cr3t@/news?host=/run/postgresql', 'postgres://localhost/news'],
    ['postgres:///news?password=s3cr3t', 'postgres:///news'],
  ])('%s is taken as it is, and shown as %s', (store, shown) => {
    expect(load(store).store).toBe(store);
    expect(shownPlace(store)).toBe(shown);
  });

  it.each([
    'postgres://desk:s3/cr3t@db.example/news',
    'postgres://[s3cr3t',
    'mysql://desk:s3cr3t@db.example/news',
  ])('%s is refused with what to do, and not repeated', (store) => {
    expect(() => load(store)).toThrow(/STORE must be a file, or the address of a PostgreSQL database/);
    expect(() => load(store)).not.toThrow(/cr3t/);
  });

  it.each([
    ['postgres://desk:s3cr3t@db.example/news', ['s3cr3t']],
    ['postgres://desk:p%40ss@db.example/news', ['p%40ss', 'p@ss']],
    ['postgres://db.example/news?password=p%40ss', ['p@ss']],
    ['postgres://db.example/news', []],
    ['data/claimwire.db', []],
  ])('has the password of %s hidden in the log, however it is written', (store, secrets) => {
    const known = secretsOf(load(store));
    expect([...new Set(known)]).toEqual(secrets);
    const sink = new PassThrough();
    createLog('info', sink, known).info({ err: new Error(`no ${secrets[1]}`), store }, `at ${secrets[0]}`);
    for (const secret of secrets) expect(String(sink.read())).not.toContain(secret);
  });
});
