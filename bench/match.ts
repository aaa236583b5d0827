/**
 * How fast the claims that an item may be about are found, and how well, beside SQLite FTS5, MiniSearch and Xapian
 * on the same claims and items in the same run, one core each.
 *   npm run bench:match -- FOLDER     (or EVAL_DATA=FOLDER)
 * FOLDER, or `matching` and `nli` in it, holds retrieval-snopes/, stance-fnc.jsonl and nli sets. Vectors are made
 * before the clock starts: the models' own time is told apart, by match-judging.ts. Xapian is Debian's python3-xapian, left out if absent.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import MiniSearch from 'minisearch';
import { nearestTo } from '../src/matching/nearest.ts';
import { type Models, startModels } from '../src/matching/neural/models.ts';
import { readSentences } from '../src/matching/reading.ts';
import { sentencesOf } from '../src/matching/text.ts';
import { precision, TOP, withoutAddresses } from './eval/retrieval.ts';
import { mean } from './eval/scores.ts';
import { linesOf } from './eval/set.ts';
import { scalesOf } from './eval/weighed.ts';

const SIZES = [1_000, 10_000, 100_000];
const ITEMS = 200;
const ITEM_LENGTH = 3_000;
const PYTHON = '/usr/bin/python3';

interface Claim {
  readonly id: string;
  readonly text: string;
}
interface Query {
  readonly text: string;
  readonly right: readonly string[];
}
/** No peer is given longer for its items, in milliseconds; it is measured on those that it has come to. */
const LONGEST = 15_000;

/** Ranks the claims for each text, or for as many as it comes to; returns ids and the milliseconds that they took. */
type Peer = (texts: readonly string[]) => { readonly ranked: string[][]; readonly ms: number };

function folderOf(): string {
  const folder = process.argv[2] ?? process.env.EVAL_DATA;
  if (!folder || !existsSync(`${folder}/matching/retrieval-snopes/claims.jsonl`)) {
    console.error('Name the folder of the evaluation data: npm run bench:match -- FOLDER');
    process.exit(2);
  }
  return folder;
}

/** Fact-checked claims first, then sentences of other sets as claims that nobody asks for. */
function claimsOf(folder: string, queries: readonly Query[]): Claim[] {
  const wanted = new Set(queries.flatMap(({ right }) => right));
  const checked = linesOf<Record<string, unknown>>(`${folder}/matching/retrieval-snopes/claims.jsonl`).map(
    ({ claim_id, claim, title }) => ({ id: String(claim_id), text: `${claim} ${title ?? ''}` }),
  );
  const first = checked.filter(({ id }) => wanted.has(id));
  const rest = checked.filter(({ id }) => !wanted.has(id));
  const seen = new Set<string>();
  for (const set of [
    'mnli_dev',
    'snli_dev',
    'conjnli_adv',
    'cad_snli',
    'climatefever',
    'joci',
    'sick_train',
    'scitail_dev',
    'breaking',
  ])
    for (const { hypothesis, premise } of linesOf<Record<string, unknown>>(`${folder}/nli/${set}.jsonl`)) {
      seen.add(String(hypothesis));
      seen.add(String(premise).slice(0, 200));
    }
  for (const { claim } of linesOf<Record<string, unknown>>(
    `${folder}/matching/retrieval-politifact/claims.jsonl`,
  ))
    seen.add(String(claim));
  return [...first, ...rest, ...[...seen].map((text, n) => ({ id: `filler-${n}`, text }))];
}

function fts5(claims: readonly Claim[]): Peer {
  const db = new DatabaseSync(':memory:');
  db.exec("create virtual table claims using fts5(id unindexed, text, tokenize='porter unicode61')");
  const add = db.prepare('insert into claims values (?, ?)');
  db.exec('begin');
  for (const { id, text } of claims) add.run(id, text);
  db.exec('commit');
  const find = db.prepare(`select id from claims where claims match ? order by rank limit ${TOP}`);
  return timed((text) => {
    const terms = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
    return find.all([...terms].map((term) => `"${term}"`).join(' OR ')).map(({ id }) => String(id));
  });
}

function miniSearch(claims: readonly Claim[]): Peer {
  const index = new MiniSearch<Claim>({ fields: ['text'] });
  index.addAll(claims);
  return timed((text) =>
    index
      .search(text)
      .slice(0, TOP)
      .map(({ id }) => String(id)),
  );
}

function timed(find: (text: string) => string[]): Peer {
  return (texts) => {
    const started = performance.now();
    const ranked: string[][] = [];
    for (const text of texts) {
      if (performance.now() - started > LONGEST) break;
      ranked.push(find(text));
    }
    return { ranked, ms: performance.now() - started };
  };
}

function xapian(claims: readonly Claim[]): Peer | null {
  const probe = spawnSync(PYTHON, ['-c', 'import xapian'], { stdio: 'ignore' });
  if (probe.status !== 0) return null;
  return (texts) => {
    const input = JSON.stringify({ claims, warming, texts, top: TOP });
    const { stdout, stderr } = spawnSync(PYTHON, [`${import.meta.dirname}/xapian-peer.py`], {
      input,
      maxBuffer: 1 << 28,
      encoding: 'utf8',
    });
    if (!stdout) throw new Error(stderr);
    return JSON.parse(stdout);
  };
}

async function ours(
  claims: readonly Claim[],
  known: Models,
  vectorsOf: Map<string, Float32Array>,
): Promise<Peer> {
  const texts = claims.map(({ id, text }) => ({ id, statement: text, aliases: [] }));
  const scales = await scalesOf(known, texts);
  return timed((text) => {
    const sentences = readSentences(sentencesOf(text, 0), scales.followed.phrases());
    return nearestTo(vectorsOf.get(text) as Float32Array, sentences, scales, TOP).map(({ id }) => id);
  });
}

function map5(queries: readonly Query[], ranked: readonly string[][]): number {
  return mean(
    ranked.map((ids, n) =>
      precision(
        ids.map((id) => ({ id })),
        queries[n]?.right ?? [],
      ),
    ),
  );
}

const folder = folderOf();
const queries = linesOf<Record<string, unknown>>(`${folder}/matching/retrieval-snopes/queries.jsonl`)
  .slice(0, 200)
  .map(
    ({ query, claim_ids }): Query => ({
      text: withoutAddresses(String(query)),
      right: claim_ids as string[],
    }),
  );
const bodies = [
  ...new Set(
    linesOf<Record<string, unknown>>(`${folder}/matching/stance-fnc.jsonl`).map(({ body }) => String(body)),
  ),
];
const items = bodies
  .filter(({ length }) => length >= ITEM_LENGTH)
  .slice(0, ITEMS)
  .map((body) => body.slice(0, ITEM_LENGTH));
/** Other items, which each peer is given before it is timed: a desk runs for days. */
const warming = bodies
  .filter(({ length }) => length < ITEM_LENGTH && length >= ITEM_LENGTH / 2)
  .slice(0, ITEMS);
const all = claimsOf(folder, queries);

const models = startModels();
const vectors = new Map<string, Float32Array>();
const texts = [
  ...new Set([
    ...all.slice(0, Math.max(...SIZES)).map(({ text }) => text),
    ...queries.map(({ text }) => text),
    ...items,
    ...warming,
  ]),
];
const began = performance.now();
for (let at = 0; at < texts.length; at += 256) {
  const some = texts.slice(at, at + 256);
  for (const [n, vector] of (await models.embed(some)).entries()) vectors.set(some[n] ?? '', vector);
}
console.log(`${texts.length} vectors, ${((performance.now() - began) / texts.length).toFixed(2)} ms each`);
models.close();
/** What was embedded before the clock started. */
const known: Models = {
  ...models,
  embed: async (some) => some.map((text) => vectors.get(text) as Float32Array),
};

for (const size of SIZES) {
  const claims = all.slice(0, size);
  const peers: [string, Peer | null][] = [
    ['claimwire', await ours(claims, known, vectors)],
    ['SQLite FTS5', fts5(claims)],
    ['MiniSearch', miniSearch(claims)],
    ['Xapian', xapian(claims)],
  ];
  console.log(`\n${claims.length} claims, items of ${ITEM_LENGTH} characters`);
  for (const [name, peer] of peers) {
    if (peer === null) {
      console.log(`${name}: not installed (Debian: python3-xapian)`);
      continue;
    }
    peer(warming);
    const { ranked, ms } = peer(items);
    const found = map5(queries, peer(queries.map(({ text }) => text)).ranked);
    console.log(
      `${name}: ${((1000 * ranked.length) / ms).toPrecision(3)} items a second, MAP@5 ${found.toFixed(3)}`,
    );
  }
}

const input = JSON.stringify({ claims: all.slice(0, 1_000), items });
const judging = spawnSync(process.execPath, [`${import.meta.dirname}/match-judging.ts`], {
  input,
  maxBuffer: 1 << 20,
  encoding: 'utf8',
});
console.log(`\n${judging.stdout}${judging.stderr}`.trimEnd());
