import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { messageOf, UserError } from '../errors.ts';
import { MAX_BYTES } from '../feeds/inflate.ts';
import { createReader, type Reader } from '../feeds/reader.ts';
import { createRepairs } from '../feeds/repairs.ts';
import { unreadable } from '../main.ts';
import { createFaults, readLines } from './jsonl.ts';

const row = z.object({
  file: z.string().min(1),
  ct: z.string().nullish(),
  base: z.url({ protocol: /^https?$/, error: 'base must be a web address' }).nullish(),
});
type Row = z.infer<typeof row>;

/**
 * `claimwire feed parse --batch`: reads each file of a list and prints an answer for each, in order, as soon as
 * it is read. A file that is no feed, or cannot be read, is an answer like any other.
 */
export async function parseFeedList(
  list: string,
  options: { explain?: boolean },
  print: (line: string) => void,
): Promise<void> {
  const faults = createFaults((fault) => process.stderr.write(`${fault}\n`));
  const reader = createReader();
  try {
    for await (const line of readLines(list, row, faults.add)) {
      const repairs = createRepairs();
      const answer = await answerTo(reader, line, list, repairs.note);
      const explained = options.explain ? { repairs: repairs.list() } : {};
      print(JSON.stringify({ file: line.file, ...answer, ...explained }));
    }
  } finally {
    await reader.close();
  }
  faults.check();
}

async function answerTo(
  reader: Reader,
  { file, ct, base }: Row,
  list: string,
  note: (repair: string) => void,
) {
  try {
    const path = await found(file, list);
    const document = await reader.read(
      await readFile(path),
      ct ?? null,
      base ?? pathToFileURL(path).href,
      note,
    );
    return { ok: true, ...document };
  } catch (error) {
    return { ok: false, error: messageOf(error), title: null, language: null, items: [] };
  }
}

/** A file of a list is looked for beside the list, then in the folder that the command was given in. */
async function found(file: string, list: string): Promise<string> {
  const beside = resolve(dirname(list), file);
  const path = (await isThere(beside)) ? beside : resolve(file);
  const { size } = await stat(path).catch((error) => {
    throw unreadable(file, error);
  });
  if (size > MAX_BYTES) throw new UserError(`${file} has more than 15 MB, which no feed should have.`);
  return path;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
