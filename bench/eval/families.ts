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

/** The claims of a family as they are followed. */
export function followedOf({ family, claims }: Family): ClaimText[] {
  return claims.map(({ claim }, at) => ({ id: `${family}/${at}`, statement: claim, aliases: [] }));
}

/** The opposites of its claims, as they would be followed in their place. */
export function oppositesOf({ family, claims }: Family): ClaimText[] {
  return claims.map(({ opposite }, at) => ({ id: `${family}/${at}`, statement: opposite, aliases: [] }));
}

/** The items of a family. */
export function newsOf({ family, claims, others }: Family): News[] {
  const told = claims.flatMap(({ items }, at) =>
    items.map(({ headline, summary, stance }) => {
      return { item: itemOf(headline, summary), own: `${family}/${at}`, stance };
    }),
  );
  const untold = others.map(({ headline, summary }) => {
    return { item: itemOf(headline, summary), own: '', stance: 'unrelated' as const };
  });
  return [...told, ...untold];
}
