import { describe, expect, it } from 'vitest';
import { bandsOf } from '../../src/desk/bands.ts';
import type { Ruling } from '../../src/model/ruling.ts';

const confirmed = (...scores: number[]): Ruling[] => scores.map((score) => ({ score, confirmed: true }));
const rejected = (...scores: number[]): Ruling[] => scores.map((score) => ({ score, confirmed: false }));
const times = <T>(many: number, one: T): T[] => Array.from({ length: many }, () => one);

describe('the bands of a claim', () => {
  it.each<[string, Ruling[], number]>([
    ['start where every claim starts', [], 0.5],
    ['stay where the rulings agree with them', [...confirmed(0.5, 0.9), ...rejected(0.36, 0.49)], 0.5],
    ['move past one rejection that is near', rejected(0.52), 0.53],
    ['move down to one confirmation that is near', confirmed(0.48), 0.48],
    ['follow one that is far by 0.05 only', rejected(0.9), 0.55],
    ['follow one confirmation that is far by 0.05 only', confirmed(0.36), 0.45],
    ['move on with more rejections', rejected(0.58, 0.6, 0.6, 0.61), 0.61],
    [
      'part what was confirmed from what was rejected',
      [...confirmed(...times(9, 0.72)), ...rejected(...times(9, 0.64))],
      0.65,
    ],
    ['pass over one mistake among many', [...confirmed(...times(20, 0.55)), ...rejected(0.9)], 0.55],
    ['weigh equal words on both sides against each other', [...confirmed(0.45), ...rejected(0.55)], 0.5],
    ['end at 0.95', rejected(...times(50, 1)), 0.95],
    ['end at 0.30', confirmed(...times(50, 0.1)), 0.3],
  ])('%s', (_name, rulings, alert) => {
    expect(bandsOf(rulings).alert).toBe(alert);
  });

  it('ask the desk from 0.15 below the alerts', () => {
    expect([bandsOf([]), bandsOf(rejected(0.52))]).toEqual([
      { alert: 0.5, suggest: 0.35 },
      { alert: 0.53, suggest: 0.38 },
    ]);
  });

  it('never go down by a rejection, nor up by a confirmation, and do not ask in which order they came', () => {
    const some = [...confirmed(0.42, 0.55, 0.61, 0.8), ...rejected(0.38, 0.52, 0.57, 0.7)];
    for (let many = 0; many <= some.length; many++) {
      const rulings = some.slice(0, many);
      const { alert } = bandsOf(rulings);
      expect(bandsOf(rulings.toReversed()).alert).toBe(alert);
      for (let score = 0.35; score <= 1; score += 0.01) {
        expect(bandsOf([...rulings, ...rejected(score)]).alert).toBeGreaterThanOrEqual(alert);
        expect(bandsOf([...rulings, ...confirmed(score)]).alert).toBeLessThanOrEqual(alert);
      }
    }
  });
});
