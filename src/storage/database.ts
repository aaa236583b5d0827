import type { Dialect, RawBuilder } from 'kysely';

/** A database that the store lies in, and what it says in words of its own. */
export interface Database {
  readonly dialect: Dialect;
  /** The schema that the tables lie in; null where there is one only. */
  readonly schema: string | null;
  /** A statement that defines tables and the like, given in SQLite's words, as the statements of this database. */
  readonly define: (statement: string) => readonly string[];
  /** The seconds from 1970 to a time in ISO 8601. */
  readonly seconds: (at: RawBuilder<string>) => RawBuilder<number>;
  readonly close: () => Promise<void>;
}
