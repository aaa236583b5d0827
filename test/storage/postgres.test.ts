import { describe, expect, it } from 'vitest';
import { StoreFault, UserError } from '../../src/errors.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { describeStore } from '../contracts/store.ts';
import { serverForTests } from '../support/postgres.ts';

const TOPIC = { slug: 'iraq', title: 'Iraq', names: [], signOff: 1 as const };
const ENTRY = [{ id: 'a', name: 'Ann' }, 'withdrawal', 'test', { kind: 'claim-closed' }] as const;

const server = serverForTests();

describeStore('PostgreSQL', () => openStore(server().url));

async function withStore(work: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore(server().url);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

/** What it is refused with, which never has the password. */
async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(UserError);
  const { message } = error as UserError;
  expect(message).not.toContain('pass-word');
  return message;
}

describe('a PostgreSQL store', () => {
  it('keeps what was stored when it is opened again', async () => {
    await withStore((store) => store.claims.saveTopic(TOPIC));
    await withStore(async (store) => expect(await store.claims.topics()).toEqual([TOPIC]));
  });

  it('keeps the ledger append-only, whoever opens the database', async () => {
    await withStore((store) => store.ledger.append('2020-01-06T12:00:00.000Z', ...ENTRY));
    for (const change of ['delete from ledger', "update ledger set actor_name = 'Bob'", 'truncate ledger'])
      await expect(server().run(change)).rejects.toThrow(/append-only/);
  });

  it('keeps a text with a character that PostgreSQL has not', async () => {
    await withStore(async (store) => {
      await store.claims.saveTopic({ ...TOPIC, title: 'a\0b' });
      expect((await store.claims.topics())[0]?.title).toBe('a\ufffdb');
    });
  });

  it('leaves the database of another program as it is', async () => {
    await server().run("create table bookmarks (url text); insert into bookmarks values ('kept')");
    expect(await refusal(openStore(server().url))).toMatch(/database of another program.*Set STORE/);
    expect(
      await server().run('select tablename from pg_tables where schemaname = current_schema'),
    ).toMatchObject([{ rows: [{ tablename: 'bookmarks' }] }]);
  });

  it('refuses a store of a newer claimwire', async () => {
    await withStore(async () => {});
    await server().run("insert into kysely_migration (name, timestamp) values ('9999-later', '2030')");
    expect(await refusal(openStore(server().url))).toMatch(/newer claimwire .*9999-later.*Update claimwire/);
  });

  it('is brought up to date in one transaction', async () => {
    await server().run('create type warnings as enum ()');
    await expect(openStore(server().url)).rejects.toThrow(/warnings/);
    expect(
      await server().run("select count(*)::int as many from pg_tables where tablename = 'topics'"),
    ).toMatchObject([{ rows: [{ many: 0 }] }]);
  });

  it.each([
    ['is full', '53100', /is full. Free some room. Nothing is lost/],
    ['cannot be written', '25006', /cannot be written.*Make it writable. Nothing is lost/],
    ['fails', '58030', /disk of the PostgreSQL server fails.*Nothing is lost/],
    ['has no room for more', '53200', /lacks memory or room.*Nothing is lost/],
    ['lets its role do too little', '42501', /too little.*Nothing is lost/],
  ])('tells a person of a server that %s, and goes on when it is mended', async (_, code, words) => {
    await withStore(async (store) => {
      await server().run(`create function fault() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = '${code}'; end $$;
        create trigger fault before insert on topics execute function fault()`);
      const fault = await store
        .transaction((within) => within.claims.saveTopic(TOPIC))
        .catch((error) => error);
      expect(fault).toBeInstanceOf(StoreFault);
      expect(fault.message).toMatch(words);
      await server().run('drop trigger fault on topics');
      await store.claims.saveTopic(TOPIC);
    });
  });

  it('is waited for while its server is away, and works on when it is back', async () => {
    await withStore(async (store) => {
      await server().stop();
      try {
        for (const _ of [1, 2]) {
          const fault = await store.claims.topics().catch((error) => error);
          expect(fault).toBeInstanceOf(StoreFault);
          expect(fault.message).toMatch(/cannot be reached. Start it.*the desk goes on by itself/);
        }
      } finally {
        await server().start();
      }
      await store.claims.saveTopic(TOPIC);
      expect(await store.claims.topics()).toEqual([TOPIC]);
    });
  });

  it('tells an error of its own from a fault of the server', async () => {
    await withStore(async (store) => {
      const claim = {
        slug: 'a',
        topic: 'none',
        parent: null,
        statement: 'A',
        aliases: [],
        status: 'open',
      } as const;
      const error = await store.claims.add({ ...claim, createdAt: '' }).catch((cause) => cause);
      expect(error).toMatchObject({ code: '23503' });
      expect(error).not.toBeInstanceOf(UserError);
    });
  });

  it('says where it could not be reached at the start, and what to do', async () => {
    await server().stop();
    try {
      const { host } = new URL(server().url);
      expect(await refusal(openStore(server().url))).toBe(
        `Cannot open the store postgres://${host}/postgres (connect ECONNREFUSED ${host}). The PostgreSQL server cannot be reached. Start it, or mend the connection to it.`,
      );
    } finally {
      await server().start();
    }
  });

  it('says what is wrong with the settings in its address', async () => {
    expect(await refusal(openStore(`${server().url}?sslmode=verify-full&sslrootcert=/no/file`))).toMatch(
      /STORE cannot be used \(.*no such file.*Mend the settings/,
    );
    expect(await refusal(openStore(`${server().url}?sslmode=verify-full`))).toMatch(/does not support SSL/);
  });
});
