import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimwire-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What others may do with each file, beside the name of those with whom they may do anything. */
function openToOthers(): string[] {
  return readdirSync(folder).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
}

async function use(file: string): Promise<void> {
  const store = await openStore(file);
  try {
    await store.roles.set({ chat: 'slack', subject: 'U1', role: 'admin' });
    const files = readdirSync(folder);
    for (const part of ['', '-wal', '-shm', '.lock']) expect(files).toContain(`store.db${part}`);
    expect(openToOthers()).toEqual([]);
  } finally {
    await store.close();
  }
  expect(openToOthers()).toEqual([]);
}

describe('what a store leaves on the disk', () => {
  it('is its owner’s alone, what SQLite keeps beside it too', async () => {
    await use(join(folder, 'store.db'));
  });

  it('is so again where a copy or an older desk left it open to others', async () => {
    const file = join(folder, 'store.db');
    await (await openStore(file)).close();
    // A crash leaves what has not been moved into the file yet.
    const crashed = new DatabaseSync(file);
    crashed.exec('insert into roles (chat, subject, role) values (1, 2, 3)');
    try {
      writeFileSync(`${file}.lock`, '');
      for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
      expect(openToOthers().length).toBeGreaterThan(3);
      await use(file);
    } finally {
      crashed.close();
    }
  });
});
