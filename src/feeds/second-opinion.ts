import { SECOND } from '../model/time.ts';
import { createReader } from './reader.ts';
import type { Note } from './repairs.ts';

const DEADLINE = 5 * SECOND;
const SCRIPT = new URL('./second-opinion-worker.ts', import.meta.url);

/**
 * Notes how rss-parser, by which much other software reads feeds, fares with a document that the desk can read:
 * what a desk can tell a publisher who says that the feed is fine. It runs in a process of its own, since
 * rss-parser hangs on some documents and takes a minute for others.
 */
export async function secondOpinion(
  bytes: Uint8Array,
  contentType: string | null,
  url: string,
  note: Note,
): Promise<void> {
  const reader = createReader({ script: SCRIPT, deadline: DEADLINE });
  try {
    await reader.read(bytes, contentType, url, note);
  } catch {
    note('rss-parser alone: takes too long, or too much memory');
  } finally {
    await reader.close();
  }
}
