import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { type Models, startModels } from '../../src/matching/neural/models.ts';

const EMBEDDER = new URL('../../src/models/embedder.onnx', import.meta.url);
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/eval/', import.meta.url));
const AT_ONCE = 256;

/** The models, with each vector that this embedder made kept for the next run. */
export function startCachedModels(): Models {
  const hash = createHash('sha256').update(readFileSync(EMBEDDER)).digest('hex');
  const models = startModels();
  mkdirSync(FOLDER, { recursive: true });
  // Another run may be writing.
  const db = new DatabaseSync(`${FOLDER}${hash}.sqlite`, { timeout: 60_000 });
  db.exec('create table if not exists vectors (text text primary key, vector blob not null) without rowid');
  const find = db.prepare('select vector from vectors where text = ?');
  const add = db.prepare('insert or ignore into vectors values (?, ?)');

  const kept = (text: string): Float32Array | null => {
    const bytes = find.get(text)?.vector;
    return bytes instanceof Uint8Array ? new Float32Array(bytes.slice().buffer) : null;
  };
  const make = async (texts: readonly string[]) => {
    const made = await models.embed(texts);
    db.exec('begin immediate');
    for (const [n, text] of texts.entries()) {
      const { buffer, byteOffset, byteLength } = made[n] as Float32Array;
      add.run(text, new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
    }
    db.exec('commit');
  };
  return {
    ...models,
    async embed(texts) {
      const fresh = [...new Set(texts)].filter((text) => find.get(text) === undefined);
      for (let at = 0; at < fresh.length; at += AT_ONCE) await make(fresh.slice(at, at + AT_ONCE));
      return texts.map((text) => kept(text) as Float32Array);
    },
    close() {
      models.close();
      db.close();
    },
  };
}
