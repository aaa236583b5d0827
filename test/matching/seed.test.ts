import { afterAll, describe, expect, it } from 'vitest';
import { createLexicalMatcher } from '../../src/matching/lexical.ts';
import type { Judgement, Matcher } from '../../src/matching/matcher.ts';
import { startModels } from '../../src/matching/neural/models.ts';
import { createSemanticMatcher } from '../../src/matching/semantic.ts';
import { documentOf } from '../../src/model/item.ts';
import { CLAIMS, NAMES } from './withdrawal.ts';

const TEXT = `The US Secretary of Defense denies the news of the withdrawal from Iraq

US has plans to stay longer in Iraq

blank - The US Secretary of Defense denies the news of the withdrawal from Iraq

US Defense Secretary Mark Esper denied reports circulated about US plans to withdraw from Iraq, after reports to Reuters and other media about a message from the US military stating the withdrawal.

“There is absolutely no decision to withdraw from Iraq,” Reuters quoted Esber when asked about the message, adding that there were not even plans to prepare for withdrawal.

The US Secretary of Defense stated that the message circulated was an unsigned draft aimed at coordination, and should not have been published.

For his part, the Pentagon spokesman stressed that there is no change in the policy of the United States of America regarding the presence of its forces in Iraq.

The spokesman added: We continue to consult with the government of Iraq about defeating the Islamic State and supporting the Iraqi security forces.

The French press agencies and Reuters reported that American forces within the international coalition had informed Baghdad in an official message that they would relocate their forces outside Iraq in the coming weeks.

The French Press Agency quoted a statement issued by the Joint Task Force in Iraq as saying that the decision came out of respect for the request of the Iraqi Parliament and Prime Minister, and the sovereign decision that demanded the departure of the American forces.

In the letter signed by the Commander of the American Task Force in Iraq, Brigadier General William Sealy III, which was confirmed by a US military official and another Iraqi to the French news agency, the US military stated that the US-led coalition forces would “reposition their forces in the coming weeks.”

For its part, the Iraqi Joint Operations Command said that it cannot confirm or deny the authenticity of the message that the American forces intend to withdraw.

The head of the caretaker government in Iraq, Adel Abdul-Mahdi, stressed in a statement to his office after receiving the American ambassador to Iraq, Matthew Tooler, on the necessity of joint work to implement the withdrawal of foreign forces according to the decision of the Iraqi parliament, and to put relations with the United States on sound grounds, as he put it.`;
const ITEM = { title: '', summary: '', text: TEXT, language: null };

const fail = (error: unknown) => {
  throw error;
};
const MATCHERS: readonly [string, Matcher][] = [
  ['the rules', createLexicalMatcher()],
  ['rules and models', createSemanticMatcher(() => startModels(), null, fail)],
];
afterAll(() => {
  for (const [, matcher] of MATCHERS) matcher.close();
});

async function judgedBy(matcher: Matcher): Promise<Map<string, Judgement>> {
  await matcher.follow(CLAIMS, NAMES);
  await matcher.prepared();
  return new Map((await matcher.judge(ITEM)).map((judgement) => [judgement.claim, judgement]));
}

function said(judgement: Judgement | undefined): string[] {
  return (judgement?.assertions ?? []).map(({ claimant, stance }) => `${claimant.name} ${stance}`).sort();
}

describe.each(MATCHERS)('the first item of the story, by %s,', (_, matcher) => {
  const judged = () => judgedBy(matcher);

  it('reads who affirms, who denies and who does neither', async () => {
    const found = await judged();
    expect(said(found.get('withdrawal'))).toEqual([
      'Adel Abdul-Mahdi affirms',
      'American forces within the international coalition affirms',
      'Iraqi Joint Operations Command observes',
      'Mark Esper denies',
      'Pentagon denies',
      'Task Force Iraq affirms',
      'US military affirms',
      'William Seely affirms',
    ]);
    expect(said(found.get('letter-genuine'))).toEqual([
      'Iraqi Joint Operations Command observes',
      'Iraqi official affirms',
      'Mark Esper denies',
      'US military official affirms',
    ]);
    expect(said(found.get('policy-unchanged'))).toEqual(['Pentagon affirms']);
    expect(said(found.get('iraq-asked'))).toEqual(['Task Force Iraq affirms']);
  });

  it('takes the headline for the stance of the item', async () => {
    const withdrawal = (await judged()).get('withdrawal');
    expect(withdrawal?.stance).toBe('denies');
    expect(withdrawal?.evidence).toContain('denies the news of the withdrawal');
    expect(withdrawal?.reason).toContain('headline denies');
  });

  it('gives the words of one person under one name, and the agency that has them', async () => {
    const esper = (await judged())
      .get('withdrawal')
      ?.assertions.filter(({ claimant }) => /Es[pb]er/.test(claimant.name));
    expect(esper).toHaveLength(1);
    expect(esper?.[0]).toMatchObject({
      quote: 'There is absolutely no decision to withdraw from Iraq',
      agency: 'Reuters',
      claimant: { name: 'Mark Esper', role: 'US defence secretary' },
    });
  });

  it('hears an unchanged policy on the presence of forces as denying their withdrawal', async () => {
    const pentagon = (await judged())
      .get('withdrawal')
      ?.assertions.find(({ claimant }) => claimant.name === 'Pentagon');
    expect(pentagon).toMatchObject({ stance: 'denies', claimant: { role: 'spokesman' } });
    expect(pentagon?.quote).toContain('no change in the policy');
  });

  it('says where each quote stands in the document', async () => {
    const document = documentOf(ITEM);
    for (const { assertions, evidence } of (await judged()).values()) {
      expect(document).toContain(evidence);
      for (const { quote, start, end } of assertions) expect(document.slice(start, end)).toBe(quote);
    }
  });
});
