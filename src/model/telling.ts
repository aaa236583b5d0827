import { type Item, itemTime } from './item.ts';
import type { Assertion } from './match.ts';
import type { Span } from './message.ts';
import type { Say } from './say.ts';
import type { Stance } from './stance.ts';
import type { Instant } from './time.ts';

/** Who said it: `Mark Esper (US defence secretary), told AFP`. */
export function speaker({ claimant, agency }: Assertion, say: Say): string {
  const place = [claimant.role, claimant.organisation]
    .filter((part) => part && part !== claimant.name)
    .join(', ');
  const via = agency && agency !== claimant.name ? `, ${say.text('to {agency}', { agency })}` : '';
  return `${claimant.name}${place ? ` (${place})` : ''}${via}`;
}

/** An item's headline as a link, its outlet, the agency it credits, and its time. */
export function itemSpans(item: Item, say: Say): Span[] {
  const title: Span = item.url ? { link: item.url, label: item.title } : item.title;
  return [title, ` · ${item.outlet}${credit(item, say)} · `, { time: itemTime(item) }];
}

/** The same without the headline, for where words of that time are quoted: the outlet is the link. */
export function outletSpans(item: Item, at: Instant, say: Say): Span[] {
  const outlet: Span = item.url ? { link: item.url, label: item.outlet } : item.outlet;
  return [outlet, `${credit(item, say)} · `, { time: at }];
}

function credit({ origin, outlet }: Item, say: Say): string {
  if (origin === null || outlet.startsWith(origin)) return '';
  return `, ${say.text('credits {agency}', { agency: origin })}`;
}

const MOST_NAMES = 8;
const LABELS: readonly [Stance, string][] = [
  ['affirms', 'Affirm'],
  ['denies', 'Deny'],
  ['observes', 'Neither affirm nor deny'],
];

/** The names on each side, each once, for the sides that have any. */
export function byStance(assertions: readonly Assertion[], say: Say): { label: string; names: string }[] {
  return LABELS.flatMap(([stance, label]) => {
    const names = [
      ...new Set(assertions.filter((one) => one.stance === stance).map((one) => one.claimant.name)),
    ];
    const left = names.length - MOST_NAMES;
    const more = left > 0 ? ` ${say.text('and {n} more', { n: left })}` : '';
    const shown = names.slice(0, MOST_NAMES).join(', ');
    return names.length === 0 ? [] : [{ label: say.text(label), names: shown + more }];
  });
}
