import { messageOf, UserError } from '../errors.ts';
import type { FeedDocument } from '../model/feed.ts';
import { readFeed } from './read.ts';
import { createRepairs } from './repairs.ts';

/** A document to read; one at a time. */
export interface Job {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly url: string;
}

/** `refused` is for a person; `fault` is a bug, with its stack. */
export type Answer =
  | { readonly document: FeedDocument; readonly repairs: readonly string[] }
  | { readonly refused: string; readonly repairs: readonly string[] }
  | { readonly fault: string };

async function answerTo({ bytes, contentType, url }: Job): Promise<Answer> {
  const repairs = createRepairs();
  try {
    const document = await readFeed(bytes, contentType, url, repairs.note);
    return { document, repairs: repairs.list() };
  } catch (error) {
    if (error instanceof UserError) return { refused: error.message, repairs: repairs.list() };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : messageOf(error) };
  }
}

process.on('message', async (job: Job) => process.send?.(await answerTo(job)));
