import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreFault } from '../../src/errors.ts';
import { openStore } from '../../src/storage/open.ts';
import { backupSqlite, openSqlite } from '../../src/storage/sqlite.ts';
import { describeStore } from '../contracts/store.ts';

describeStore('SQLite', () => openStore(':memory:'));

/** Takes a store back to before the migration `0006-chat`, and what came after it. */
const WITHOUT_CHAT = `drop index outbox_by_ref; drop index outbox_of_story; alter table outbox drop column ref;
  alter table posts drop column edited_at; alter table posts drop column deleted_at; drop table channels; drop table outcomes;
  drop table roles; drop table refusals; alter table topics drop column sign_off; drop table warnings; drop table credits`;

describe('a SQLite store in a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claimwire-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const topic = { slug: 'iraq', title: 'Iraq', names: [], signOff: 1 as const };

  it('keeps what was stored when it is opened again', async () => {
    const first = await openStore(join(folder, 'a.db'));
    await first.claims.saveTopic(topic);
    await first.close();
    const again = await openStore(join(folder, 'a.db'));
    expect(await again.claims.topics()).toEqual([topic]);
    await again.close();
  });

  it('says so when another claimwire has the file, and frees it on close', async () => {
    const first = await openStore(join(folder, 'a.db'));
    await expect(openStore(join(folder, 'a.db'))).rejects.toThrow(
      /Another claimwire is running on .*a\.db.*STORE/,
    );
    await first.close();
    await (await openStore(join(folder, 'a.db'))).close();
  });

  it('is readable by its owner alone', async () => {
    const store = await openStore(join(folder, 'a.db'));
    expect(statSync(join(folder, 'a.db')).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('refuses a file that is not a store', async () => {
    writeFileSync(join(folder, 'a.db'), 'this is a letter, not a database, however long it is');
    await expect(openStore(join(folder, 'a.db'))).rejects.toThrow(/Cannot read the store .*Set STORE/);
  });

  it('leaves the database of another program as it is', async () => {
    const raw = new DatabaseSync(join(folder, 'a.db'));
    raw.exec("create table bookmarks (url text); insert into bookmarks values ('kept')");
    await expect(openStore(join(folder, 'a.db'))).rejects.toThrow(/database of another program.*Set STORE/);
    expect(raw.prepare('select name from sqlite_master').all()).toEqual([{ name: 'bookmarks' }]);
    raw.close();
  });

  it('leaves nothing behind when a backup fails', async () => {
    writeFileSync(join(folder, 'a.db'), 'no database');
    await expect(backupSqlite(join(folder, 'a.db'), join(folder, 'copy.db'))).rejects.toThrow(
      /Could not write the backup/,
    );
    expect(existsSync(join(folder, 'copy.db'))).toBe(false);
  });

  it('gives the matched items of an older store their sketches', async () => {
    const first = await openStore(join(folder, 'a.db'));
    await first.claims.saveTopic(topic);
    await first.close();
    const raw = new DatabaseSync(join(folder, 'a.db'));
    raw.exec(`${WITHOUT_CHAT}; drop table sketches; delete from kysely_migration where name > '0004-vectors';
      insert into claims (slug, topic, statement, aliases, status, created_at) values ('a', 'iraq', 'A', '[]', 'open', '');
      insert into items (id, feed_id, title, summary, text, outlet, seen_at) values
        ('matched', 'f', 'The letter', '', 'we will move out of Iraq', 'AFP', '2020'),
        ('unmatched', 'f', 'The letter', '', 'we will move out of Iraq', 'AFP', '2020'),
        ('short', 'f', 'A flash', '', '', 'AFP', '2020');
      insert into matches values ('matched', 'a', 1, 'affirms', '', '', 'confirmed', 0, ''), ('short', 'a', 1, 'affirms', '', '', 'confirmed', 0, '')`);
    raw.close();
    const upgraded = await openStore(join(folder, 'a.db'));
    expect(await upgraded.sketches.sharing('They say: “We will move out of Iraq.”', null)).toEqual([
      { itemId: 'matched', shared: 2 },
    ]);
    expect((await upgraded.items.byId('short'))?.title).toBe('A flash');
    await upgraded.close();
  });

  it.each([
    ['is full', 'pragma max_page_count = 3', /is full. Free some room. Nothing is lost/],
    ['cannot be written', 'pragma query_only = on', /cannot be written. Make it writable. Nothing is lost/],
  ])('tells a person of a disk that %s', async (_, pragma, words) => {
    const { dialect, close } = openSqlite(join(folder, 'a.db'));
    const db = new Kysely<{ t: { x: string } }>({ dialect });
    await sql`create table t (x text)`.execute(db);
    await sql.raw(pragma).execute(db);
    const fault = await db
      .insertInto('t')
      .values({ x: 'x'.repeat(50_000) })
      .execute()
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StoreFault);
    expect((fault as Error).message).toMatch(words);
    await db.destroy();
    close();
  });

  it('refuses a store of a newer claimwire', async () => {
    await (await openStore(join(folder, 'a.db'))).close();
    const raw = new DatabaseSync(join(folder, 'a.db'));
    raw.exec("insert into kysely_migration (name, timestamp) values ('9999-later', '2030')");
    raw.close();
    await expect(openStore(join(folder, 'a.db'))).rejects.toThrow(
      /newer claimwire .*9999-later.*Update claimwire/,
    );
  });

  it('keeps the ledger append-only, whoever opens the file', async () => {
    const store = await openStore(join(folder, 'a.db'));
    await store.ledger.append('2020-01-06T12:00:00.000Z', { id: 'a', name: 'Ann' }, 'withdrawal', 'test', {
      kind: 'claim-closed',
    });
    await store.close();
    const raw = new DatabaseSync(join(folder, 'a.db'));
    expect(() => raw.exec('delete from ledger')).toThrow(/append-only/);
    expect(() => raw.exec("update ledger set actor_name = 'Bob'")).toThrow(/append-only/);
    raw.close();
  });

  it('makes a consistent copy while it is open', async () => {
    const store = await openStore(join(folder, 'a.db'));
    await store.claims.saveTopic(topic);
    await backupSqlite(join(folder, 'a.db'), join(folder, 'copy.db'));
    await store.close();
    const copy = await openStore(join(folder, 'copy.db'));
    expect(await copy.claims.topics()).toEqual([topic]);
    await copy.close();
  });

  it('never overwrites with a backup', async () => {
    const store = await openStore(join(folder, 'a.db'));
    await expect(backupSqlite(join(folder, 'a.db'), join(folder, 'a.db'))).rejects.toThrow(/exists already/);
    await store.close();
  });
});
