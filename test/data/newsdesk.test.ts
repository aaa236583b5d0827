import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Row {
  readonly id: string;
  readonly claim_id: string;
  readonly claim: string;
  readonly headline: string;
  readonly summary: string;
  readonly stance: string;
  readonly evidence: string | null;
  readonly claimant: string | null;
  readonly split?: string;
  readonly contrasts?: readonly { readonly claim: string; readonly stance: string }[];
}
type Marked = Readonly<Record<'source' | 'cue' | 'content', readonly [number, number][]>>;
interface Longer {
  readonly text: string;
  readonly assertions: readonly Marked[];
}
interface Family {
  readonly family: string;
  readonly subject: string;
  readonly split: string;
  readonly claims: readonly {
    readonly claim: string;
    readonly same: string;
    readonly opposite: string;
    readonly items: readonly Pick<Row, 'stance' | 'headline' | 'summary'>[];
    readonly said: readonly { readonly stance: string; readonly sentence: string }[];
  }[];
  readonly others: readonly Pick<Row, 'headline' | 'summary'>[];
}
interface Passage {
  readonly text: string;
  readonly attributions: readonly Marked[];
  readonly split: string;
}

const FOLDER = new URL('../../bench/data/newsdesk/', import.meta.url);
const SPLITS = ['train', 'dev', 'test'] as const;
const STANCES = ['affirms', 'denies', 'observes', 'unrelated'];
const CONTRASTS = 18_831;

function rows<T>(name: string): T[] {
  return readFileSync(new URL(`${name}.jsonl`, FOLDER), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the news-desk corpus', () => {
  const claims = new Map(rows<Row>('claims').map((claim) => [claim.claim_id, claim]));
  const items = SPLITS.flatMap((split) => rows<Row>(split).map((row) => ({ ...row, split })));
  const all = [...items, ...rows<Row>('arabic')];

  it('has the size that its datasheet tells', () => {
    expect([claims.size, items.length, rows('arabic').length, rows('longer').length]).toEqual([
      321, 6421, 400, 320,
    ]);
  });

  it('has no claim in two splits', () => {
    expect(items.filter(({ claim_id, split }) => claims.get(claim_id)?.split !== split)).toEqual([]);
  });

  it('has evidence and claimants that stand in the item, and evidence just where there is a stance', () => {
    const text = ({ headline, summary }: Row) => `${headline}\n${summary}`;
    expect(all.filter((row) => row.evidence !== null && !text(row).includes(row.evidence))).toEqual([]);
    expect(all.filter((row) => (row.evidence === null) !== (row.stance === 'unrelated'))).toEqual([]);
    const named = (row: Row) =>
      text(row)
        .toLowerCase()
        .includes((row.claimant ?? '').toLowerCase());
    expect(all.filter((row) => !named(row))).toEqual([]);
  });

  it('has no item twice', () => {
    const texts = items.map((row) => `${row.claim_id} ${row.headline} ${row.summary}`);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('has about as many items of each stance', () => {
    const counts = Map.groupBy(items, ({ stance }) => stance);
    for (const stance of STANCES) expect(counts.get(stance)?.length).toBeGreaterThan(1_590);
  });

  it('has contrasts of every stance, none of them twice with an item or its own claim', () => {
    const contrasts = items.flatMap((row) => row.contrasts ?? []);
    expect(contrasts).toHaveLength(CONTRASTS);
    expect(new Set(contrasts.map(({ stance }) => stance))).toEqual(new Set(STANCES));
    for (const { claim, contrasts: own = [] } of items) {
      const claimsOfItem = [claim, ...own.map((one) => one.claim)];
      expect(new Set(claimsOfItem).size).toBe(claimsOfItem.length);
    }
  });

  describe('has everyday news', () => {
    const families = rows<Family>('everyday');
    const everyday = families.flatMap((family) => family.claims);

    it('in families of three claims, each with two items and a sentence of each stance', () => {
      expect(families).toHaveLength(724);
      expect(families.filter((family) => family.claims.length !== 3 || family.others.length < 1)).toEqual([]);
      const sided = STANCES.slice(0, 3);
      for (const { items: own, said } of everyday) {
        expect(own.map(({ stance }) => stance).sort()).toEqual([...sided, ...sided].sort());
        expect(said.map(({ stance }) => stance).sort()).toEqual([...sided].sort());
      }
    });

    it('with no subject in two splits, and no claim or text twice', () => {
      const splits = Map.groupBy(families, ({ subject }) => subject);
      for (const own of splits.values()) expect(new Set(own.map(({ split }) => split)).size).toBe(1);
      const worded = everyday.flatMap(({ claim, same, opposite }) => [claim, same, opposite]);
      expect(new Set(worded).size).toBe(worded.length);
      const texts = everyday.flatMap(({ items: own }) =>
        own.map(({ headline, summary }) => `${headline} ${summary}`),
      );
      expect(new Set(texts).size).toBe(texts.length);
    });
  });

  it('marks who says what inside its texts, and none without words that link them', () => {
    const marked = [
      ...rows<Longer>('longer').map(({ text, assertions }) => ({ text, marks: assertions })),
      ...rows<Passage>('passages').map(({ text, attributions }) => ({ text, marks: attributions })),
    ];
    const outside = marked.flatMap(({ text, marks }) =>
      marks
        .flatMap(({ source, cue, content }) => [...source, ...cue, ...content])
        .filter(([start, end]) => start < 0 || start >= end || end > text.length),
    );
    expect(outside).toEqual([]);
    const uncued = rows<Passage>('passages').flatMap(({ attributions }) =>
      attributions.filter(({ cue }) => cue.length === 0),
    );
    expect(uncued).toEqual([]);
  });
});
