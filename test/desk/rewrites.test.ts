import { afterEach, describe, expect, it } from 'vitest';
import type { ItemText } from '../../src/matching/matcher.ts';
import { HOUR, type Instant } from '../../src/model/time.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { createScriptedMatcher } from '../support/matcher.ts';

const REPORT =
  'A letter of General Seely says that troops will leave, an official in Baghdad told us on Monday.';
const AGAIN = 'Soldiers are to go home, wrote William Seely to the command in Baghdad.';

let desk: TestDesk;
afterEach(() => desk.close());

/** A desk whose matcher finds this cosine between any two items; returns the headlines of the stories that it opened. */
async function storiesOf(
  likeness: number | null,
  second: { text?: string; at?: Instant; says?: string } = {},
  compared: ItemText[][] = [],
): Promise<string[]> {
  const scripted = createScriptedMatcher();
  desk = await openTestDesk({
    matcher: {
      ...scripted,
      async likeness(_item, others) {
        compared.push([...others]);
        return likeness === null ? null : others.map(() => likeness);
      },
    },
  });
  await desk.says('/claims add sanctions The US threatens sanctions');
  const {
    text = AGAIN,
    at = '2020-01-06T11:30:00Z',
    says = 'sanctions affirms 0.9 Trump: They pay.',
  } = second;
  const report = `<p>${REPORT}</p><p>withdrawal affirms 0.9 The letter: We will move out.</p>`;
  desk.publisher.publish('/afp', [
    { id: 'a', title: 'The letter', text: report, at: '2020-01-06T11:00:00Z' },
  ]);
  desk.publisher.publish('/reuters', []);
  await desk.passes(0);
  desk.publisher.publish('/reuters', [
    { id: 'b', title: 'The threat', text: `<p>${text}</p><p>${says}</p>`, at },
  ]);
  await desk.passes(HOUR);
  const stories = await desk.deps.store.items.recentStories('2020-01-01T00:00:00.000Z');
  return stories.map(({ title }) => title).sort();
}

describe('the same report in other words', () => {
  it('joins the story of what it says again, though it is matched to another claim', async () => {
    expect(await storiesOf(0.8)).toEqual(['The letter']);
  });

  it.each<[string, number | null, { text?: string; at?: Instant }]>([
    ['its vector is too far', 0.79, {}],
    ['there are no vectors', null, {}],
    ['it names others', 0.99, { text: 'Soldiers are to go home, wrote John Miller to the court in Berlin.' }],
    ['it came more than a day before', 0.99, { at: '2020-01-05T10:00:00Z' }],
  ])('opens a story of its own when %s', async (_name, likeness, second) => {
    expect(await storiesOf(likeness, second)).toEqual(['The letter', 'The threat']);
  });

  it('is looked for among items that share its names alone, and for no item that is about no claim', async () => {
    const compared: ItemText[][] = [];
    await storiesOf(0.99, { says: 'It says nothing of it.' }, compared);
    await desk.close();
    await storiesOf(0.99, { text: 'Soldiers are to go home.' }, compared);
    expect(compared).toEqual([]);
  });

  it('stays a source of its own, and a denial stays a denial', async () => {
    const says = 'withdrawal denies 0.9 Esper: There is no decision.';
    expect(await storiesOf(0.99, { says })).toEqual(['The letter']);
    const told = (await desk.says('/claim withdrawal')).replace(/\s+/g, ' ');
    expect(told).toContain('Standing: contested');
    expect(told).toContain('2 independent origins: AFP, Reuters.');
  });
});
