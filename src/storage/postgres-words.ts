import { type RawBuilder, sql } from 'kysely';

/**
 * SQLite's column types in PostgreSQL's: whole numbers of 64 bits, floating ones of 64, and text that is compared byte
 * by byte whatever the database's locale is.
 */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/\binteger primary key autoincrement\b/g, 'bigint primary key generated always as identity'],
  // A type stands behind a column's name, which may be a type's name too.
  [/(\w+) integer\b/g, '$1 bigint'],
  [/(\w+) real\b/g, '$1 double precision'],
  [/(\w+) blob\b/g, '$1 bytea'],
  [/(\w+) text\b/g, '$1 text collate "C"'],
];

const TRIGGER =
  /^create trigger (?<name>\w+) before (?<event>\w+) on (?<table>\w+) begin select raise\(abort, (?<why>'[^']+')\); end$/;

/** A statement of SQLite that defines something, as PostgreSQL says it. */
export function defineInPostgres(statement: string): readonly string[] {
  const { name, event, table, why } = TRIGGER.exec(statement)?.groups ?? {};
  if (name === undefined)
    return [TYPES.reduce((text, [sqlite, postgres]) => text.replace(sqlite, postgres), statement)];
  // SQLite has no other way to empty a table than to delete its rows.
  const events = event === 'delete' ? 'delete or truncate' : event;
  return [
    `create function ${name}() returns trigger language plpgsql as $$ begin raise exception ${why}; end $$`,
    `create trigger ${name} before ${events} on ${table} for each statement execute function ${name}()`,
  ];
}

export function secondsInPostgres(at: RawBuilder<string>): RawBuilder<number> {
  return sql`floor(extract(epoch from (${at})::timestamptz))::bigint`;
}
