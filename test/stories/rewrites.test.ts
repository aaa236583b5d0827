import { describe, expect, it } from 'vitest';
import type { Name } from '../../src/model/claim.ts';
import { namesIn, sharedNames } from '../../src/stories/rewrites.ts';

const SEELY: Name = {
  name: 'William Seely',
  kind: 'person',
  role: null,
  organisation: null,
  spellings: ['Sealy', 'سيلي'],
};
const named = (text: string, title = '') => [...namesIn({ title, summary: '', text }, [SEELY])].sort();

describe('the names in an item', () => {
  it.each([
    ['words with a capital', 'He met Esper in al-Asad.', ['asad', 'esper']],
    ['not what opens a sentence', 'Troops go. Others stay! Esper? “Nobody knows,” they said: Leave.', []],
    ['not what opens a quotation', 'They said “Leave Iraq” and left.', ['iraq']],
    [
      'what follows an abbreviation',
      'There Gen. Milley met U.S. President Trump.',
      ['gen', 'milley', 'president', 'trump'],
    ],
    ['not what follows a short name', 'They leave Iraq. Troops pack in Iran. Others stay.', ['iran', 'iraq']],
    ['names without accents and case', 'He met Muñoz and MILLEY.', ['milley', 'munoz']],
    ['known names in any spelling', 'a letter of sealy, كتب سيلي', ['william seely']],
  ])('are %s', (_name, text, names) => {
    expect(named(text)).toEqual(names);
  });

  it('are those of the headline where there is no more', () => {
    expect(named('', 'Letter of Esper')).toEqual(['esper']);
    expect(named('He met Trump.', 'Letter Of Esper')).toEqual(['trump']);
  });

  it('are shared as far as the item with fewer goes', () => {
    const [few, more] = [new Set(['esper', 'iraq']), new Set(['esper', 'iran', 'milley'])];
    expect([sharedNames(few, more), sharedNames(more, few), sharedNames(new Set(), more)]).toEqual([
      0.5, 0.5, 0,
    ]);
  });
});
