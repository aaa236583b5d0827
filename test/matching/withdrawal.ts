import type { ClaimText } from '../../src/matching/matcher.ts';
import type { Name } from '../../src/model/claim.ts';

/** Claims of one story, as a desk would word them. */
export const CLAIMS: readonly ClaimText[] = [
  {
    id: 'withdrawal',
    statement: 'The US is withdrawing its forces from Iraq',
    aliases: [
      'US withdrawal from Iraq',
      'American troops leaving Iraq',
      'relocate their forces outside Iraq',
      'reposition forces to leave Iraq',
      'انسحاب القوات الأمريكية من العراق',
    ],
  },
  {
    id: 'letter-genuine',
    statement: 'The letter announcing the withdrawal is a genuine, official notice',
    aliases: [],
  },
  { id: 'policy-unchanged', statement: 'US policy on its presence in Iraq has not changed', aliases: [] },
  {
    id: 'iraq-asked',
    statement: "Iraq's parliament and prime minister asked foreign forces to leave",
    aliases: [],
  },
];

export const NAMES: readonly Name[] = [
  person('Mark Esper', 'US defence secretary', ['Esber']),
  person('William Seely', 'commander of the US task force', ['Sealy']),
  person('Matthew Tueller', 'US ambassador', ['Tooler']),
  person('Adel Abdul-Mahdi', 'caretaker prime minister of Iraq', [
    'Abdel Mahdi',
    'Abd al-Mahdi',
    'عبد المهدي',
  ]),
  body('Pentagon', 'US Department of Defense', ['US Defense Department']),
  body('Iraqi Joint Operations Command', null, ['Joint command', 'Iraqi military']),
  body('Task Force Iraq', null, ['Joint Task Force', 'the letter']),
];

function person(name: string, role: string, spellings: readonly string[]): Name {
  return { name, kind: 'person', role, organisation: null, spellings };
}

function body(name: string, organisation: string | null, spellings: readonly string[]): Name {
  return { name, kind: 'organisation', role: null, organisation, spellings };
}
