/**
 * Third stage: weighs the judge's logits, the cosine and the rules against each other, on the corpus' dev split, its
 * contrasts and everyday news, and writes src/models/fusion.json.
 *   node bench/train/fusion.ts
 */
import { writeFileSync } from 'node:fs';
import { chancesOf, featuresOf, type Signals } from '../../src/matching/fusion.ts';
import { sentencesIn } from '../../src/matching/lexical.ts';
import type { ItemText } from '../../src/matching/matcher.ts';
import { type Models, startModels } from '../../src/matching/neural/models.ts';
import { weigh } from '../../src/matching/weigh.ts';
import { familiesOf, followedOf, newsOf } from '../eval/families.ts';
import { type ClaimRow, itemOf, LABELS, type Label, ours } from '../eval/set.ts';
import { contrasted } from '../eval/variants.ts';
import { scalesOf, topOf } from '../eval/weighed.ts';

const OUT = new URL('../../src/models/fusion.json', import.meta.url);
/** Gradient descent: steps, their length, and what a weight costs that strays from the judge's own word. */
const FIT = { steps: 3_000, rate: 0.3, cost: 0.002 };
/** What a contrast counts beside an item under its own claim: of what comes to a desk, fewer miss it that nearly. */
const CONTRAST = 0.5;

interface Longer {
  readonly claim_id: string;
  readonly headline: string;
  readonly text: string;
  readonly stance: Label;
  readonly split: string;
}
/** What is known of an item and a claim, and what is right. */
interface Row {
  readonly signals: Signals;
  readonly label: Label;
  readonly weight: number;
}

/** As on a desk: the claims that are nearest to an item, most of which it is not about; and then the contrasts. */
async function rowsOf(models: Models): Promise<Row[]> {
  const claims = ours<ClaimRow>('claims').map(({ claim_id, claim }) => following(claim_id, claim));
  const whole = await scalesOf(models, claims);
  const rows: Row[] = [];
  const take = async (item: ItemText, own: string, stance: Label, scales = whole) => {
    for (const { id, signals } of await weigh(sentencesIn(item, scales.followed), item, scales))
      rows.push({ signals, label: id === own ? stance : 'unrelated', weight: 1 });
  };
  const families = familiesOf('dev');
  const daily = await scalesOf(
    models,
    families.flatMap((family) => followedOf(family)),
  );
  for (const family of families)
    for (const { item, own, stance } of newsOf(family)) await take(item, own, stance, daily);
  for (const { claim_id, headline, text, stance, split } of ours<Longer>('longer'))
    if (split === 'dev') await take(itemOf(headline, '', text), claim_id, stance);
  for (const { row, contrasts } of contrasted('dev')) {
    const item = itemOf(row.headline, row.summary);
    await take(item, row.claim_id, row.stance);
    for (const { claim, stance: label } of contrasts) {
      const alone = await scalesOf(models, [following('alone', claim)]);
      const [one] = await weigh(sentencesIn(item, alone.followed), item, alone, ['alone']);
      if (one) rows.push({ signals: one.signals, label, weight: CONTRAST });
    }
  }
  return rows;
}

function following(id: string, statement: string) {
  return { id, statement, aliases: [] };
}

/** Weights that leave the judge's logits as they are. */
function unweighed(): number[][] {
  const width = featuresOf({
    logits: new Float32Array(4),
    cosine: 0,
    behind: 0,
    score: 0,
    stance: null,
  }).length;
  return [0, 1, 2].map((stance) => Array.from({ length: width }, (_, n) => (n === stance + 1 ? 1 : 0)));
}

function regress(rows: readonly Row[]): number[][] {
  const inputs = rows.map(({ signals }) => featuresOf(signals));
  const start = unweighed();
  const weights = start.map((row) => [...row]);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 0; step < FIT.steps; step++) {
    const slopes = weights.map((row) => row.map(() => 0));
    for (const [at, { signals, label, weight }] of rows.entries()) {
      const features = inputs[at] ?? [];
      const chances = chancesOf(signals, weights);
      for (const stance of [0, 1, 2] as const) {
        const miss = weight * (chances[LABELS[stance]] - (label === LABELS[stance] ? 1 : 0));
        const slope = slopes[stance] as number[];
        for (const [n, feature] of features.entries()) slope[n] = (slope[n] ?? 0) + miss * feature;
      }
    }
    for (const [stance, row] of weights.entries())
      for (let n = 0; n < row.length; n++) {
        const stray = (row[n] ?? 0) - (start[stance]?.[n] ?? 0);
        row[n] = (row[n] ?? 0) - FIT.rate * ((slopes[stance]?.[n] ?? 0) / total + FIT.cost * stray);
      }
  }
  return weights;
}

const models = startModels();
const rows = await rowsOf(models);
models.close();
const weights = regress(rows);
const right = (own: number[][]) =>
  rows.filter(({ signals, label }) => topOf(chancesOf(signals, own)) === label).length / rows.length;
console.log(
  `${rows.length} rows: the judge alone ${right(unweighed()).toFixed(3)}, weighed ${right(weights).toFixed(3)}`,
);
for (const row of weights) console.log(row.map((weight) => weight.toFixed(2)).join(' '));
const kept = weights.map((row) => row.map((one) => Number(one.toFixed(4))));
writeFileSync(OUT, `${JSON.stringify({ weights: kept })}\n`);
