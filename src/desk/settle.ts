import type { Judgement } from '../matching/matcher.ts';
import { documentOf, type Item } from '../model/item.ts';
import type { Match } from '../model/match.ts';
import { rulingsIn } from '../model/ruling.ts';
import { areOpposed } from '../model/stance.ts';
import type { Store } from '../storage/store.ts';
import { bandsOf } from './bands.ts';
import { withText } from './copies.ts';

/**
 * What becomes of a judgement by the desk's rulings on the claim so far: the match's status and reason, or null where
 * there is no match. What the desk ruled on this item stays; a copy of an item that was confirmed counts, a copy of one
 * that was rejected is only suggested, however long ago that was, and all else goes by the claim's bands. `before` is the item's match so far.
 */
export async function settle(
  store: Store,
  item: Item,
  { claim, score, stance, reason }: Judgement,
  before: Match | undefined,
): Promise<Pick<Match, 'status' | 'reason'> | null> {
  if (before?.byDesk) return { status: before.status, reason };
  // A threshold that moved takes nothing back: only an edit for which the item scores less does.
  if (before?.status === 'confirmed' && score >= before.score) return { status: 'confirmed', reason };
  const matches = await store.matches.ofClaim(claim);
  const { alert, suggest } = bandsOf(rulingsIn(matches));
  const ruled = matches.filter((match) => match.byDesk && !areOpposed(match.stance, stance));
  const copied = await ruledCopy(store, item, ruled);
  const confirmed = copied?.status === 'confirmed';
  if (score < suggest && !confirmed) return null;
  if (!copied) return { status: score >= alert ? 'confirmed' : 'suggested', reason };
  const why = `has the text of “${copied.title}”, which the desk ${copied.status}`;
  return { status: confirmed ? 'confirmed' : 'suggested', reason: `${reason}; ${why}` };
}

/** The item of these matches with which this one shares most of its text, or null where it copies none. */
async function ruledCopy(
  store: Store,
  item: Item,
  ruled: readonly Match[],
): Promise<Pick<Match & Item, 'status' | 'title'> | null> {
  if (ruled.length === 0) return null;
  const statuses = new Map(ruled.map(({ itemId, status }) => [itemId, status]));
  const sharing = await store.sketches.sharing(documentOf(item), null);
  const [copied] = await withText(
    store,
    item,
    sharing.filter(({ itemId }) => statuses.has(itemId)),
  );
  const status = copied && statuses.get(copied.id);
  return copied && status ? { status, title: copied.title } : null;
}
