import type { FeedDocument } from '../model/feed.ts';
import { decodeFeed } from './decode.ts';
import { inflate } from './inflate.ts';
import { parseFeed } from './parse.ts';

/** A feed out of the bytes that came for `url`. Throws UserError when they are no feed. */
export function readFeed(bytes: Uint8Array, contentType: string | null, url: string): Promise<FeedDocument> {
  return parseFeed(decodeFeed(inflate(bytes), contentType), url);
}
