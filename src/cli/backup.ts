import { UserError } from '../errors.ts';
import { configuration } from '../main.ts';
import { isPostgres, shownPlace } from '../storage/place.ts';
import { backupSqlite } from '../storage/sqlite.ts';

/** `claimwire backup`: a consistent copy of the configured store. */
export async function backupStore(file: string, print: (line: string) => void): Promise<void> {
  const { store } = configuration();
  if (isPostgres(store))
    throw new UserError(
      `The store is in PostgreSQL (${shownPlace(store)}), which copies it itself: pg_dump, also while the desk runs.`,
    );
  const pages = await backupSqlite(store, file);
  print(`${store} copied to ${file}: ${pages} pages.`);
}
