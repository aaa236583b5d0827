import type { Attributed } from '../../src/matching/matcher.ts';
import { documentOf } from '../../src/model/item.ts';
import { isSide } from '../../src/model/stance.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { realMatcher } from './newsdesk.ts';
import { share } from './scores.ts';
import { claimsOf, type EvalSet, itemOf, type Label, ours } from './set.ts';

interface Marked {
  readonly stance: Label;
  /** Where what is said stands in the text: pairs of UTF-16 offsets. */
  readonly content: readonly (readonly [start: number, end: number])[];
}
interface LongRow {
  readonly claim_id: string;
  readonly claim: string;
  readonly headline: string;
  readonly text: string;
  readonly split: string;
  readonly assertions: readonly Marked[];
}

const longer: EvalSet = {
  name: 'longer',
  isPublic: false,
  async run(bench) {
    const aliases = new Map(claimsOf(bench).map((claim) => [claim.claim_id, claim.aliases ?? []]));
    const matcher = realMatcher(bench.models);
    const rows = ours<LongRow>('longer').filter(({ split }) => split === bench.split);
    const counted = [];
    for (const { claim_id: id, claim: statement, headline, text, assertions } of sampled(rows, bench.most)) {
      await matcher.follow([{ id, statement, aliases: aliases.get(id) ?? [] }], []);
      await matcher.prepared();
      const item = itemOf(headline, '', text);
      const reported = (await matcher.judge(item)).flatMap((judgement) => judgement.assertions);
      const shift = documentOf(item).length - text.length;
      const sided = assertions.filter(({ stance }) => isSide(stance));
      counted.push({
        marked: sided.length,
        found: sided.filter((one) => reported.some((other) => agree(one, other, shift))).length,
        reported: reported.length,
        right: reported.filter((one) => assertions.some((other) => agree(other, one, shift))).length,
      });
    }
    type Count = (typeof counted)[number];
    const of = (units: readonly Count[], field: keyof Count) =>
      units.reduce((sum, one) => sum + one[field], 0);
    return [
      figureOf(
        'marked affirms and denies that are reported',
        counted,
        (units) => share(of(units, 'found'), of(units, 'marked')),
        of(counted, 'marked'),
      ),
      figureOf(
        'reported assertions that are right',
        counted,
        (units) => share(of(units, 'right'), of(units, 'reported')),
        of(counted, 'reported'),
      ),
    ];
  },
};

/** Who says what in texts of 5 to 12 sentences, each claim followed alone; texts are drawn, assertions counted. */
export const LONGER = [longer];

function agree(marked: Marked, { stance, start, end }: Attributed, shift: number): boolean {
  return (
    stance === marked.stance && marked.content.some(([from, to]) => from + shift < end && start < to + shift)
  );
}
