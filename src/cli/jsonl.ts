import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { UserError } from '../errors.ts';
import { unreadable } from '../main.ts';

/** After so many faults it is likely the wrong file; the rest are only counted. */
const MOST_TOLD = 20;

/** Faults of lines that could not be read; the command ends with status 1 if there were any. */
export interface Faults {
  add(fault: string): void;
  /** Throws UserError if there were any. */
  check(): void;
}

export function createFaults(tell: (fault: string) => void): Faults {
  let many = 0;
  return {
    add(fault) {
      many++;
      if (many <= MOST_TOLD) tell(fault);
      if (many === MOST_TOLD) tell('Further lines that cannot be read are only counted.');
    },
    check() {
      if (many > 0)
        throw new UserError(
          `${many} ${many === 1 ? 'line' : 'lines'} could not be read and ${many === 1 ? 'was' : 'were'} passed over; all others were done.`,
        );
    },
  };
}

/**
 * Reads a file of JSON lines one at a time, so that its size does not matter. A bad line goes to `bad` with its
 * number and what is wrong, and the rest is read. Throws UserError if the file cannot be read.
 */
export async function* readLines<Row>(
  file: string,
  schema: z.ZodType<Row>,
  bad: (fault: string) => void,
): AsyncGenerator<Row> {
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  try {
    for await (const line of lines) {
      number++;
      const text = line.replace(/^\ufeff/, '').trim();
      if (text === '') continue;
      const row = schema.safeParse(parsed(text), { error: worded });
      if (row.success) yield row.data;
      else bad(`${file}:${number}: ${row.error.issues.map(({ message }) => message).join('; ')}`);
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** What is wrong with a line; a schema may have words of its own. */
function worded({ path = [], code, input }: Parameters<z.core.$ZodErrorMap>[0]): string {
  if (path.length === 0) return 'this is no JSON object; write one to a line, such as {"id":"1"}';
  if (input === undefined) return `${path.join('.')} is missing`;
  return `${path.join('.')} ${code === 'too_small' ? 'is empty' : 'has the wrong type'}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
