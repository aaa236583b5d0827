import { describe, expect, it } from 'vitest';
import { otherSide, stanceOf } from '../../src/matching/fusion.ts';

function chances(affirms: number, denies: number, observes: number) {
  return { affirms, denies, observes, unrelated: 1 - affirms - denies - observes };
}

describe('the stance of chances', () => {
  it('is the likeliest', () => {
    expect(stanceOf(chances(0.5, 0.2, 0.1))).toBe('affirms');
    expect(stanceOf(chances(0.1, 0.5, 0.3))).toBe('denies');
    expect(stanceOf(chances(0.2, 0.2, 0.3))).toBe('observes');
  });

  it('is no side where the other is nearly as likely', () => {
    expect(stanceOf(chances(0.45, 0.4, 0.05))).toBe('observes');
    expect(stanceOf(chances(0.4, 0.45, 0.05))).toBe('observes');
    expect(otherSide(chances(0.6, 0.2, 0))).toBeCloseTo(0.25);
  });
});
