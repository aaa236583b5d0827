import { describe, expect, it } from 'vitest';
import { createFollowed } from '../../src/matching/followed.ts';
import { passageOf } from '../../src/matching/passage.ts';
import { readSentences } from '../../src/matching/reading.ts';
import { sentencesOf } from '../../src/matching/text.ts';

const title = 'Ferries at rest';
const body =
  'Snow fell. Roads were shut. The Genoa ferry stays in port. Ice was thick. The Bari ferry sails.';
const sentences = readSentences(sentencesOf(`${title}\n\n${body}`, title.length), createFollowed().phrases());
const about = (word: string) => passageOf(sentences, ({ text }) => Number(text.includes(word)));

describe('a passage', () => {
  it('is the headline, the lead and what has to do with the claim, in the order of the text', () => {
    expect(about('Bari').text).toBe('Ferries at rest | Snow fell. Roads were shut. The Bari ferry sails.');
  });

  it('tells its sentences by what they have to do with the claim, after the headline', () => {
    expect(about('ferry').sentences.map(({ text }) => text)).toEqual([
      title,
      'The Genoa ferry stays in port.',
      'The Bari ferry sails.',
      'Snow fell.',
      'Roads were shut.',
    ]);
  });
});
