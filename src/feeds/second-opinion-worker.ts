import Parser from 'rss-parser';
import type { FeedDocument } from '../model/feed.ts';
import { decodeFeed } from './decode.ts';
import { inflate } from './inflate.ts';
import { plainLine } from './plain-text.ts';
import { readFeed } from './read.ts';
import type { Answer, Job } from './reader-worker.ts';

/** How rss-parser fares with a text that the desk has read as `document`. */
async function opinionOf(text: string, document: FeedDocument): Promise<string> {
  try {
    const { items } = await settled(new Parser().parseString(text));
    const titles = new Set(items.map(({ title }) => plainLine(String(title ?? ''))));
    const shared = document.items.filter((item) => titles.has(item.title));
    return `rss-parser alone: ${shared.length} of ${document.items.length} entries with the same title`;
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('\n') : [];
    return `rss-parser alone: loses the whole feed (${reason})`;
  }
}

/** It parses within one turn of the event loop, or never settles. */
function settled<Value>(parsing: Promise<Value>): Promise<Value> {
  const waited = new Promise<never>((_, fail) =>
    setImmediate(() => setImmediate(() => fail(new Error('it never answers')))),
  );
  return Promise.race([parsing, waited]);
}

process.on('message', async ({ bytes, contentType, url }: Job) => {
  const document = await readFeed(bytes, contentType, url);
  const text = decodeFeed(
    inflate(bytes, () => {}),
    contentType,
  );
  process.send?.({ document, repairs: [await opinionOf(text, document)] } satisfies Answer);
});
