import { FeedError } from './feed-error.ts';
import { placeOf } from './place.ts';

const MEGABYTE = 1_000_000;
const MAX_BYTES = 15 * MEGABYTE;

/** The whole body, refused as soon as more than 15 MB of it (after decompression) have come. */
export async function readCapped(response: Response, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (size > MAX_BYTES) {
      throw new FeedError(
        `${placeOf(url)} is larger than ${MAX_BYTES / MEGABYTE} MB: ask the publisher for a shorter feed.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
