import { hash } from 'node:crypto';
import { runsOf } from '../model/item.ts';

/**
 * Of a long text one run in so many is kept. With 4, briefs of 40 to 180 words half of which stood in a text of 500
 * (240, joined of our dev texts) all shared hashes with it; with 8 one in twenty shared none.
 */
const SCALE = 4;
/** About so many are kept of a shorter text, and all of one that has no more. */
const LEAST = 32;
/** Bits of a hash: a whole number that JavaScript, SQLite and a `bigint` of PostgreSQL keep exactly. */
const BITS = 48;

/**
 * What tells whether texts share words without comparing them: the hashes of those of its five-word runs whose hash
 * lies in the lowest share of all hashes (FracMinHash, https://doi.org/10.1101/2022.01.11.475838). Texts keep the
 * same runs as far as the smaller share goes, so what part of one stands in another can be told from what both kept,
 * however much longer the one is.
 */
export function sketchOf(text: string): number[] {
  const runs = [...runsOf(text)];
  const end = Math.max(1 / SCALE, LEAST / runs.length) * 2 ** BITS;
  return runs.map(hashOf).filter((one) => one < end);
}

function hashOf(run: string): number {
  return Number.parseInt(hash('sha256', run).slice(0, BITS / 4), 16);
}
