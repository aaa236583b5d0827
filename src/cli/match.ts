import { z } from 'zod';
import { UserError } from '../errors.ts';
import { readText } from '../main.ts';
import { createLexicalMatcher } from '../matching/lexical.ts';
import type { ClaimText, Matcher } from '../matching/matcher.ts';
import { readLines } from './jsonl.ts';

const EVERY = 1_000;

const claim = z.object({
  id: z.coerce.string(),
  statement: z.string().min(1),
  aliases: z.array(z.string()).default([]),
});
const item = z.object({
  id: z.coerce.string(),
  title: z.string(),
  summary: z.string().nullish(),
  text: z.string().nullish(),
  language: z.string().nullish(),
});

type Print = (line: string) => void;

/** Faults of lines that could not be read; the command ends with status 1 if there were any. */
function faults(): { bad: Print; check(): void } {
  let many = 0;
  return {
    bad(fault) {
      many++;
      process.stderr.write(`${fault}\n`);
    },
    check() {
      if (many > 0)
        throw new UserError(`${many} lines could not be read and were passed over; the others were done.`);
    },
  };
}

async function following(file: string, bad: Print): Promise<Matcher> {
  const claims: ClaimText[] = [];
  for await (const row of readLines(file, claim, bad)) claims.push(row);
  if (claims.length === 0)
    throw new UserError(
      `${file} holds no claim. Write one a line: {"id":"withdrawal","statement":"…","aliases":["…"]}`,
    );
  const matcher = createLexicalMatcher();
  matcher.follow(claims, []);
  return matcher;
}

/** `claimwire match`: a line of JSON for each match of each item, best first. */
export async function match(
  options: { claims: string; items: string; top?: number },
  print: Print,
): Promise<void> {
  const { bad, check } = faults();
  const matcher = await following(options.claims, bad);
  let done = 0;
  for await (const row of readLines(options.items, item, bad)) {
    const { id, title, summary, text, language } = row;
    const found = await matcher.judge({
      title,
      summary: summary ?? '',
      text: text ?? '',
      language: language ?? null,
    });
    for (const { claim: about, score, stance, evidence, reason } of found.slice(0, options.top))
      print(JSON.stringify({ item: id, claim: about, score, stance, evidence, reason }));
    if (++done % EVERY === 0) process.stderr.write(`${done} items\n`);
  }
  check();
}

/** `claimwire attribute`: a line of JSON for each assertion in a text; offsets are UTF-16 units of the file. */
export async function attribute(file: string, options: { claims: string }, print: Print): Promise<void> {
  const { bad, check } = faults();
  const matcher = await following(options.claims, bad);
  const text = await readText(file);
  for (const { claim: about, assertions } of await matcher.judge({
    title: '',
    summary: '',
    text,
    language: null,
  }))
    for (const { claimant, stance, quote, start, end, agency } of assertions)
      print(
        JSON.stringify({
          claimant: claimant.name,
          role: claimant.role,
          organisation: claimant.organisation,
          stance,
          claim: about,
          quote,
          start,
          end,
          agency,
        }),
      );
  check();
}
