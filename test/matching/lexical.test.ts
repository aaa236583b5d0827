import { describe, expect, it } from 'vitest';
import { createLexicalMatcher } from '../../src/matching/lexical.ts';
import { BANDS, type ClaimText, type Judgement } from '../../src/matching/matcher.ts';
import { CLAIMS, NAMES } from './withdrawal.ts';

const OTHERS: readonly ClaimText[] = [
  claim('rates', 'The European Central Bank will raise interest rates in July', 'ECB rate hike in July'),
  claim('vaccine', 'The new malaria vaccine is safe for children'),
  claim('merger', 'Microsoft will buy Activision', 'Microsoft takeover of Activision'),
  claim('verdict', 'A court has convicted former president Nicolas Sarkozy of corruption'),
  claim('schools', 'Sweden has not closed its schools'),
  claim('truce', 'Israel and Hamas have agreed a ceasefire in Gaza', 'هدنة بين إسرائيل وحماس في غزة'),
];
const matcher = createLexicalMatcher();
await matcher.follow([...CLAIMS, ...OTHERS], NAMES);

function claim(id: string, statement: string, ...aliases: string[]): ClaimText {
  return { id, statement, aliases };
}

/** As many people as that, each saying it once. */
function strangers(count: number): string {
  const name = (n: number) => n.toString(26).replace(/\d/g, (digit) => 'bcdfghklmn'.charAt(Number(digit)));
  return Array.from(
    { length: count },
    (_, n) => `Minister A${name(n)} E${name(n * 7)} said US troops leave Iraq.`,
  ).join(' ');
}

async function judge(title: string, id: string, summary = ''): Promise<Judgement | undefined> {
  const found = await matcher.judge({ title, summary, text: '', language: null });
  return found.find((judgement) => judgement.claim === id);
}

describe('stance', () => {
  it.each([
    ['withdrawal', 'affirms', 'US military tells Iraq it is preparing to move out, letter says'],
    ['withdrawal', 'affirms', 'First US troops have left Iraq, commander says'],
    ['withdrawal', 'denies', 'Pentagon chief: no decision to leave Iraq'],
    ['withdrawal', 'denies', 'Reports of US withdrawal from Iraq are false, general says'],
    ['withdrawal', 'denies', 'US rules out withdrawal from Iraq'],
    ['withdrawal', 'denies', 'US forces will stay in Iraq'],
    ['withdrawal', 'denies', 'نفى وزير الدفاع الأمريكي صدور قرار بالانسحاب من العراق'],
    ['withdrawal', 'denies', 'البنتاغون: لا قرار بالانسحاب من العراق'],
    ['withdrawal', 'affirms', 'قال المتحدث باسم التحالف إن القوات الأمريكية ستنسحب من العراق'],
    ['withdrawal', 'observes', 'Will American troops leave Iraq?'],
    ['withdrawal', 'observes', 'Iraq demands US withdrawal'],
    ['withdrawal', 'observes', 'US declines to say whether troops will leave Iraq'],
    ['withdrawal', 'observes', 'US troops could leave Iraq within weeks, official says'],
    ['withdrawal', 'observes', 'البنتاغون: لا نؤكد ولا ننفي انسحاب القوات الأمريكية من العراق'],
    [
      'iraq-asked',
      'affirms',
      'Pompeo rejects request of Iraqi parliament and premier for foreign forces to leave',
    ],
    ['rates', 'affirms', 'ECB to raise rates in July, governor says'],
    ['rates', 'denies', 'ECB rules out July rate hike'],
    ['vaccine', 'denies', 'Malaria vaccine is unsafe for children, study finds'],
    ['merger', 'denies', 'Microsoft scraps Activision takeover'],
    ['merger', 'observes', 'Regulators could block Microsoft takeover of Activision'],
    ['verdict', 'affirms', 'Sarkozy found guilty of corruption by Paris court'],
    ['verdict', 'denies', 'Sarkozy acquitted of corruption'],
    ['schools', 'denies', 'Sweden closes schools to slow virus'],
    ['schools', 'affirms', 'Swedish schools remain open, minister says'],
    ['truce', 'denies', 'حماس تنفي التوصل إلى هدنة مع إسرائيل في غزة'],
  ])('%s: %s – “%s”', async (id, stance, title) => {
    const found = await judge(title, id);
    expect(found?.stance).toBe(stance);
    expect(found?.score).toBeGreaterThanOrEqual(BANDS.alert);
  });
});

describe('near misses', () => {
  it.each([
    ["Teachers' union announces withdrawal from Iraq school exam talks"],
    ['British troops leave Afghanistan base'],
    ['Bank withdrawals limited in Iraq as dollar slips'],
    ['US announces withdrawal from climate accord'],
    ['Turkey begins withdrawing its forces from northern Iraq'],
    ['Bank of England raises interest rates'],
    ['Striker doctors ball in England'],
  ])('finds nothing in “%s”', async (title) => {
    expect(await matcher.judge({ title, summary: '', text: '', language: null })).toEqual([]);
  });

  it("does not take another army's withdrawal for it because the country is named nearby", async () => {
    const title = 'Turkey begins withdrawing its forces from northern Iraq';
    expect(await judge(title, 'withdrawal', 'The United States welcomed the move.')).toBeUndefined();
  });
});

describe('assertions', () => {
  it('credits the dateline agency and reads a wire lead by its aliases', async () => {
    const lead =
      'BAGHDAD (AFP) - The US-led coalition told Baghdad in a letter it would reposition forces over the coming days and weeks to prepare for onward movement';
    const found = await judge(lead, 'withdrawal');
    expect(found?.score).toBeGreaterThanOrEqual(BANDS.alert);
    expect(found?.assertions).toMatchObject([
      { claimant: { name: 'US-led coalition' }, stance: 'affirms', agency: 'AFP' },
    ]);
  });

  it.each([
    ['Pentagon chief: no decision to leave Iraq', 'Mark Esper', 'US defence secretary'],
    [
      'US not leaving Iraq, says Pentagon spokesman Jonathan Hoffman',
      'Jonathan Hoffman',
      'Pentagon spokesman',
    ],
    [
      '“We are not leaving Iraq,” said Mark Esbar, the US defence secretary.',
      'Mark Esper',
      'US defence secretary',
    ],
    ['US troops are not leaving Iraq, according to the Pentagon', 'Pentagon', null],
    ['American troops, Mark Esper said, are not leaving Iraq', 'Mark Esper', 'US defence secretary'],
    ['Report of US withdrawal from Iraq denied by General Milley', 'Milley', 'General'],
  ])('names who denies it in “%s”', async (title, name, role) => {
    const found = await judge(title, 'withdrawal');
    expect(found?.assertions).toMatchObject([{ stance: 'denies', claimant: { name, role } }]);
  });

  it('follows “he” and “the spokesman” to the last one they fit', async () => {
    const summary =
      'A Pentagon spokesman met reporters. The spokesman said US troops would not leave Iraq. He added that Iraq was calm.';
    const found = await judge('Pentagon spokesman says US troops stay in Iraq', 'withdrawal', summary);
    expect(found?.assertions.map(({ claimant }) => claimant.name)).toEqual(['Pentagon']);
  });

  it('gives two speakers of one sentence each their own stance', async () => {
    const title =
      'Esper said US troops would not leave Iraq, while Abdul-Mahdi said US troops would leave Iraq.';
    const found = await judge(title, 'withdrawal');
    expect(found?.assertions).toMatchObject([
      { claimant: { name: 'Mark Esper' }, stance: 'denies' },
      { claimant: { name: 'Adel Abdul-Mahdi' }, stance: 'affirms' },
    ]);
  });
});

describe('speed', () => {
  it.each([
    ['one word', 'a'.repeat(200_000)],
    ['opened quotes', `${'“'.repeat(100_000)}US leaves Iraq`],
    ['no full stop', 'US leave Iraq said '.repeat(10_500)],
    ['initials', 'U.'.repeat(100_000)],
    ['denials', `${'not '.repeat(50_000)}US forces withdraw Iraq`],
    ['lines', 'a\n'.repeat(100_000)],
    ['speakers', strangers(4_500)],
  ])('does not hang on 200 KB of %s', { timeout: 15_000 }, async (_, text) => {
    await matcher.judge({ title: '', summary: '', text, language: null });
    await matcher.judge({ title: text, summary: '', text: '', language: null });
  });

  it('finds one claim among a thousand', { timeout: 5_000 }, async () => {
    const crowd = Array.from({ length: 1_000 }, (_, n) =>
      claim(`c${n}`, `Minister ${String.fromCharCode(65 + (n % 26))}x${n} will resign over affair ${n}`),
    );
    const busy = createLexicalMatcher();
    await busy.follow([...crowd, ...CLAIMS], NAMES);
    const item = {
      title: 'US troops leave Iraq',
      summary: '',
      text: 'The minister spoke. '.repeat(150),
      language: null,
    };
    expect((await busy.judge(item)).map((found) => found.claim)).toEqual(['withdrawal']);
  });
});
