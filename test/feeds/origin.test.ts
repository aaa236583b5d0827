import { expect, it } from 'vitest';
import { originOf } from '../../src/feeds/origin.ts';

const NOTHING = { sources: [], author: null, title: 'Troops to leave', text: 'BAGHDAD - A letter says so.' };

it.each([
  ['AFP', { sources: ['AFP'] }],
  ['AFP', { sources: ['Agence France-Presse'] }],
  ['Reuters', { author: 'By Jane Doe, Reuters' }],
  ['AP', { author: 'Associated Press' }],
  ['Reuters', { author: 'Reuters Staff' }],
  ['Reuters', { title: 'Troops to leave - Reuters' }],
  ['Reuters', { text: 'BAGHDAD (Reuters) - The letter' }],
  ['Reuters', { text: '(REUTERS) The letter' }],
  ['AFP', { text: 'Baghdad (AFP) – The letter' }],
  ['Xinhua', { text: 'BAGHDAD, Jan. 6 (Xinhua) -- The letter' }],
  ['AP', { text: 'WASHINGTON (AP) — The letter' }],
  ['dpa', { text: 'The letter was a draft. (dpa)' }],
  ['EFE', { text: 'Bagdad, 6 ene (EFE).- La carta' }],
  ['TASS', { text: 'MOSCOW, January 6. /TASS/. The letter' }],
  ['Reuters', { text: 'بغداد (رويترز) - قال مسؤولون' }],
  ['Anadolu', { text: 'واشنطن/ الأناضول\nقال مسؤولون' }],
  ['AFP', { text: 'The letter was a draft.\n\n© 2020 AFP' }],
  ['Reuters', { text: 'The letter.\n\n(Reporting by Jane Doe; Editing by John Roe)' }],
])('credits %s for %j', (agency, credit) => {
  expect(originOf({ ...NOTHING, ...credit })).toBe(agency);
});

it.each([
  {},
  { text: 'An official told AFP that the letter was genuine.' },
  { text: 'The Saudi Press Agency (SPA) said on Monday that' },
  { author: 'Sana Khan' },
  { sources: ['The Daily Example'] },
  { title: 'Reuters denies that its office will move' },
])('credits nobody for %j', (credit) => {
  expect(originOf({ ...NOTHING, ...credit })).toBeNull();
});
