import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { createTable } from '../../src/matching/table.ts';

const WIDTH = 32;
const row = (seed: number) => Float32Array.from({ length: WIDTH }, (_, n) => Math.sin(seed * 31 + n));
const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, n) => sum + x * (b[n] ?? 0), 0);

describe('a table', () => {
  it('gives the products of many rows, in the order that they are asked for, however far it has grown', () => {
    const table = createTable(WIDTH);
    for (let n = 0; n < 10_000; n++) table.set(n, row(n));
    table.set(7, row(70_000));
    const rows = Array.from({ length: 9_000 }, (_, n) => (n * 7) % 10_000);
    const products = table.products(row(-1), rows);
    expect(products).toHaveLength(9_000);
    for (const [n, at] of rows.entries())
      expect(products[n]).toBeCloseTo(product(row(-1), row(at === 7 ? 70_000 : at)), 4);
  });

  it('has zeros where nothing was written, and nothing of nothing', () => {
    const table = createTable(WIDTH);
    table.set(1, row(1));
    expect([...table.products(row(2), [0])]).toEqual([0]);
    expect([...table.products(row(2), [])]).toEqual([]);
  });

  it('runs the program that products.wat says', async () => {
    const source = new URL('../../src/matching/products.wat', import.meta.url);
    const { parseWat } = await wabt();
    const { buffer } = parseWat('products.wat', await readFile(source)).toBinary({});
    expect(buffer).toEqual(new Uint8Array(await readFile(new URL('products.wasm', source))));
  });
});
