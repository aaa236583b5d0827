/** A figure with its interval, over `n` things judged. */
export interface Figure {
  readonly name: string;
  readonly n: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1_000;
const SEED = 20_200_106;

/** A value over units and its 95 % interval, by drawing as many units again and again; the same for each run. */
export function figureOf<Unit>(
  name: string,
  units: readonly Unit[],
  value: (units: readonly Unit[]) => number,
  n = units.length,
): Figure {
  const random = randomFrom(SEED);
  const values = Array.from({ length: RESAMPLES }, () =>
    value(units.map(() => units[Math.floor(random() * units.length)] as Unit)),
  ).sort((a, b) => a - b);
  const at = (part: number) => values[Math.round(part * (RESAMPLES - 1))] ?? 0;
  return { name, n, value: value(units), low: at(0.025), high: at(0.975) };
}

/** At most so many of the rows, drawn without looking, in their order; the same for each run. */
export function sampled<Row>(rows: readonly Row[], most: number): Row[] {
  if (rows.length <= most) return [...rows];
  const random = randomFrom(SEED);
  const lots = rows.map((_, at) => ({ at, lot: random() })).sort((a, b) => a.lot - b.lot);
  const drawn = new Set(lots.slice(0, most).map(({ at }) => at));
  return rows.filter((_, at) => drawn.has(at));
}

/** Numbers from 0 to 1 that follow from the seed (Mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
