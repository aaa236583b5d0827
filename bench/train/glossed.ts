/**
 * The Arabic items of the corpus' training part as the judge is given them, in English words: JSON lines for stance.py.
 *   node bench/train/glossed.ts > glossed.jsonl
 */
import { gloss } from '../../src/matching/gloss.ts';
import { namesIn } from '../../src/matching/glossed.ts';
import { type ItemRow, ours } from '../eval/set.ts';

for (const { claim, headline, summary, stance, split } of ours<ItemRow>('arabic')) {
  if (split !== 'train') continue;
  const text = gloss(summary === '' ? headline : `${headline} | ${summary}`, namesIn(claim));
  console.log(JSON.stringify({ claim, text, stance }));
}
