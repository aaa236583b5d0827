import { expect, it } from 'vitest';
import { createLexicalMatcher } from '../../src/matching/lexical.ts';

const matcher = createLexicalMatcher();
await matcher.follow(
  [
    { id: 'exit', statement: 'France is withdrawing its troops from Mali', aliases: [] },
    { id: 'real', statement: 'The French letter on the withdrawal from Mali is genuine', aliases: [] },
  ],
  [],
);

async function said(claim: string, title: string, text = ''): Promise<string[]> {
  const found = await matcher.judge({ title, summary: '', text, language: null });
  const assertions = found.find((judgement) => judgement.claim === claim)?.assertions ?? [];
  return assertions.map(({ claimant, stance }) => `${claimant.name} ${stance}`);
}

it.each([
  [
    'a state by its name and its capital',
    'France says its troops will not leave Mali',
    'Paris denied that French troops would leave Mali.',
    ['France denies'],
  ],
  [
    'a letter by whatever is said of it',
    'French troops to leave Mali, letter says',
    'French troops will leave Mali, according to a letter from the French army to the junta in Bamako.',
    ['letter affirms'],
  ],
  [
    'a general whom only the text names',
    'French troops will not leave Mali, general says',
    '“French troops are not leaving Mali at all,” said General Jean Martin, the commander of the force.',
    ['Jean Martin denies'],
  ],
  [
    'a minister by office and then by name',
    'The French Minister of Defence denies withdrawal from Mali',
    '“French troops are not leaving Mali,” said the French Defence Minister Marie Leroy.',
    ['Marie Leroy denies'],
  ],
])('knows as one %s', async (_, title, text, expected) => {
  expect(await said('exit', title, text)).toEqual(expected);
});

it.each([
  [
    'two whom “and” joins',
    'A French official and a Malian officer each said French troops will leave Mali',
    ['French official affirms', 'Malian officer affirms'],
  ],
  [
    'only the last, after a semicolon',
    'France says it is not leaving Mali; talks go on, general says',
    ['France denies'],
  ],
  [
    'none by what a letter is about',
    'General Martin says the letter about French troops leaving Mali was found in a bin',
    [],
  ],
  [
    'the rejection of a letter’s contents',
    'General Martin denies reports of French troops leaving Mali',
    ['Martin denies'],
  ],
  [
    'a report that is confirmed',
    'General Martin confirms reports of French troops leaving Mali',
    ['Martin affirms'],
  ],
  [
    'the means as no letter’s contents',
    'France told Mali in a letter that its troops will leave Mali',
    ['France affirms'],
  ],
  [
    'what a letter implies as nobody’s word',
    'General Martin says the text implied a French withdrawal from Mali',
    ['Martin observes'],
  ],
])('hears %s', async (_, title, expected) => {
  expect(await said('exit', title)).toEqual(expected);
});

it('prefers what someone is quoted as saying to what is made of it', async () => {
  const text =
    'General Jean Martin said French troops were leaving Mali. “French troops are not leaving Mali this year,” General Jean Martin said.';
  expect(await said('exit', 'Mali waits', text)).toEqual(['Jean Martin denies']);
});

it('does not take a second verb for part of a denial', async () => {
  const title = 'France denied that it was leaving Mali and called the letter on the withdrawal a fake';
  expect(await said('real', title)).toEqual(['France denies']);
});
