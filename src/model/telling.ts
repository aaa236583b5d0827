import { type Item, itemTime } from './item.ts';
import type { Assertion } from './match.ts';
import type { Span } from './message.ts';
import type { Stance } from './stance.ts';
import type { Instant } from './time.ts';

/** Who said it: `Mark Esper (US defence secretary), told AFP`. */
export function speaker({ claimant, agency }: Assertion): string {
  const place = [claimant.role, claimant.organisation]
    .filter((part) => part && part !== claimant.name)
    .join(', ');
  const via = agency && agency !== claimant.name ? `, to ${agency}` : '';
  return `${claimant.name}${place ? ` (${place})` : ''}${via}`;
}

/** An item's headline as a link, its outlet, the agency it credits, and its time. */
export function itemSpans(item: Item): Span[] {
  const title: Span = item.url ? { link: item.url, label: item.title } : item.title;
  return [title, ` · ${item.outlet}${credit(item)} · `, { time: itemTime(item) }];
}

/** The same without the headline, for where words of that time are quoted: the outlet is the link. */
export function outletSpans(item: Item, at: Instant): Span[] {
  const outlet: Span = item.url ? { link: item.url, label: item.outlet } : item.outlet;
  return [outlet, `${credit(item)} · `, { time: at }];
}

function credit({ origin, outlet }: Item): string {
  return origin === null || outlet.startsWith(origin) ? '' : `, credits ${origin}`;
}

const MOST_NAMES = 8;
const LABELS: readonly [Stance, string][] = [
  ['affirms', 'Affirm'],
  ['denies', 'Deny'],
  ['observes', 'Neither affirm nor deny'],
];

/** The names on each side, each once, for the sides that have any. */
export function byStance(assertions: readonly Assertion[]): { label: string; names: string }[] {
  return LABELS.flatMap(([stance, label]) => {
    const names = [
      ...new Set(assertions.filter((one) => one.stance === stance).map((one) => one.claimant.name)),
    ];
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
    return names.length === 0 ? [] : [{ label, names: names.slice(0, MOST_NAMES).join(', ') + more }];
  });
}
