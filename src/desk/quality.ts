import type { ClaimQuality } from '../command/desk.ts';
import { BANDS } from '../matching/matcher.ts';
import type { Claim } from '../model/claim.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import type { Match } from '../model/match.ts';
import { rulingsIn } from '../model/ruling.ts';
import type { Store } from '../storage/store.ts';
import { bandsOf, isAgainst } from './bands.ts';

const OTHERS = [0.4, 0.5, 0.6, 0.7, 0.8];

/** How well the desk's rulings say that a claim is matched. */
export async function qualityOf(store: Store, claim: Claim): Promise<ClaimQuality> {
  const matches = await store.matches.ofClaim(claim.slug);
  const ruled = matches.filter(({ byDesk }) => byDesk);
  const rulings = rulingsIn(matches);
  const counted = ruled.length === 0 ? new Set() : countedUnruled(await store.ledger.ofClaim(claim.slug));
  const { alert, suggest } = bandsOf(rulings);
  return {
    claim,
    ...tally(ruled),
    unaided: tally(ruled.filter(({ itemId }) => counted.has(itemId))),
    start: BANDS.alert,
    alert,
    suggest,
    against: rulings.filter((ruling) => isAgainst(BANDS.alert, ruling)),
    others: OTHERS.map((threshold) => {
      const alerting = matches.filter(({ score }) => score >= threshold);
      const unruled = alerting.filter(({ byDesk }) => !byDesk).length;
      const ofRuled = tally(alerting.filter(({ byDesk }) => byDesk));
      return { threshold, alerts: alerting.length, ...ofRuled, unruled };
    }),
  };
}

function tally(ruled: readonly Match[]): { confirmed: number; rejected: number } {
  const confirmed = ruled.filter(({ status }) => status === 'confirmed').length;
  return { confirmed, rejected: ruled.length - confirmed };
}

/** Ids of the items that counted before the desk ruled on them. Only the ledger still knows that. */
function countedUnruled(entries: readonly LedgerEntry[]): Set<string> {
  const counted = new Set<string>();
  const ruled = new Set<string>();
  for (const { event } of entries) {
    if (event.kind === 'match-confirmed' || event.kind === 'match-rejected') ruled.add(event.itemId);
    if (event.kind !== 'item-matched' || ruled.has(event.itemId)) continue;
    if (event.status === 'confirmed') counted.add(event.itemId);
    else counted.delete(event.itemId);
  }
  return counted;
}
