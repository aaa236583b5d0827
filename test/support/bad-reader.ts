import type { Answer, Job } from '../../src/feeds/reader-worker.ts';
import { EMPTY_DOCUMENT } from './feed-document.ts';

/** A reading process that does what the document says: stalls, eats memory, ends, finds a bug; else it reads a title. */
process.on('message', ({ bytes }: Job) => {
  const order = Buffer.from(bytes).toString();
  if (order === 'stall') for (;;);
  if (order === 'eat')
    for (const eaten: number[][] = []; ; ) eaten.push(Array.from({ length: 100_000 }, () => 1.5));
  if (order === 'end') process.exit(0);
  const answer: Answer =
    order === 'bug'
      ? { fault: 'TypeError: x is not a function' }
      : { document: { ...EMPTY_DOCUMENT, title: order }, repairs: ['one', 'two'] };
  process.send?.(answer);
});
