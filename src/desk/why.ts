import type { Why } from '../command/desk.ts';
import { UserError } from '../errors.ts';
import { canonicalLink } from '../feeds/identity.ts';
import type { Delivery } from '../model/alert.ts';
import type { Item } from '../model/item.ts';
import { rulingsIn } from '../model/ruling.ts';
import type { Store } from '../storage/store.ts';
import { bandsOf } from './bands.ts';
import type { DeskDeps } from './deps.ts';

const NEAREST = 3;

/** All that is kept of how an item was judged and told. Throws UserError where no such item was seen. */
export async function whyOf(
  { store, matcher }: Pick<DeskDeps, 'store' | 'matcher'>,
  words: string,
): Promise<Why> {
  const item = await itemMeant(store, words.trim());
  const sightings = await store.items.sightings(item.id);
  const outlets = new Map((await store.feeds.list()).map(({ id, outlet }) => [id, outlet]));
  const matches = [];
  for (const match of await store.matches.ofItem(item.id))
    matches.push({ match, ...bandsOf(rulingsIn(await store.matches.ofClaim(match.claim))) });
  const explained = matches.length === 0 ? (await matcher.explain(item)).claims : [];
  const sent = item.storyId === null ? null : await store.outbox.ofStory(item.storyId);
  return {
    item,
    feeds: sightings.map(({ feedId, at }) => ({
      outlet: outlets.get(feedId) ?? null,
      at,
    })),
    edits: (await store.items.revisions(item.id)).length,
    matches,
    near: explained
      .filter(({ score }) => score > 0)
      .slice(0, NEAREST)
      .map(({ claim, score, reason }) => ({ claim, score, reason })),
    decisions: await store.matches.decisions(item.id),
    outcomes: await store.channels.outcomes(item.id),
    deliveries: sent && countsOf(sent),
    parked: (sent ?? []).filter(({ status }) => status === 'parked'),
  };
}

async function itemMeant(store: Store, words: string): Promise<Item> {
  const found =
    (await store.items.byId(words)) ??
    (await store.items.byLink(canonicalLink(words))) ??
    (words === '' ? null : await store.items.meant(words));
  if (found) return found;
  throw new UserError(
    'No item “{words}” was seen. Give its address, its id, or words of its headline; /feeds list shows which feeds are read.',
    { words },
  );
}

function countsOf(deliveries: readonly Delivery[]): Record<Delivery['status'], number> {
  const counts = { pending: 0, 'in-flight': 0, sent: 0, parked: 0 };
  for (const { status } of deliveries) counts[status]++;
  return counts;
}
