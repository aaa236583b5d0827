import type { ClaimText, ItemText } from '../../src/matching/matcher.ts';
import { itemOf, type Label, ours } from './set.ts';

interface Headlined {
  readonly headline: string;
  readonly summary: string;
}
/** Three claims that differ in one thing, with plain news about each, and about none. */
interface Family {
  readonly family: string;
  readonly split: string;
  readonly claims: readonly {
    readonly claim: string;
    readonly opposite: string;
    readonly items: readonly (Headlined & { readonly stance: Label })[];
  }[];
  readonly others: readonly Headlined[];
}
/** An item, the claim that it is about (empty for none of the family), and what it says of it. */
interface News {
  readonly item: ItemText;
  readonly own: string;
  readonly stance: Label;
}

export function familiesOf(split: 'dev' | 'test'): Family[] {
  return ours<Family>('everyday').filter((family) => family.split === split);
}

/** The claims of a family, or their opposites, as they are followed. */
export function followedOf(family: Family, wording: 'claim' | 'opposite' = 'claim'): ClaimText[] {
  return family.claims.map((one, at) => ({ id: idOf(family, at), statement: one[wording], aliases: [] }));
}

/** The items of a family. */
export function newsOf(family: Family): News[] {
  const told = family.claims.flatMap(({ items }, at) =>
    items.map(({ headline, summary, stance }) => {
      return { item: itemOf(headline, summary), own: idOf(family, at), stance };
    }),
  );
  const untold = family.others.map(({ headline, summary }) => {
    return { item: itemOf(headline, summary), own: '', stance: 'unrelated' as const };
  });
  return [...told, ...untold];
}

function idOf({ family }: Family, at: number): string {
  return `${family}/${at}`;
}
