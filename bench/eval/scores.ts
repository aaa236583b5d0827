import { isSide } from '../../src/model/stance.ts';
import { type Figure, figureOf } from './bootstrap.ts';
import { LABELS, type Label } from './set.ts';

/** What an item says of a claim by its label, and by the matcher. */
export interface Judged {
  readonly label: Label;
  readonly said: Label;
}

/** A part of a whole; 0 of nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

export function mean(values: readonly number[]): number {
  return share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

function accuracy(judged: readonly Judged[]): number {
  return mean(judged.map(({ label, said }) => Number(label === said)));
}

/** The mean of F1 over the labels that occur. */
export function macroF1(judged: readonly Judged[]): number {
  const occurring = LABELS.filter((one) => judged.some(({ label }) => label === one));
  return mean(
    occurring.map((one) => {
      const [labelled, said] = [count(judged, 'label', one), count(judged, 'said', one)];
      const both = judged.filter((row) => row.label === one && row.said === one).length;
      return share(2 * both, labelled + said);
    }),
  );
}

export function accuracyAndF1(judged: readonly Judged[]): Figure[] {
  return [figureOf('accuracy', judged, accuracy), figureOf('macro-F1', judged, macroF1)];
}

/** Of what takes a side, the share taken for the other side. */
export function inversions(judged: readonly Judged[]): Figure {
  return figureOf(
    'taken for the opposite',
    judged.filter(({ label }) => isSide(label)),
    inverted,
  );
}

/** The share taken for the other side, of those that take one. */
function inverted(judged: readonly Judged[]): number {
  const sided = judged.filter(({ label }) => isSide(label));
  return mean(sided.map(({ label, said }) => Number(isSide(said) && said !== label)));
}

/** The same of rows that are drawn together, because they are not independent. */
export function accuracyIn(name: string, units: readonly (readonly Judged[])[]): Figure {
  return figureOf(name, units, (drawn) => accuracy(drawn.flat()), units.flat().length);
}

export function inversionsIn(name: string, units: readonly (readonly Judged[])[]): Figure {
  const sided = units.flat().filter(({ label }) => isSide(label));
  return figureOf(name, units, (drawn) => inverted(drawn.flat()), sided.length);
}

function count(judged: readonly Judged[], field: keyof Judged, one: Label): number {
  return judged.filter((row) => row[field] === one).length;
}
