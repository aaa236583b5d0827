/** Numbers that are the same for the same seed (mulberry32). */
export interface Random {
  /** A whole number from 0 to below `most`. */
  below(most: number): number;
}

export function randomBy(seed: number): Random {
  let state = seed >>> 0;
  return {
    below(most) {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
    },
  };
}
