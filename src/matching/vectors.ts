import { EMBEDDER, type Models, WIDTH } from './neural/models.ts';
import { createTable } from './table.ts';

/** Where vectors of texts are kept from one start to the next; `model` names what they were made with. */
export interface VectorCache {
  get(model: string, texts: readonly string[]): Promise<(Float32Array | null)[]>;
  put(model: string, entries: readonly (readonly [text: string, vector: Float32Array])[]): Promise<void>;
}

/** Vectors of what is followed, made once for each text. */
export interface Vectors {
  /** Has the vectors of these texts by their ids, and no others; resolves when all are there. */
  follow(texts: ReadonlyMap<string, string>): Promise<void>;
  /** The cosines of a unit vector and those of these ids, in their order; 0 where one is not there yet. */
  cosines(vector: Float32Array, ids: readonly string[]): Float32Array;
  ids(): Iterable<string>;
}

/** Texts embedded between two turns of whoever else waits for the models. */
const AT_ONCE = 16;

export function createVectors(models: Pick<Models, 'embed'>, cache: VectorCache | null): Vectors {
  const known = new Map<string, { readonly text: string; readonly row: number }>();
  const free: number[] = [];
  const table = createTable(WIDTH);
  /** Of zeros, for ids that have no vector yet. */
  const NONE = 0;
  let used = 1;
  let wanted: ReadonlyMap<string, string> = new Map();
  const make = async (missing: readonly (readonly [id: string, text: string])[]) => {
    const texts = missing.map(([, text]) => text);
    const kept = cache ? await cache.get(EMBEDDER, texts) : texts.map(() => null);
    const fresh = texts.filter((_, n) => kept[n] === null);
    const made = await models.embed(fresh);
    const entries = fresh.flatMap((text, n) => (made[n] ? [[text, made[n]] as const] : []));
    if (cache && entries.length > 0) await cache.put(EMBEDDER, entries);
    const byText = new Map(entries);
    for (const [n, [id, text]] of missing.entries()) {
      const vector = kept[n] ?? byText.get(text);
      if (vector && wanted.get(id) === text) keep(id, text, vector);
    }
  };
  const keep = (id: string, text: string, vector: Float32Array) => {
    const row = known.get(id)?.row ?? free.pop() ?? used++;
    table.set(row, vector);
    known.set(id, { text, row });
  };
  const drop = (id: string, row: number) => {
    known.delete(id);
    free.push(row);
  };
  return {
    async follow(texts) {
      wanted = texts;
      for (const [id, { text, row }] of known) if (texts.get(id) !== text) drop(id, row);
      const missing = [...texts].filter(([id]) => !known.has(id));
      for (let at = 0; at < missing.length; at += AT_ONCE) {
        if (wanted !== texts) return;
        await make(missing.slice(at, at + AT_ONCE));
      }
    },
    cosines: (vector, ids) =>
      table.products(
        vector,
        ids.map((id) => known.get(id)?.row ?? NONE),
      ),
    ids: () => known.keys(),
  };
}
