import { isSide } from '../../src/model/stance.ts';
import { flipped, type ItemRow, type Label, ours } from './set.ts';

/** Other wordings of a claim, and what is near it and something else. */
interface Variants {
  readonly claim_id: string;
  readonly split: string;
  readonly same: readonly string[];
  readonly opposite: readonly string[];
  readonly other: readonly string[];
}
interface Contrast {
  readonly claim: string;
  readonly stance: Label;
}

/** The claims of a split with their variants. */
export function variantsOf(split: 'dev' | 'test'): Variants[] {
  return ours<Variants>('variants').filter((row) => row.split === split);
}

/** The items of a split, each with other claims that it can be put under and what it says of them. */
export function contrasted(
  split: 'dev' | 'test',
): { readonly row: ItemRow; readonly contrasts: Contrast[] }[] {
  const variants = new Map(ours<Variants>('variants').map((row) => [row.claim_id, row]));
  return ours<ItemRow>(split).map((row, n) => ({
    row,
    contrasts: contrastsOf(row, n, variants.get(row.claim_id)),
  }));
}

/** One of each kind of variant, in turn, and what was written for the item. */
function contrastsOf(item: ItemRow, n: number, variants: Variants | undefined): Contrast[] {
  const { opposite = [], other = [] } = variants ?? {};
  const turn = (texts: readonly string[]) => texts[n % texts.length] ?? '';
  return [
    ...(isSide(item.stance) ? [{ claim: turn(opposite), stance: flipped(item.stance) }] : []),
    ...(item.stance === 'unrelated' ? [] : [{ claim: turn(other), stance: 'unrelated' } as const]),
    ...(item.contrasts ?? []),
  ];
}
