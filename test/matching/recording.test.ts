import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../src/feeds/read.ts';
import { createLexicalMatcher } from '../../src/matching/lexical.ts';
import { BANDS, type Judgement } from '../../src/matching/matcher.ts';
import { documentOf } from '../../src/model/item.ts';
import type { Stance } from '../../src/model/stance.ts';
import { parseTopic } from '../../src/topics/parse.ts';

const TOPICS = new URL('../../topics/', import.meta.url);
const topic = parseTopic(readFileSync(new URL('withdrawal.yaml', TOPICS), 'utf8'), 'withdrawal.yaml');
const claims = topic.claims.map(({ slug, statement, aliases }) => ({ id: slug, statement, aliases }));
const matcher = createLexicalMatcher();
await matcher.follow(claims, topic.names);

/** For each claim that counts: the item's stance, then everyone's, as "Name stance". */
type Reading = {
  readonly [claim in 'withdrawal' | 'letter-genuine' | 'policy-unchanged' | 'iraq-asked']?: readonly [
    Stance,
    ...string[],
  ];
};

async function newest(
  feed: string,
): Promise<{ title: string; summary: string; text: string; language: null }> {
  const file = readFileSync(new URL(`withdrawal/${feed}.xml`, TOPICS));
  const { items } = await readFeed(file, null, 'https://recording.example/');
  const [item] = items;
  if (item === undefined) throw new Error(`${feed} has no item`);
  return { title: item.title, summary: item.summary, text: item.text, language: null };
}

function readingOf(judgements: readonly Judgement[]): Reading {
  const counted = judgements.filter(({ score }) => score >= BANDS.alert);
  return Object.fromEntries(
    counted.map(({ claim, stance, assertions }) => [
      claim,
      [stance, ...assertions.map((said) => `${said.claimant.name} ${said.stance}`).sort()],
    ]),
  );
}

const LETTER_TOLD = {
  withdrawal: ['affirms', 'The letter affirms', 'US military affirms'],
  'letter-genuine': ['affirms', 'Iraqi military official affirms', 'US military official affirms'],
  'iraq-asked': ['affirms', 'The letter affirms'],
} as const satisfies Reading;

const READINGS: readonly (readonly [feed: string, Reading])[] = [
  [
    'afp-1',
    {
      ...LETTER_TOLD,
      withdrawal: ['affirms', 'International Coalition affirms', 'The letter affirms', 'US military affirms'],
    },
  ],
  ['courier-1', LETTER_TOLD],
  [
    'reuters-1',
    {
      withdrawal: ['affirms', 'The letter affirms'],
      'letter-genuine': [
        'affirms',
        'Iraqi Joint Operations Command observes',
        'Iraqi military source affirms',
      ],
    },
  ],
  [
    'afp-2',
    {
      withdrawal: ['denies', 'Mark Milley denies'],
      'letter-genuine': ['denies', 'Mark Milley denies'],
    },
  ],
  [
    'afp-3',
    {
      withdrawal: ['affirms', 'US military affirms'],
      'letter-genuine': ['affirms', 'Adel Abdul-Mahdi affirms', 'United States denies'],
    },
  ],
  [
    'arabic-1',
    {
      withdrawal: ['denies', 'Mark Esper denies'],
      'letter-genuine': ['denies', 'Mark Milley denies'],
      'iraq-asked': ['affirms'],
    },
  ],
  [
    'courier-2',
    {
      withdrawal: ['denies', 'Mark Esper denies', 'United States denies'],
      'letter-genuine': ['denies', 'Mark Milley denies', 'United States denies'],
    },
  ],
  ['mirror-1', { withdrawal: ['affirms', 'The letter affirms'] }],
  [
    'reuters-2',
    {
      withdrawal: ['denies', 'Alyssa Farah denies', 'Mark Esper denies'],
      'policy-unchanged': ['affirms', 'Alyssa Farah affirms'],
    },
  ],
  ['reuters-3', {}],
  [
    'unnamed-1',
    {
      withdrawal: [
        'denies',
        'Adel Abdul-Mahdi affirms',
        'International Coalition affirms',
        'Iraqi Joint Operations Command observes',
        'Mark Esper denies',
        'Pentagon denies',
        'Task Force Iraq affirms',
        'The letter affirms',
        'US military affirms',
        'William Seely III affirms',
      ],
      'letter-genuine': [
        'affirms',
        'Iraqi Joint Operations Command observes',
        'Iraqi official affirms',
        'Mark Esper denies',
        'US military official affirms',
      ],
      'policy-unchanged': ['affirms', 'Pentagon affirms'],
      'iraq-asked': ['affirms', 'Task Force Iraq affirms'],
    },
  ],
];

describe('the recording', () => {
  it.each(READINGS)('is read right in %s', async (feed, reading) => {
    expect(readingOf(await matcher.judge(await newest(feed)))).toEqual(reading);
  });

  it.each([['mirror-1'], ['reuters-2'], ['reuters-3'], ['business-1'], ['business-2']])(
    'asks the desk nothing needless about %s',
    async (feed) => {
      const found = await matcher.judge(await newest(feed));
      expect(found.filter(({ score }) => score < BANDS.alert)).toEqual([]);
      if (feed.startsWith('business')) expect(found).toEqual([]);
    },
  );

  it.each(READINGS)('gives quotes and evidence that stand in %s', async (feed) => {
    const item = await newest(feed);
    const document = documentOf(item);
    for (const { evidence, assertions } of await matcher.judge(item)) {
      expect(document).toContain(evidence);
      for (const { quote, start, end } of assertions) expect(document.slice(start, end)).toBe(quote);
    }
  });
});

describe('the denial as received', () => {
  it('gives Esper by his own words', async () => {
    const found = await matcher.judge(await newest('unnamed-1'));
    const withdrawal = found.find(({ claim }) => claim === 'withdrawal');
    expect(withdrawal?.assertions.find(({ claimant }) => claimant.name === 'Mark Esper')).toMatchObject({
      quote: 'There is absolutely no decision to withdraw from Iraq',
      agency: 'Reuters',
    });
  });

  it('hears Esper and Esber as one without being told any name', async () => {
    const nameless = createLexicalMatcher();
    await nameless.follow(claims, []);
    const { withdrawal } = readingOf(await nameless.judge(await newest('unnamed-1')));
    expect(withdrawal?.filter((said) => /Es[pb]er|Secretary/.test(said))).toEqual(['Mark Esper denies']);
    expect(withdrawal).toContain('letter affirms');
  });
});

it('hears the background of the parliament and not the denial as what Iraq asked', async () => {
  const found = await matcher.judge(await newest('arabic-1'));
  expect(found.find(({ claim }) => claim === 'iraq-asked')?.evidence).toMatch(
    /^وكان البرلمان العراقي قد صوت/,
  );
});
