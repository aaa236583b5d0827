import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BANDS, type ClaimText, type Matcher } from '../../src/matching/matcher.ts';
import { startModels } from '../../src/matching/neural/models.ts';
import { createSemanticMatcher } from '../../src/matching/semantic.ts';
import { CLAIMS, NAMES } from './withdrawal.ts';

const OTHERS: readonly ClaimText[] = [
  claim('mali', 'France will pull its troops out of Mali'),
  claim('lebanon', "Lebanon's prime minister will resign"),
  claim('reactor', 'North Korea has restarted its Yongbyon reactor'),
];

function claim(id: string, statement: string): ClaimText {
  return { id, statement, aliases: [] };
}

function item(title: string, summary = '', text = '') {
  return { title, summary, text, language: 'en' };
}

describe('a matcher with models', () => {
  const warned: string[] = [];
  let matcher: Matcher;
  beforeAll(async () => {
    matcher = createSemanticMatcher(startModels, null, (_, what) => void warned.push(what));
    await matcher.follow(OTHERS, []);
    await matcher.prepared();
  });
  afterAll(() => matcher.close());

  it.each([
    [
      'mali',
      'denies',
      'Paris is not abandoning Mali, armed forces minister says',
      '"France is not leaving," the minister told lawmakers.',
    ],
    [
      'lebanon',
      'affirms',
      'Hariri says he will step down as Lebanon prime minister',
      '"I have reached a dead end," he said.',
    ],
    ['lebanon', 'observes', "Aides decline to say if Lebanon's premier will quit", ''],
    [
      'mali',
      'denies',
      'باريس تنفي نيتها سحب قواتها من مالي',
      'قالت وزيرة الجيوش الفرنسية إن "فرنسا لن تنسحب من مالي".',
    ],
    ['lebanon', 'affirms', 'رئيس الوزراء اللبناني يعلن أنه سيستقيل', ''],
    ['lebanon', 'observes', 'هل يستقيل رئيس الحكومة في لبنان؟', 'رفض مكتبه التعليق.'],
  ])('finds %s, which is %s: %s', async (id, stance, title, summary) => {
    const [best] = await matcher.judge(item(title, summary));
    expect(best).toMatchObject({ claim: id, stance });
    expect(`${title}\n\n${summary}`).toContain(best?.evidence);
    expect(best?.reason).toContain('by the models');
  });

  it('tags a text in English that has a word of Arabic in it', async () => {
    const tagged = await Promise.all(
      ['', ' That is مالي in Arabic.'].map(async (word) => {
        const text = `Critics of the minister made it plain on Monday that France should leave Mali.${word}`;
        const { said } = await matcher.explain(item('', '', text));
        return said.length;
      }),
    );
    expect(tagged).toEqual([1, 1]);
  });

  it('names who says it in Arabic', async () => {
    const [best] = await matcher.judge(item('قالت وزيرة الجيوش الفرنسية إن "فرنسا لن تنسحب من مالي".'));
    expect(best?.assertions).toMatchObject([
      { claimant: { name: 'وزيرة الجيوش الفرنسية' }, stance: 'denies', cue: 'قالت' },
    ]);
  });

  it.each([
    ['Persian', 'نیروهای فرانسه در مالی می‌مانند', 'وزیر دفاع گفت'],
    ['Pashto', 'په کابل کې سخت باران شوی دی', 'د هوا د پېژندنې ادارې وویل'],
    ['Urdu', 'فرانس مالی سے اپنی فوجیں نکال لے گا', ''],
    ['Russian', 'Франция выводит войска из Мали', ''],
  ])('leaves %s to the rules', async (_language, title, summary) => {
    expect(await matcher.judge(item(title, summary))).toEqual([]);
  });

  it('finds nothing in other news', async () => {
    expect(await matcher.judge(item('البنك المركزي يبقي أسعار الفائدة'))).toEqual([]);
    expect(await matcher.judge(item('Central bank leaves rates unchanged'))).toEqual([]);
    expect(await matcher.judge(item(''))).toEqual([]);
  });

  it('names who says it, with words that stand in the item', async () => {
    const whole = item('Paris stays', '', '"France is not leaving Mali," Florence Parly told lawmakers.');
    const [best] = await matcher.judge(whole);
    const [said] = best?.assertions ?? [];
    expect(said).toMatchObject({ claimant: { name: 'Florence Parly' }, stance: 'denies' });
    expect(`${whole.title}\n\n${whole.text}`.slice(said?.start, said?.end)).toBe(said?.quote);
  });

  it('follows what is followed now, and nothing else', async () => {
    const other = createSemanticMatcher(startModels, null, () => {});
    await other.follow(OTHERS, []);
    await other.prepared();
    await other.follow([claim('zimbabwe', 'Zimbabwe has closed its border with Zambia')], []);
    await other.prepared();
    const found = await other.judge(
      item('Zimbabwe shuts border with Zambia', 'The border is closed, the government said.'),
    );
    expect(found.map((one) => one.claim)).toEqual(['zimbabwe']);
    other.close();
  });
});

describe('a matcher with models and claims that the desk gave aliases', () => {
  it('lets the rules stand where they are sure, and at most asks about what they do not see', async () => {
    const matcher = createSemanticMatcher(startModels, null, () => {});
    await matcher.follow(CLAIMS, NAMES);
    await matcher.prepared();
    const denied = await matcher.judge(item('Pentagon chief Esper says no decision to leave Iraq'));
    expect(denied.find((one) => one.claim === 'withdrawal')).toMatchObject({ stance: 'denies' });
    const german = await matcher.judge(item('Germany moves part of its troops out of Iraq'));
    expect(german.filter(({ claim: id, score }) => id === 'withdrawal' && score >= BANDS.alert)).toEqual([]);
    matcher.close();
  });
});

describe('a claim whose aliases are in English', () => {
  it('is found in Arabic by the models all the same, since nobody has told how it is worded there', async () => {
    const matcher = createSemanticMatcher(startModels, null, () => {});
    const names = NAMES.filter(({ spellings }) => spellings.every((one) => !/\p{Script=Arabic}/u.test(one)));
    const [first] = OTHERS;
    await matcher.follow([{ ...(first as ClaimText), aliases: ['Barkhane ends'] }], names);
    await matcher.prepared();
    const [best] = await matcher.judge(item('فرنسا تسحب قواتها من مالي', 'بحسب وزارة الجيوش'));
    expect(best).toMatchObject({ claim: 'mali', stance: 'affirms' });
    expect(best?.score).toBeGreaterThanOrEqual(BANDS.alert);
    matcher.close();
  });
});

describe('a matcher whose models cannot be loaded', () => {
  it('says so once and goes on by the rules', async () => {
    const warned: string[] = [];
    const script = new URL('../support/no-models.ts', import.meta.url);
    const matcher = createSemanticMatcher(
      () => startModels(script),
      null,
      (_, what) => void warned.push(what),
    );
    await matcher.follow(CLAIMS, NAMES);
    await matcher.prepared();
    const found = await matcher.judge(item('Pentagon chief: no decision to leave Iraq'));
    expect(found[0]).toMatchObject({ claim: 'withdrawal', stance: 'denies' });
    expect(warned[0]).toContain('cannot be loaded');
    matcher.close();
  });
});
