import { unzipSync } from 'node:zlib';
import type { Note } from './repairs.ts';

/** What a feed may have, compressed or not. */
export const MAX_BYTES = 15_000_000;
const MAX_LAYERS = 2;

/**
 * Files that are compressed as such, without a word of it in the header, as they were before; damaged
 * ones, and those of more than 15 MB, stay as they are and are then no feed.
 */
export function inflate(bytes: Uint8Array, note: Note): Uint8Array {
  let plain = bytes;
  try {
    for (let layer = 0; layer < MAX_LAYERS && isCompressed(plain); layer++) {
      plain = unzipSync(plain, { maxOutputLength: MAX_BYTES });
      note('compressed, without a word of it in the header');
    }
  } catch {
    return bytes;
  }
  return plain;
}

/** By the first two bytes of gzip (RFC 1952) and zlib (RFC 1950). */
function isCompressed([first = 0, second = 0]: Uint8Array): boolean {
  const isGzip = first === 0x1f && second === 0x8b;
  const isZlib = first === 0x78 && (first * 256 + second) % 31 === 0;
  return isGzip || isZlib;
}
