import { z } from 'zod';
import { secretsOf } from '../config.ts';
import { UserError } from '../errors.ts';
import { createLog } from '../log.ts';
import { configuration, openMatcher, readText } from '../main.ts';
import type { ClaimText, Matcher, Said } from '../matching/matcher.ts';
import { createFaults, type Faults, readLines } from './jsonl.ts';

const EVERY = 1_000;

/** A number stays a number in what is printed, so that it can be compared with what was given. */
const id = z.union([z.string().min(1), z.number()], { error: 'id must be a text or a number' });
const claim = z.object({
  id,
  statement: z.string().min(1),
  aliases: z.array(z.string()).nullish(),
});
const item = z.object({
  id,
  title: z.string(),
  summary: z.string().nullish(),
  text: z.string().nullish(),
  language: z.string().nullish(),
});

type Id = z.infer<typeof id>;
type Print = (line: string) => void;

const tell: Print = (line) => void process.stderr.write(`${line}\n`);

/** A matcher that follows the claims of a file, or none, and what each of its ids is in that file. */
async function following(
  file: string | null,
  faults: Faults,
): Promise<{ matcher: Matcher; ids: Map<string, Id> }> {
  const ids = new Map<string, Id>();
  const claims = file === null ? [] : await claimsIn(file, ids, faults);
  const config = configuration();
  const matcher = openMatcher(config, null, createLog(config.logLevel, process.stderr, secretsOf(config)));
  await matcher.follow(claims, []);
  await matcher.prepared();
  return { matcher, ids };
}

async function claimsIn(file: string, ids: Map<string, Id>, faults: Faults): Promise<ClaimText[]> {
  const claims: ClaimText[] = [];
  for await (const row of readLines(file, claim, faults.add)) {
    const known = String(row.id);
    if (ids.has(known)) faults.add(`${file}: the id ${known} stands here twice; give one of them another`);
    else claims.push({ id: known, statement: row.statement, aliases: row.aliases ?? [] });
    ids.set(known, row.id);
  }
  if (claims.length === 0)
    throw new UserError(
      `${file} holds no claim. Write one a line: {"id":"withdrawal","statement":"…","aliases":["…"]}`,
    );
  return claims;
}

/** `claimwire match`: a line of JSON for each match of each item, best first, or for each claim that it came near. */
export async function match(
  options: { claims: string; items: string; top?: number; explain?: true },
  print: Print,
): Promise<void> {
  const faults = createFaults(tell);
  const { matcher, ids } = await following(options.claims, faults);
  let done = 0;
  for await (const row of readLines(options.items, item, faults.add)) {
    const text = {
      title: row.title,
      summary: row.summary ?? '',
      text: row.text ?? '',
      language: row.language ?? null,
    };
    const found = options.explain
      ? (await matcher.explain(text)).claims
      : (await matcher.judge(text)).map(({ assertions: _, ...judged }) => judged);
    for (const { claim: about, ...judged } of found.slice(0, options.top))
      print(JSON.stringify({ item: row.id, claim: ids.get(about), ...judged }));
    if (++done % EVERY === 0) tell(`${done} items`);
  }
  faults.check();
}

/**
 * `claimwire attribute`: a line of JSON for each assertion in a text, or without claims for each thing that someone is
 * said to have said; offsets are UTF-16 units of the file.
 */
export async function attribute(
  file: string,
  options: { claims?: string; explain?: true },
  print: Print,
): Promise<void> {
  const faults = createFaults(tell);
  const { matcher, ids } = await following(options.claims ?? null, faults);
  const text = { title: '', summary: '', text: await readText(file), language: null };
  const line = ({ claimant, cue, quote, start, end, agency }: Said, judged: object) => {
    const { name, role, organisation } = claimant;
    print(JSON.stringify({ claimant: name, role, organisation, ...judged, cue, quote, start, end, agency }));
  };
  const isWhole = options.claims === undefined;
  const explained = isWhole || options.explain ? await matcher.explain(text) : null;
  if (isWhole) for (const one of explained?.said ?? []) line(one, {});
  else
    for (const { claim: about, assertions } of await matcher.judge(text))
      for (const one of assertions) line(one, { stance: one.stance, claim: ids.get(about) });
  if (options.explain)
    for (const { claim: about, ...weighed } of explained?.claims ?? [])
      print(JSON.stringify({ claim: ids.get(about), ...weighed }));
  faults.check();
}
