import { UserError } from '../errors.ts';
import type { FeedDocument } from '../model/feed.ts';
import { decodeFeed } from './decode.ts';
import { inflate, MAX_BYTES } from './inflate.ts';
import { parseFeed } from './parse.ts';
import { placeOf } from './place.ts';
import type { Note } from './repairs.ts';

/**
 * A feed out of the bytes that came for `url`; `note` is told what had to be decided or mended. Throws
 * UserError when they are no feed.
 */
export async function readFeed(
  bytes: Uint8Array,
  contentType: string | null,
  url: string,
  note: Note = () => {},
): Promise<FeedDocument> {
  if (bytes.length > MAX_BYTES)
    throw new UserError(
      `${placeOf(url)} has more than 15 MB: ask the publisher for a feed with fewer entries.`,
    );
  return parseFeed(decodeFeed(inflate(bytes, note), contentType, note), url, note);
}
