import { nearestTo } from '../../src/matching/nearest.ts';
import { readSentences } from '../../src/matching/reading.ts';
import { sentencesOf } from '../../src/matching/text.ts';
import { type Figure, figureOf, sampled } from './bootstrap.ts';
import { mean, share } from './scores.ts';
import { type Bench, type EvalSet, pack } from './set.ts';
import { scalesOf } from './weighed.ts';

interface FactCheck {
  readonly claim_id: string;
  readonly claim: string;
  readonly title?: string;
}
interface Query {
  readonly query: string;
  readonly claim_ids: readonly string[];
}

/** So many of those that are found count. */
export const TOP = 5;
const ADDRESS = /https?:\S+|pic\.twitter\S+/g;

/** Which claims come first for a text, by words, by meaning, and by both. */
export const RETRIEVAL = ['retrieval-snopes', 'retrieval-politifact', 'retrieval-emergent'].map(
  (name): EvalSet => ({ name, isPublic: true, run: (bench) => ranked(bench, name) }),
);

async function ranked(bench: Bench, name: string): Promise<Figure[]> {
  const claims = pack<FactCheck>(bench, `${name}/claims`).map(({ claim_id, claim, title = '' }) => ({
    id: claim_id,
    statement: `${claim} ${title}`.trim(),
    aliases: [],
  }));
  const scales = await scalesOf(bench.models, claims);
  const { followed, vectors } = scales;
  const found = [];
  for (const { query, claim_ids: right } of sampled(pack<Query>(bench, `${name}/queries`), bench.most)) {
    const text = withoutAddresses(query);
    const [vector = new Float32Array()] = await bench.models.embed([text]);
    const sentences = readSentences(sentencesOf(text, 0), followed.phrases());
    const mentions = sentences.flatMap((sentence) => sentence.mentions);
    const ids = [...vectors.ids()];
    const cosines = Array.from(vectors.cosines(vector, ids), (rank, n) => ({ id: ids[n] as string, rank }));
    found.push({
      words: precision(followed.search(mentions, TOP), right),
      cosine: precision(
        cosines.sort((a, b) => b.rank - a.rank),
        right,
      ),
      fusion: precision(nearestTo(vector, sentences, scales, TOP), right),
    });
  }
  return [
    figureOf('MAP@5, BM25', found, (units) => mean(units.map(({ words }) => words))),
    figureOf('MAP@5, cosine', found, (units) => mean(units.map(({ cosine }) => cosine))),
    figureOf('MAP@5, fusion', found, (units) => mean(units.map(({ fusion }) => fusion))),
    figureOf('cosine less BM25', found, (units) => mean(units.map(({ cosine, words }) => cosine - words))),
    figureOf('fusion less BM25', found, (units) => mean(units.map(({ fusion, words }) => fusion - words))),
  ];
}

/** A query as it is asked: addresses say nothing of a claim. */
export function withoutAddresses(query: string): string {
  return query.replace(ADDRESS, '').trim();
}

/** Average precision of the first TOP. */
export function precision(list: readonly { readonly id: string }[], right: readonly string[]): number {
  let hits = 0;
  let sum = 0;
  for (const [at, { id }] of list.slice(0, TOP).entries()) if (right.includes(id)) sum += ++hits / (at + 1);
  return share(sum, right.length);
}
