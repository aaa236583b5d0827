import { createLexicalMatcher } from '../../src/matching/lexical.ts';
import { BANDS, type Matcher } from '../../src/matching/matcher.ts';
import type { Models } from '../../src/matching/neural/models.ts';
import { createSemanticMatcher } from '../../src/matching/semantic.ts';
import { type Figure, figureOf, sampled } from './bootstrap.ts';
import { accuracyAndF1, inversions, type Judged, mean } from './scores.ts';
import {
  type Bench,
  type ClaimRow,
  claimsOf,
  type EvalSet,
  type ItemRow,
  itemOf,
  itemsOf,
  type Label,
  labelOf,
  ours,
  pack,
  textOf,
} from './set.ts';

interface Seen extends Judged {
  /** The score of the item's own claim; 0 where it isn't matched. */
  readonly score: number;
  /** Matches on other claims. */
  readonly others: number;
}

const newsdesk: EvalSet = {
  name: 'newsdesk',
  isPublic: false,
  run: (bench) => both(bench, claimsOf(bench), itemsOf(bench)),
};

const newsdeskPack: EvalSet = {
  name: 'newsdesk-pack',
  isPublic: true,
  run(bench) {
    const rows = pack<ItemRow & { readonly label: Label | 'neither' }>(bench, 'newsdesk-dev');
    const items = rows.map((row) => ({ ...row, stance: labelOf(row.label) }));
    return both(bench, pack(bench, 'newsdesk-dev-claims'), sampled(items, bench.most));
  },
};

const arabic: EvalSet = {
  name: 'arabic',
  isPublic: false,
  async run(bench) {
    const items = ours<ItemRow>('arabic').filter(({ split }) => split === bench.split);
    return figures(await seenBy(realMatcher(bench.models), claimsOf(bench), sampled(items, bench.most)));
  },
};

/** Items judged with all claims of their part followed at once. */
export const NEWSDESK = [newsdesk, newsdeskPack, arabic];

/** The matcher of the desk; what it would only warn of ends the run, since the rules would go on alone. */
export function realMatcher(models: Models): Matcher {
  return createSemanticMatcher(
    () => models,
    null,
    (cause, what) => {
      throw new Error(what, { cause });
    },
  );
}

async function both({ models }: Bench, claims: readonly ClaimRow[], items: readonly ItemRow[]) {
  const real = figures(await seenBy(realMatcher(models), claims, items));
  const ruled = figures(await seenBy(createLexicalMatcher(), claims, items));
  return [...real, ...ruled.map((figure) => ({ ...figure, name: `${figure.name}, by the rules alone` }))];
}

async function seenBy(
  matcher: Matcher,
  claims: readonly ClaimRow[],
  items: readonly ItemRow[],
): Promise<Seen[]> {
  await matcher.follow(claims.map(textOf), []);
  await matcher.prepared();
  const seen: Seen[] = [];
  for (const { claim_id, headline, summary, stance: label } of items) {
    const judgements = await matcher.judge(itemOf(headline, summary));
    const own = judgements.find(({ claim }) => claim === claim_id);
    const others = judgements.length - (own ? 1 : 0);
    seen.push({ label, said: own?.stance ?? 'unrelated', score: own?.score ?? 0, others });
  }
  return seen;
}

function figures(seen: readonly Seen[]): Figure[] {
  const unrelated = seen.filter(({ label }) => label === 'unrelated');
  return [
    ...accuracyAndF1(seen),
    inversions(seen),
    figureOf('unrelated that alert', unrelated, (units) =>
      mean(units.map(({ score }) => Number(score >= BANDS.alert))),
    ),
    figureOf('matches on other claims per item', seen, (units) => mean(units.map(({ others }) => others))),
  ];
}
