import { readFileSync } from 'node:fs';

/** The part of WebAssembly that is used: TypeScript declares it with the browser's types alone. */
declare global {
  namespace WebAssembly {
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Memory {
      constructor(pages: { readonly initial: number });
      readonly buffer: ArrayBuffer;
      grow(pages: number): number;
    }
    class Instance {
      constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>);
      readonly exports: Readonly<Record<string, unknown>>;
    }
  }
}

/** Rows of numbers of one width, whose inner products with a vector are had many at a time. */
export interface Table {
  /** Writes a row; rows are numbered from 0, and there is room for as many as are written. */
  set(row: number, numbers: Float32Array): void;
  /** The inner products of `vector` with these rows, in their order. */
  products(vector: Float32Array, rows: readonly number[]): Float32Array;
}

const PAGE = 65_536;
/** So many rows are asked of WebAssembly at once; what it is given, and gives, lies before the table. */
const AT_ONCE = 4_096;

type Products = (
  vector: number,
  table: number,
  width: number,
  rows: number,
  count: number,
  out: number,
) => void;

/** What `npm run products` makes of products.wat. */
const PROGRAM = new URL('products.wasm', import.meta.url);

/** A table in WebAssembly's memory, which multiplies four numbers at once, as JavaScript cannot; `width` in numbers, a multiple of 16. */
export function createTable(width: number): Table {
  const bytes = 4 * width;
  const rowsAt = bytes;
  const outAt = rowsAt + 4 * AT_ONCE;
  const tableAt = outAt + 4 * AT_ONCE;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((tableAt + 64 * bytes) / PAGE) });
  const program = new WebAssembly.Module(readFileSync(PROGRAM));
  const { exports } = new WebAssembly.Instance(program, { host: { memory } });
  const multiply = exports.products as Products;
  const makeRoom = (end: number) => {
    const size = memory.buffer.byteLength;
    if (end > size) memory.grow(Math.ceil((Math.max(end, 1.5 * size) - size) / PAGE));
  };
  return {
    set(row, numbers) {
      const at = tableAt + row * bytes;
      makeRoom(at + bytes);
      new Float32Array(memory.buffer, at, width).set(numbers);
    },
    products(vector, rows) {
      const made = new Float32Array(rows.length);
      // Made anew each time: growing the memory leaves older views empty.
      new Float32Array(memory.buffer, 0, width).set(vector);
      const rowsView = new Int32Array(memory.buffer, rowsAt, AT_ONCE);
      const outView = new Float32Array(memory.buffer, outAt, AT_ONCE);
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        const count = Math.min(AT_ONCE, rows.length - from);
        for (let n = 0; n < count; n++) rowsView[n] = rows[from + n] as number;
        multiply(0, tableAt, bytes, rowsAt, count, outAt);
        made.set(outView.subarray(0, count), from);
      }
      return made;
    },
  };
}
