import { FeedError } from './feed-error.ts';

const MEGABYTE = 1_000_000;
const MAX_BYTES = 15 * MEGABYTE;
const FIRST_BYTES = 64 * 1024;
/** Each costs time, however small it is. */
const MAX_CHUNKS = 500_000;

/**
 * The whole body in a buffer of its own, refused as soon as more than 15 MB of it (after decompression) are
 * announced or have come. `place` is where, for a person.
 */
export async function readCapped(response: Response, place: string): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length')) > MAX_BYTES) {
    await response.body?.cancel();
    throw tooLarge(place);
  }
  // One buffer that grows, since millions of chunks of one byte each would cost a hundred times what they hold.
  let bytes = new Uint8Array(FIRST_BYTES);
  let size = 0;
  let chunks = 0;
  for await (const chunk of response.body ?? []) {
    // Leaving the loop cancels the stream, and with it the connection.
    if (size + chunk.byteLength > MAX_BYTES) throw tooLarge(place);
    if (++chunks > MAX_CHUNKS)
      throw new FeedError(`${place} comes in crumbs of a few bytes: tell the publisher.`);
    if (size + chunk.byteLength > bytes.length) bytes = grown(bytes, size + chunk.byteLength);
    bytes.set(chunk, size);
    size += chunk.byteLength;
  }
  return bytes.slice(0, size);
}

function grown(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(Math.max(least, Math.min(2 * bytes.length, MAX_BYTES)));
  more.set(bytes);
  return more;
}

function tooLarge(place: string): FeedError {
  return new FeedError(
    `${place} is larger than ${MAX_BYTES / MEGABYTE} MB: ask the publisher for a shorter feed.`,
  );
}

/** The first `length` bytes of a body as text, or what came before it broke off; the rest is refused. */
export async function readStart(response: Response, length: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= length) break;
    }
  } catch {
    // Why it was asked for is known from the status already.
  }
  return Buffer.concat(chunks).toString('utf8', 0, length);
}
