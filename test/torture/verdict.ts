import type { Outcome } from './driver.ts';

/** What a tortured run has too little or too much of, against one in peace. */
export interface Verdict {
  readonly messages: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Places whose messages stand in another order. */
  readonly disordered: readonly string[];
  readonly sameLedger: boolean;
}

export function compare(peaceful: Outcome, tortured: Outcome): Verdict {
  const lost: string[] = [];
  const doubled: string[] = [];
  const disordered: string[] = [];
  let messages = 0;
  for (const place of new Set([...peaceful.messages.keys(), ...tortured.messages.keys()])) {
    const wanted = peaceful.messages.get(place) ?? [];
    const found = tortured.messages.get(place) ?? [];
    messages += found.length;
    const name = place.split('\n')[0] ?? place;
    lost.push(...without(wanted, found).map((text) => `${name}: ${text}`));
    doubled.push(...without(found, wanted).map((text) => `${name}: ${text}`));
    // In a channel stories of different claims come by turns as they come.
    if (place.includes(' ') && wanted.length === found.length && wanted.some((text, n) => text !== found[n]))
      disordered.push(name);
  }
  const sameLedger = JSON.stringify(peaceful.ledger) === JSON.stringify(tortured.ledger);
  return { messages, lost, doubled, disordered, sameLedger };
}

/** Those of `all` that are not in `others`, each as often as it is missing. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = Map.groupBy(others, (text) => text);
  return all.filter((text) => left.get(text)?.pop() === undefined);
}
