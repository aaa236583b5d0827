import { BANDS } from '../matching/matcher.ts';
import type { Ruling } from '../model/ruling.ts';

/** The bands of one claim, in hundredths; what they mean is said at BANDS. */
export interface Bands {
  readonly alert: number;
  readonly suggest: number;
}

/** Hundredths between which `alert` stays. */
const LEAST = 30;
const MOST = 95;
/** What one ruling can move a threshold by; so far apart stand the rulings that the desk is taken to start with. */
const PULL = 0.05;
/** A ruling that the threshold gets wrong costs this at the least, or one just at the threshold would cost nothing. */
const STEP = 0.01;

/**
 * Where the desk's rulings on a claim put its bands: a function of them alone, so that reversing one moves the bands
 * back. The alert threshold is the one of least cost. A ruling costs how far it is on the wrong side: a rejected item
 * that would alert, or a confirmed one that would not. To keep few rulings from moving it far, it is as if one ruling
 * in every 0.05 above BANDS.alert had been confirmed already, and one in every 0.05 below rejected. So a ruling that
 * agrees with the threshold does not move it; one that does not moves it by 0.05 at the most, and hardly past its own
 * score; and a rejection never lowers it, nor does a confirmation raise it. `suggest` keeps its distance from
 * `alert`, but the matcher itself gives nothing below BANDS.suggest.
 */
export function bandsOf(rulings: readonly Ruling[]): Bands {
  let alert: number = BANDS.alert;
  let least = costOf(alert, rulings);
  for (let hundredths = LEAST; hundredths <= MOST; hundredths++) {
    const cost = costOf(hundredths / 100, rulings);
    if (cost < least) [alert, least] = [hundredths / 100, cost];
  }
  return { alert, suggest: Math.round((alert - BANDS.alert + BANDS.suggest) * 100) / 100 };
}

/** Whether the ruling says otherwise than this alert threshold. */
export function isAgainst(alert: number, { score, confirmed }: Ruling): boolean {
  return confirmed !== score >= alert;
}

function costOf(alert: number, rulings: readonly Ruling[]): number {
  const wrong = rulings.filter((ruling) => isAgainst(alert, ruling));
  const off = wrong.reduce((sum, { score }) => sum + Math.abs(score - alert) + STEP, 0);
  // The cost of the rulings that it is taken to start with grows with their number and their distance.
  return off + (alert - BANDS.alert) ** 2 / (2 * PULL);
}
