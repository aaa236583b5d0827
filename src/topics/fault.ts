import { UserError } from '../errors.ts';

/** Something wrong in a file. `line` and `column` count from 1; `column` in UTF-16 units. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong; what to do. */
  readonly message: string;
}

/** In the order in which one meets them when reading the file. */
export function inFileOrder(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** Every fault as one error, one a line: `file:line:column: what is wrong; what to do`. */
export function errorOf(faults: readonly Fault[]): UserError {
  return new UserError(
    inFileOrder(faults)
      .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)
      .join('\n'),
  );
}
