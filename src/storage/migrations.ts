import { type Kysely, sql } from 'kysely';
import type { MigrationProvider } from 'kysely/migration';
import { documentOf } from '../model/item.ts';
import type { Database } from './database.ts';
import { sketchOf } from './sketch.ts';

/** Runs statements that define something, given in SQLite's words. */
type Define = (...statements: readonly string[]) => Promise<void>;

/**
 * The schema's history. A migration that was released is never changed: add another. Names sort in the order
 * in which they run.
 */
const MIGRATIONS: Record<string, (define: Define, db: Kysely<unknown>) => Promise<void>> = {
  '0001-desk': desk,
  '0002-feed-headers': feedHeaders,
  '0003-subscriptions': subscriptions,
  '0004-vectors': vectors,
  '0005-sketches': sketches,
  '0006-chat': chat,
  '0007-warnings': warnings,
  '0008-credits': credits,
};

export function migrationsFor(database: Pick<Database, 'define'>): MigrationProvider {
  const definer =
    (db: Kysely<unknown>): Define =>
    async (...statements) => {
      for (const statement of statements.flatMap(database.define)) await sql.raw(statement).execute(db);
    };
  const migrations = Object.entries(MIGRATIONS).map(([name, migrate]) => [
    name,
    { up: (db: Kysely<unknown>) => migrate(definer(db), db) },
  ]);
  return { getMigrations: async () => Object.fromEntries(migrations) };
}

/** The names of all migrations that this version of claimwire knows. */
export const KNOWN: ReadonlySet<string> = new Set(Object.keys(MIGRATIONS));

const TABLES = [
  `create table topics (slug text primary key, title text not null, names text not null, imported text)`,
  `create table claims (seq integer primary key autoincrement, slug text not null unique, topic text not null references topics (slug), parent text,
    statement text not null, aliases text not null, status text not null, created_at text not null)`,
  `create table feeds (id text primary key, url text not null unique, outlet text not null, status text not null,
    etag text, last_modified text, body_hash text, moved_to text, moved_since text, note text, last_polled_at text, last_success_at text, next_poll_at text not null,
    interval integer, failures integer not null, error text, leased_until text)`,
  `create table stories (id text primary key, claim text not null references claims (slug), title text not null, opened_at text not null, last_item_at text not null)`,
  `create table items (id text primary key, feed_id text not null, link text, url text,
    title text not null, summary text not null, text text not null, author text, language text,
    outlet text not null, origin text, published_at text, seen_at text not null,
    story_id text references stories (id))`,
  `create table sightings (feed_id text not null, identity text not null, item_id text not null references items (id),
    at text not null, primary key (feed_id, identity))`,
  `create table revisions (item_id text not null references items (id), title text not null, summary text not null,
    text text not null, replaced_at text not null)`,
  `create table matches (item_id text not null references items (id), claim text not null references claims (slug),
    score real not null, stance text not null, evidence text not null, reason text not null, status text not null,
    by_desk integer not null, at text not null, primary key (item_id, claim))`,
  `create table decisions (item_id text not null references items (id), action text not null, kind text not null,
    reason text not null, at text not null)`,
  `create table ledger (seq integer primary key autoincrement, at text not null, actor_id text not null,
    actor_name text not null, claim text not null, cause text not null, event text not null)`,
  `create table outbox (seq integer primary key autoincrement, key text not null unique, chat text not null,
    channel text not null, story_id text, action text not null, status text not null,
    attempts integer not null, not_before text not null, error text, created_at text not null)`,
  `create table threads (story_id text not null references stories (id), chat text not null, channel text not null,
    message_ref text, thread_ref text, primary key (story_id, chat, channel))`,
  `create table posts (chat text not null, channel text not null, ref text not null, thread_ref text not null,
    story_id text not null references stories (id), author text not null, text text not null, at text not null,
    primary key (chat, channel, ref))`,
  `create table watches (chat text not null, channel text not null, kind text not null, slug text not null,
    primary key (chat, channel, kind, slug))`,
  `create index feeds_due on feeds (status, next_poll_at)`,
  `create index items_by_link on items (link)`,
  `create index sightings_of_item on sightings (item_id)`,
  `create index items_of_story on items (story_id)`,
  `create index stories_by_time on stories (last_item_at)`,
  `create index matches_of_claim on matches (claim, at)`,
  `create index decisions_of_item on decisions (item_id)`,
  `create index ledger_of_claim on ledger (claim, seq)`,
  `create index outbox_open on outbox (status, chat, channel, seq)`,
  `create index threads_by_ref on threads (chat, thread_ref)`,
  `create index posts_of_story on posts (story_id, at)`,
  // The ledger is append-only for everyone who opens the database, not only for this program.
  `create trigger ledger_is_kept before delete on ledger begin select raise(abort, 'the ledger is append-only'); end`,
  `create trigger ledger_stands before update on ledger begin select raise(abort, 'the ledger is append-only'); end`,
];

function desk(define: Define): Promise<void> {
  return define(...TABLES);
}

async function feedHeaders(define: Define): Promise<void> {
  for (const column of ['soonest_poll_at', 'hints', 'push', 'headers'])
    await define(`alter table feeds add column ${column} text`);
  await define('create index decisions_by_time on decisions (at)');
}

function subscriptions(define: Define): Promise<void> {
  return define(
    `create table subscriptions (id text primary key, feed_id text not null, hub text not null, topic text not null,
    callback text not null, secret text not null, state text not null, asked_at text, lease_ends_at text, renew_at text not null,
    pushed_at text, failures integer not null, bad_signatures integer not null, error text)`,
    `create index subscriptions_of_feed on subscriptions (feed_id)`,
  );
}

function vectors(define: Define): Promise<void> {
  return define(
    'create table vectors (model text not null, hash text not null, vector blob not null, primary key (model, hash))',
  );
}

/** The items that there are get their sketches one by one: that takes some milliseconds each. */
async function sketches(define: Define, db: Kysely<unknown>): Promise<void> {
  await define(
    'create table sketches (item_id text not null references items (id), hash bigint not null, primary key (item_id, hash))',
    'create index sketches_by_hash on sketches (hash, item_id)',
  );
  const matched = sql<{ id: string }>`select distinct item_id as id from matches`;
  for (const { id } of (await matched.execute(db)).rows) {
    const words = sql<{ title: string; summary: string; text: string }>`
      select title, summary, text from items where id = ${id}`;
    for (const item of (await words.execute(db)).rows)
      for (const hash of sketchOf(documentOf(item)))
        await sql`insert into sketches (item_id, hash) values (${id}, ${hash})`.execute(db);
  }
}

/** What a desk that lives in its chat keeps of each channel, and of what was sent there. */
const CHAT_TABLES = [
  `alter table outbox add column ref text`,
  `create index outbox_by_ref on outbox (chat, channel, ref)`,
  `create index outbox_of_story on outbox (story_id)`,
  `alter table posts add column edited_at text`,
  `alter table posts add column deleted_at text`,
  `create table channels (chat text not null, channel text not null, settings text not null,
    review_message text, review_thread text, digested_at text, primary key (chat, channel))`,
  `create table outcomes (item_id text not null references items (id), chat text not null, channel text not null,
    outcome text not null, reason text not null, at text not null, digest text,
    primary key (item_id, chat, channel, at))`,
  `create index outcomes_waiting on outcomes (chat, channel, outcome, at)`,
  `create table roles (chat text not null, subject text not null, role text not null, primary key (chat, subject))`,
  `create table refusals (seq integer primary key autoincrement, at text not null, chat text not null, person text not null,
    name text not null, called text not null, needed text not null)`,
  `alter table topics add column sign_off integer not null default 0`,
];

function chat(define: Define): Promise<void> {
  return define(...CHAT_TABLES);
}

/** Episodes of trouble, so that each is told once, whatever becomes of the process meanwhile. */
function warnings(define: Define): Promise<void> {
  return define(`create table warnings (chat text not null, channel text not null, about text not null, at text not null,
    primary key (chat, channel, about))`);
}

/** What items credited before, so that a claim can be shown as it was seen. */
function credits(define: Define): Promise<void> {
  return define(
    `create table credits (seq integer primary key autoincrement, item_id text not null references items (id),
    earlier text, replaced_at text not null)`,
    'create index credits_of_item on credits (item_id, seq)',
  );
}
