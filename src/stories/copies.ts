import { runsOf } from '../model/item.ts';

/**
 * How much of the shorter text stands in the longer one, 0 to 1: a copy that was cut or got a paragraph more is
 * still a copy. Texts under five words are never copies.
 */
export function sharedText(a: string, b: string): number {
  const [small, large] = [runsOf(a), runsOf(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  if (small.size === 0) return 0;
  return small.intersection(large).size / small.size;
}

/** From here up a text counts as a copy: a wire text with an outlet's own first line still shares half. */
export const COPY = 0.5;
