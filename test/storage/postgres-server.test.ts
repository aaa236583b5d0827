import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreFault, TakenOver } from '../../src/errors.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { describeStore } from '../contracts/store.ts';
import { openLine } from '../support/line.ts';
import { createDatabase, EMPTY, REAL_SERVER, type TestDatabase } from '../support/postgres.ts';

/** Its own order of letters is that of a dictionary. */
const ICU = "template template0 encoding 'UTF8' locale_provider icu icu_locale 'en'";
const OURS = "application_name like 'claimwire%' and datname = current_database()";
const topic = (slug: string) => ({ slug, title: 'Iraq', names: [], signOff: 1 as const });

describe.skipIf(REAL_SERVER === null)('a server of PostgreSQL (TEST_POSTGRES)', () => {
  let database: TestDatabase;
  const opened: Store[] = [];
  beforeAll(async () => {
    database = await createDatabase(ICU);
  });
  beforeEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await database.run(EMPTY);
  });
  afterAll(async () => {
    for (const store of opened) await store.close();
    await database.drop();
  });

  async function open(onWait?: () => void, url = database.url): Promise<Store> {
    const store = await openStore(url, onWait);
    opened.push(store);
    return store;
  }

  async function slugs(store: Store): Promise<string[]> {
    return (await store.claims.topics()).map(({ slug }) => slug);
  }

  /** Ends the connection of the claimwire that works, as an administrator does. */
  async function cut(): Promise<void> {
    const ended = await database.run(
      `select pg_terminate_backend(pid, 5000) as done from pg_locks join pg_stat_activity using (pid)
        where locktype = 'advisory' and granted and ${OURS}`,
    );
    expect(ended).toEqual([{ done: true }]);
  }

  describeStore('it', () => openStore(database.url));

  it('is for one claimwire alone, and free when that ends', async () => {
    const first = await open();
    const { host, pathname } = new URL(database.url);
    await expect(openStore(database.url)).rejects.toThrow(
      `Another claimwire is running on postgres://${host}${pathname}. Use that one, stop it first, or set STORE to another database.`,
    );
    await first.close();
    await (await openStore(database.url)).close();
  });

  it('is for one claimwire in each of its schemas', async () => {
    await database.run('create schema if not exists a; create schema if not exists b');
    const [a, b] = await Promise.all(
      ['a', 'b'].map((schema) => open(undefined, `${database.url}?options=-c%20search_path%3D${schema}`)),
    );
    await a?.claims.saveTopic(topic('in-a'));
    await b?.claims.saveTopic(topic('in-b'));
    expect(await database.run('select slug from a.topics union all select slug from b.topics')).toEqual([
      { slug: 'in-a' },
      { slug: 'in-b' },
    ]);
  });

  it('is waited for by a second claimwire, which finds what the first left', async () => {
    const first = await open();
    let told = 0;
    const waiting = Promise.withResolvers<void>();
    const second = open(() => {
      told++;
      waiting.resolve();
    });
    await waiting.promise;
    await first.claims.saveTopic(topic('left'));
    await first.close();
    expect(await slugs(await second)).toEqual(['left']);
    expect(told).toBe(1);
  });

  it('keeps nothing of a transaction whose connection was ended, and goes on with the next', async () => {
    const store = await open();
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const broken = store.transaction(async (within) => {
      await within.claims.saveTopic(topic('before'));
      begun.resolve();
      await ended.promise;
      await within.claims.saveTopic(topic('after')).catch(() => {});
      await within.claims.saveTopic(topic('later'));
    });
    await begun.promise;
    const next = store.claims.saveTopic(topic('next'));
    await cut();
    ended.resolve();
    await expect(broken).rejects.toBeInstanceOf(StoreFault);
    await next;
    expect(await slugs(store)).toEqual(['next']);
  });

  it('keeps nothing of a transaction that saw nothing of the end of its connection before it is kept', async () => {
    const store = await open();
    const broken = store.transaction(async (within) => {
      await within.claims.saveTopic(topic('before'));
      await cut();
    });
    await expect(broken).rejects.toBeInstanceOf(StoreFault);
    expect(await slugs(store)).toEqual([]);
  });

  it('is connected to again where the connection was ended while nothing was asked', async () => {
    const store = await open();
    await cut();
    await store.claims.saveTopic(topic('after'));
    expect(await slugs(store)).toEqual(['after']);
    await expect(openStore(database.url)).rejects.toThrow(/Another claimwire is running/);
  });

  it('is let alone by the one that lost it to another', async () => {
    const first = await open();
    const waiting = Promise.withResolvers<void>();
    const second = open(waiting.resolve);
    await waiting.promise;
    await cut();
    const heir = await second;
    for (const _ of [1, 2])
      await expect(first.claims.saveTopic(topic('first'))).rejects.toBeInstanceOf(TakenOver);
    await expect(first.transaction((within) => within.claims.saveTopic(topic('first')))).rejects.toThrow(
      /Another claimwire has taken over postgres:\/\/[^@]*, while the connection to it was lost/,
    );
    expect(await slugs(heir)).toEqual([]);
    await heir.close();
    await expect(slugs(first)).rejects.toBeInstanceOf(TakenOver);
  });

  it('is refused where it cannot keep every text', async () => {
    const latin = await createDatabase("template template0 encoding 'LATIN1' locale 'C'");
    try {
      await expect(openStore(latin.url)).rejects.toThrow(/keeps text as LATIN1.*encoding UTF8.*STORE/);
    } finally {
      await latin.drop();
    }
  });

  it.each([
    ['a database that is not there', '/no_such', '', /Create it, or mend STORE/],
    [
      'a schema that is not there',
      null,
      '-c search_path=no_such',
      /no schema of the search path. Create it, or mend/,
    ],
    [
      'a database that takes no changes',
      null,
      '-c default_transaction_read_only=on',
      /cannot be written.*Make it wr/,
    ],
  ])('says what to do about %s', async (_, path, options, words) => {
    const url = new URL(database.url);
    url.pathname = path ?? url.pathname;
    url.searchParams.set('options', options);
    await expect(openStore(url.href)).rejects.toThrow(words);
  });

  it('is worked on further though the server did not see that the connection was lost', async () => {
    const line = await openLine(database.url);
    const store = await open(undefined, line.url);
    line.lose();
    // The first may be told of the loss instead of being answered.
    await slugs(store).catch((error) => expect(error).toBeInstanceOf(StoreFault));
    await store.claims.saveTopic(topic('after'));
    expect(await slugs(store)).toEqual(['after']);
    await line.close();
  });

  it('is waited for also while it cannot be reached', async () => {
    const line = await openLine(database.url);
    const first = await open();
    const waiting = Promise.withResolvers<void>();
    const second = open(waiting.resolve, line.url);
    await waiting.promise;
    line.block(true);
    await first.close();
    await line.refused;
    line.block(false);
    expect(await slugs(await second)).toEqual([]);
    await line.close();
  });
});
