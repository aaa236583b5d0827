import { DatabaseError } from 'pg';
import { StoreFault } from '../errors.ts';

/** What a person can do about PostgreSQL's error codes (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^53100/, 'The disk of the PostgreSQL server is full. Free some room.'],
  [/^53300/, 'The PostgreSQL server has no connection left. Raise max_connections, or end other programs.'],
  [/^(?:53|54000)/, 'The PostgreSQL server lacks memory or room. Look at its log.'],
  [/^58/, 'The disk of the PostgreSQL server fails. Look at its log.'],
  [/^25006/, 'The PostgreSQL database cannot be written: it is a replica, or set so. Make it writable.'],
  [/^28/, 'The PostgreSQL server refuses the login. Mend it in STORE, or on the server.'],
  [/^3D000/, 'The PostgreSQL server has no such database. Create it, or mend STORE.'],
  [
    /^42501/,
    'The PostgreSQL server allows this role too little. Make it the owner of its database or schema.',
  ],
];
const UNREACHABLE = 'The PostgreSQL server cannot be reached. Start it, or mend the connection to it.';
/** Errors after which a connection is of no use: it failed, or the server ends. */
const ENDING = /^(?:08|57P)/;

/** Whether the connection has ended with this error, or may have. */
export function endsConnection(error: unknown): boolean {
  if (error instanceof DatabaseError) return ENDING.test(error.code ?? '');
  // What is no answer of the server comes from the socket, or from a driver that waits no longer. A value that it
  // cannot write is a bug.
  return !(error instanceof TypeError || error instanceof RangeError);
}

/** An error of the driver as it is, or as a StoreFault if it is one. */
export function faultOf(error: unknown): unknown {
  const code = error instanceof DatabaseError ? (error.code ?? '') : '';
  const [, remedy] = REMEDIES.find(([codes]) => codes.test(code)) ?? [];
  if (remedy !== undefined) return new StoreFault(remedy, error);
  return endsConnection(error) ? new StoreFault(UNREACHABLE, error) : error;
}
