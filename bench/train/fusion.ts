/**
 * Third stage: weighs the judge's logits, the cosine and the rules against each other, on the corpus' dev split and its
 * contrasts, and writes src/models/fusion.json.
 *   node bench/train/fusion.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createFollowed } from '../../src/matching/followed.ts';
import { chancesOf, featuresOf, type Signals } from '../../src/matching/fusion.ts';
import { sentencesIn } from '../../src/matching/lexical.ts';
import { type Models, startModels } from '../../src/matching/neural/models.ts';
import { createVectors } from '../../src/matching/vectors.ts';
import { type Scales, weigh } from '../../src/matching/weigh.ts';

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
interface Longer {
  readonly claim_id: string;
  readonly headline: string;
  readonly text: string;
  readonly stance: Label;
  readonly split: string;
}
interface Variants {
  readonly claim_id: string;
  readonly opposite: readonly string[];
  readonly other: readonly string[];
}
/** What is known of an item and a claim, and what is right. */
interface Row {
  readonly signals: Signals;
  readonly label: number;
}

function lines<T>(name: string): T[] {
  return readFileSync(new URL(name, CORPUS), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Items under other claims than the one that they were written for. */
function contrastsOf(item: Item, n: number, variants: ReadonlyMap<string, Variants>): [string, Label][] {
  const { opposite = [], other = [] } = variants.get(item.claim_id) ?? {};
  const pick = (texts: readonly string[]) => texts[n % texts.length] ?? '';
  const sided = item.stance === 'affirms' || item.stance === 'denies';
  return [
    ...(sided ? [[pick(opposite), FLIPPED[item.stance]] as [string, Label]] : []),
    ...(item.stance === 'unrelated' ? [] : [[pick(other), 'unrelated'] as [string, Label]]),
    ...(item.contrasts ?? []).map(({ claim, stance }): [string, Label] => [claim, stance]),
  ];
}

/** As on a desk: the claims that are nearest to an item, most of which it is not about; and then the contrasts. */
async function rowsOf(models: Models): Promise<Row[]> {
  const items = lines<Item>('dev.jsonl');
  const variants = new Map(lines<Variants>('variants.jsonl').map((row) => [row.claim_id, row]));
  const claims = new Map(lines<Item>('claims.jsonl').map(({ claim_id, claim }) => [claim_id, claim]));
  const rows: Row[] = [];
  const whole = await scalesOf(claims, models);
  const longer = lines<Longer>('longer.jsonl').filter(({ split }) => split === 'dev');
  for (const { claim_id, headline, text, stance } of longer) {
    const story = { title: headline, summary: '', text, language: 'en' };
    for (const { id, signals } of await weigh(sentencesIn(story, whole.followed), story, whole))
      rows.push({ signals, label: STANCES.indexOf(id === claim_id ? stance : 'unrelated') });
  }
  for (const [n, item] of items.entries()) {
    const text = { title: item.headline, summary: item.summary, text: '', language: 'en' };
    for (const { id, signals } of await weigh(sentencesIn(text, whole.followed), text, whole))
      rows.push({ signals, label: STANCES.indexOf(id === item.claim_id ? item.stance : 'unrelated') });
    for (const [claim, label] of contrastsOf(item, n, variants)) {
      const alone = await scalesOf(new Map([['one', claim]]), models);
      const [one] = await weigh(sentencesIn(text, alone.followed), text, alone, ['one']);
      if (one) rows.push({ signals: one.signals, label: STANCES.indexOf(label) });
    }
  }
  return rows;
}

async function scalesOf(claims: ReadonlyMap<string, string>, models: Models): Promise<Scales> {
  const followed = createFollowed();
  const vectors = createVectors(models, null);
  await followed.follow(
    [...claims].map(([id, statement]) => ({ id, statement, aliases: [] })),
    [],
  );
  await vectors.follow(claims);
  return { followed, vectors, models };
}

function regress(rows: readonly Row[]): number[][] {
  const inputs = rows.map(({ signals }) => featuresOf(signals));
  const width = inputs[0]?.length ?? 0;
  const start: number[][] = [0, 1, 2].map((stance) =>
    Array.from({ length: width }, (_, n) => (n === stance + 1 ? 1 : 0)),
  );
  const weights = start.map((row) => [...row]);
  for (let step = 0; step < FIT.steps; step++) {
    const slopes = weights.map(() => new Array<number>(width).fill(0));
    for (const [at, { signals, label }] of rows.entries()) {
      const features = inputs[at] ?? [];
      const chances = chancesOf(signals, weights);
      for (const stance of [0, 1, 2] as const) {
        const miss = chances[STANCES[stance]] - (label === stance ? 1 : 0);
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

const models = startModels();
const rows = await rowsOf(models);
models.close();
const weights = regress(rows);
const alone = [0, 1, 2].map((stance) => Array.from({ length: 9 }, (_, n) => (n === stance + 1 ? 1 : 0)));
const right = (own: number[][]) =>
  rows.filter(({ signals, label }) => {
    const chances = chancesOf(signals, own);
    return STANCES.indexOf(STANCES.reduce((top, one) => (chances[one] > chances[top] ? one : top))) === label;
  }).length / rows.length;
console.log(
  `${rows.length} rows: the judge alone ${right(alone).toFixed(3)}, weighed ${right(weights).toFixed(3)}`,
);
for (const row of weights) console.log(row.map((weight) => weight.toFixed(2)).join(' '));
const kept = weights.map((row) => row.map((one) => Number(one.toFixed(4))));
writeFileSync(OUT, `${JSON.stringify({ weights: kept })}\n`);
