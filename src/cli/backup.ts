import { configuration } from '../main.ts';
import { backupSqlite } from '../storage/sqlite.ts';

/** `claimwire backup`: a consistent copy of the configured store. */
export async function backupStore(file: string, print: (line: string) => void): Promise<void> {
  const { store } = configuration();
  const pages = await backupSqlite(store, file);
  print(`${store} copied to ${file}: ${pages} pages.`);
}
