/**
 * How well items are matched to claims, as a markdown table with 95 % intervals (1,000 resamples).
 *   npm run eval -- [FOLDER] [--set NAME] [--dev] [--sample N]     (or EVAL_DATA=FOLDER)
 * FOLDER holds `matching/` with the public packs; without it only the sets of our own corpus run. `--dev` takes the
 * corpus' dev split, which weights were chosen on, in place of test, which is for reporting alone. `--sample` judges at
 * most N rows of each set. Vectors are kept in node_modules/.cache/eval. Status 2: it was asked for what it cannot do.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../src/errors.ts';
import { ATTRIBUTION } from './eval/attribution.ts';
import type { Figure } from './eval/bootstrap.ts';
import { CONTRASTS } from './eval/contrasts.ts';
import { COPIES } from './eval/copies.ts';
import { EVERYDAY } from './eval/everyday.ts';
import { HEADLINES } from './eval/headlines.ts';
import { LONGER } from './eval/longer.ts';
import { startCachedModels } from './eval/models.ts';
import { NEWSDESK } from './eval/newsdesk.ts';
import { RETRIEVAL } from './eval/retrieval.ts';
import type { Bench, EvalSet } from './eval/set.ts';
import { STANCE } from './eval/stance.ts';

const SETS: readonly EvalSet[] = [
  ...NEWSDESK,
  ...CONTRASTS,
  EVERYDAY,
  ...LONGER,
  ...COPIES,
  ...ATTRIBUTION,
  ...STANCE,
  ...RETRIEVAL,
  ...HEADLINES,
];

interface Asked extends Omit<Bench, 'models'> {
  readonly sets: readonly EvalSet[];
}

function asked(): Asked {
  const { values, positionals } = argumentsOf();
  const folder = positionals[0] ?? process.env.EVAL_DATA ?? '';
  if (folder !== '' && !existsSync(`${folder}/matching`))
    throw new UserError(`${folder} has no folder "matching": name the one that holds the public packs.`);
  const most = Number(values.sample ?? Number.MAX_SAFE_INTEGER);
  if (!Number.isSafeInteger(most) || most < 1)
    throw new UserError('--sample takes a whole number from 1, such as --sample 100.');
  const named = SETS.filter(({ name }) => values.set === undefined || name === values.set);
  if (named.length === 0)
    throw new UserError(
      `There is no set ${values.set}: take one of ${SETS.map(({ name }) => name).join(', ')}.`,
    );
  const sets = named.filter(({ isPublic }) => folder !== '' || !isPublic);
  if (sets.length === 0)
    throw new UserError(
      `The set ${values.set} is a public pack: npm run eval -- FOLDER --set ${values.set}, or EVAL_DATA=FOLDER.`,
    );
  return { sets, folder, split: values.dev ? 'dev' : 'test', most };
}

function argumentsOf() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { set: { type: 'string' }, dev: { type: 'boolean' }, sample: { type: 'string' } },
    });
  } catch (error) {
    throw new UserError(`${messageOf(error)} npm run eval -- [FOLDER] [--set NAME] [--dev] [--sample N]`);
  }
}

function rowOf(set: string, { name, n, value, low, high }: Figure): string {
  const [middle, from, to] = [value, low, high].map((one) => one.toFixed(3));
  return `| ${set} | ${n} | ${name} | ${middle} | ${from} to ${to} |`;
}

async function run({ sets, ...rest }: Asked): Promise<void> {
  const models = startCachedModels();
  try {
    await models.loaded;
    console.log('| set | n | figure | value | 95 % interval |\n| --- | --: | --- | --: | --- |');
    for (const { name, isPublic, run: figures } of sets)
      for (const figure of await figures({ ...rest, models }))
        console.log(rowOf(isPublic ? name : `${name} (${rest.split})`, figure));
  } finally {
    models.close();
  }
}

try {
  await run(asked());
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
