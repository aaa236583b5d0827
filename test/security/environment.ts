import type { Answer } from '../../src/feeds/reader-worker.ts';
import { EMPTY_DOCUMENT } from '../support/feed-document.ts';

/** A reading process that answers with the names of its environment; what they hold is to stand in no test's output. */
process.on('message', () => {
  const title = `environment: ${Object.keys(process.env).join(' ')}`;
  process.send?.({ document: { ...EMPTY_DOCUMENT, title }, repairs: [] } satisfies Answer);
});
