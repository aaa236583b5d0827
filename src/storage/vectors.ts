import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { VectorTable } from './store.ts';

/** Fewer than SQLite takes parameters. */
const AT_ONCE = 500;

export function vectorTable(db: Kysely<Schema>): VectorTable {
  return {
    async get(model, texts) {
      const hashes = texts.map(hashOf);
      const known = new Map<string, Float32Array>();
      for (let at = 0; at < hashes.length; at += AT_ONCE) {
        const rows = await db
          .selectFrom('vectors')
          .select(['hash', 'vector'])
          .where('model', '=', model)
          .where('hash', 'in', hashes.slice(at, at + AT_ONCE))
          .execute();
        for (const row of rows) known.set(row.hash, floatsOf(row.vector));
      }
      return hashes.map((own) => known.get(own) ?? null);
    },
    async put(model, entries) {
      for (let at = 0; at < entries.length; at += AT_ONCE) {
        const rows = entries.slice(at, at + AT_ONCE).map(([text, vector]) => ({
          model,
          hash: hashOf(text),
          vector: new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
        }));
        await db
          .insertInto('vectors')
          .values(rows)
          .onConflict((on) => on.columns(['model', 'hash']).doNothing())
          .execute();
      }
    },
  };
}

function hashOf(text: string): string {
  return hash('sha256', text);
}

/** A copy, since a blob's bytes need not lie where floats may. */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
