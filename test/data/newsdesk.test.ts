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
}
interface Longer {
  readonly id: string;
  readonly text: string;
  readonly assertions: readonly Readonly<Record<'source' | 'cue' | 'content', readonly [number, number][]>>[];
}

const FOLDER = new URL('../../bench/data/newsdesk/', import.meta.url);
const SPLITS = ['train', 'dev', 'test'] as const;

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
    for (const stance of ['affirms', 'denies', 'observes', 'unrelated'])
      expect(counts.get(stance)?.length).toBeGreaterThan(1_590);
  });

  it('marks assertions of longer texts inside them', () => {
    const spans = rows<Longer>('longer').flatMap(({ text, assertions }) =>
      assertions.flatMap(({ source, cue, content }) =>
        [...source, ...cue, ...content].map(([start, end]) => ({ start, end, length: text.length })),
      ),
    );
    expect(spans.filter(({ start, end, length }) => start < 0 || start >= end || end > length)).toEqual([]);
  });
});
