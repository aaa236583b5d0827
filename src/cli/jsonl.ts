import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { messageOf, UserError } from '../errors.ts';

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
      if (line.trim() === '') continue;
      const row = schema.safeParse(parsed(line));
      if (row.success) yield row.data;
      else
        bad(
          `${file}:${number}: ${row.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()).join('; ')}`,
        );
    }
  } catch (error) {
    throw new UserError(`Cannot read ${file} (${messageOf(error)}). Check the name.`);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
