/**
 * Third stage: weighs the judge's logits, the cosine and the rules against each other, on the corpus' dev split and its
 * contrasts, and writes src/models/fusion.json.
 *   node bench/train/fusion.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createFollowed } from '../../src/matching/followed.ts';
import { chancesOf, featuresOf, type Signals } from '../../src/matching/fusion.ts';
import { sentencesIn } from '../../src/matching/lexical.ts';
import { startModels } from '../../src/matching/neural/models.ts';
import { createVectors } from '../../src/matching/vectors.ts';
import { weigh } from '../../src/matching/weigh.ts';

const CORPUS = new URL('../data/newsdesk/', import.meta.url);
const OUT = new URL('../../src/models/fusion.json', import.meta.url);
const STANCES = ['affirms', 'denies', 'observes', 'unrelated'] as const;
const FLIPPED = {
  affirms: 'denies',
  denies: 'affirms',
  observes: 'observes',
  unrelated: 'unrelated',
} as const;
/** Gradient descent: steps, their length, and what a weight costs that strays from the judge's own word. */
const FIT = { steps: 3_000, rate: 0.3, cost: 0.002 };

type Label = (typeof STANCES)[number];
interface Item {
  readonly claim_id: string;
  readonly claim: string;
  readonly headline: string;
  readonly summary: string;
  readonly stance: Label;
  readonly contrasts?: readonly { readonly claim: string; readonly stance: Label }[];
}
interface Variants {
  readonly claim_id: string;
  readonly opposite: readonly string[];
  readonly other: readonly string[];
}
type Row = readonly [claim: string, item: Item, label: Label];

function lines<T>(name: string): T[] {
  return readFileSync(new URL(name, CORPUS), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function rowsOf(): Row[] {
  const variants = new Map(lines<Variants>('variants.jsonl').map((row) => [row.claim_id, row]));
  return lines<Item>('dev.jsonl').flatMap((item, n): Row[] => {
    const { opposite = [], other = [] } = variants.get(item.claim_id) ?? {};
    const pick = (texts: readonly string[]) => texts[n % texts.length] ?? '';
    const sided = item.stance === 'affirms' || item.stance === 'denies';
    return [
      [item.claim, item, item.stance],
      ...(sided ? [[pick(opposite), item, FLIPPED[item.stance]] as const] : []),
      ...(item.stance === 'unrelated' ? [] : [[pick(other), item, 'unrelated'] as const]),
      ...(item.contrasts ?? []).map(({ claim, stance }) => [claim, item, stance] as const),
    ];
  });
}

async function signalsOf(rows: readonly Row[]): Promise<Signals[]> {
  const models = startModels();
  const found: Signals[] = [];
  for (const [claim, { headline, summary }] of rows) {
    const followed = createFollowed();
    const vectors = createVectors(models, null);
    await followed.follow([{ id: 'one', statement: claim, aliases: [] }], []);
    await vectors.follow(new Map([['one', claim]]));
    const item = { title: headline, summary, text: '', language: 'en' };
    const [one] = await weigh(sentencesIn(item, followed), item, { followed, vectors, models }, ['one']);
    if (one) found.push(one.signals);
  }
  models.close();
  return found;
}

function regress(signals: readonly Signals[], labels: readonly number[]): number[][] {
  const rows = signals.map(featuresOf);
  const width = rows[0]?.length ?? 0;
  const start: number[][] = [0, 1, 2].map((stance) =>
    Array.from({ length: width }, (_, n) => (n === stance + 1 ? 1 : 0)),
  );
  const weights = start.map((row) => [...row]);
  for (let step = 0; step < FIT.steps; step++) {
    const slopes = weights.map(() => new Array<number>(width).fill(0));
    for (const [at, features] of rows.entries()) {
      const chances = chancesOf(signals[at] as Signals, weights);
      for (const stance of [0, 1, 2] as const) {
        const miss = chances[STANCES[stance]] - (labels[at] === stance ? 1 : 0);
        const slope = slopes[stance] as number[];
        for (const [n, feature] of features.entries()) slope[n] = (slope[n] ?? 0) + miss * feature;
      }
    }
    for (const [stance, row] of weights.entries())
      for (let n = 0; n < width; n++) {
        const stray = (row[n] ?? 0) - (start[stance]?.[n] ?? 0);
        row[n] = (row[n] ?? 0) - FIT.rate * ((slopes[stance]?.[n] ?? 0) / rows.length + FIT.cost * stray);
      }
  }
  return weights;
}

const rows = rowsOf();
const signals = await signalsOf(rows);
const labels = rows.map(([, , label]) => STANCES.indexOf(label));
const weights = regress(signals, labels);
const right = (own?: number[][]) =>
  signals.filter((one, n) => {
    const chances = chancesOf(one, own);
    const best = STANCES.reduce((top, stance) => (chances[stance] > chances[top] ? stance : top));
    return STANCES.indexOf(best) === labels[n];
  }).length / signals.length;
const alone = [0, 1, 2].map((stance) => Array.from({ length: 9 }, (_, n) => (n === stance + 1 ? 1 : 0)));
console.log(
  `${rows.length} rows: the judge alone ${right(alone).toFixed(3)}, weighed ${right(weights).toFixed(3)}`,
);
for (const row of weights) console.log(row.map((weight) => weight.toFixed(2)).join(' '));
writeFileSync(
  OUT,
  `${JSON.stringify({ weights: weights.map((row) => row.map((one) => Number(one.toFixed(4)))) })}\n`,
);
