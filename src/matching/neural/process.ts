import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf } from '../../errors.ts';

/** Texts to embed, or pairs of a claim and a passage to judge. */
export type Job =
  | { readonly id: number; readonly embed: readonly string[] }
  | { readonly id: number; readonly judge: readonly (readonly [claim: string, passage: string])[] };

/** One vector for each text or pair, end to end; or that the models are loaded, or why something failed. */
export type Answer =
  | { readonly ready: true }
  | { readonly broken: string }
  | { readonly id: number; readonly vectors: Float32Array }
  | { readonly id: number; readonly fault: string };

const FOLDER = new URL('../../models/', import.meta.url);
/** Tokens: what a text may have, and a pair; as in training. */
const MOST = { text: 128, pair: 160, claim: 53 };

async function load() {
  const vocabulary = JSON.parse(await readFile(new URL('tokenizer.json', FOLDER), 'utf8'));
  const tokenizer = new Tokenizer(vocabulary, {});
  const session = async (name: string) =>
    // One core: the desk has the other one.
    InferenceSession.create(await readFile(new URL(name, FOLDER)), { intraOpNumThreads: 1 });
  const [embedder, judge] = await Promise.all([session('embedder.onnx'), session('judge.onnx')]);
  const ids = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const [cls = 101, sep = 102] = tokenizer.encode('').ids;

  const run = async (model: InferenceSession, first: number[], second: number[]) => {
    const all = [cls, ...first, sep, ...second];
    const tensor = (values: number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const segments = all.map((_, at) => (at < first.length + 2 ? 0 : 1));
    const feeds = { ids: tensor(all), segments: tensor(segments), mask: tensor(all.map(() => 1)) };
    const { out } = await model.run(feeds);
    return out?.data as Float32Array;
  };
  // One at a time, so that what is beside a text in the queue never changes its answer.
  return async (job: Job): Promise<Float32Array[]> => {
    const found: Float32Array[] = [];
    if ('embed' in job)
      for (const text of job.embed) found.push(await run(embedder, ids(text).slice(0, MOST.text - 2), []));
    else
      for (const [claim, passage] of job.judge) {
        const first = ids(claim).slice(0, MOST.claim);
        const second = ids(passage).slice(0, MOST.pair - first.length - 3);
        found.push(await run(judge, first, [...second, sep]));
      }
    return found;
  };
}

function joined(vectors: readonly Float32Array[]): Float32Array {
  const width = vectors[0]?.length ?? 0;
  const all = new Float32Array(width * vectors.length);
  for (const [n, vector] of vectors.entries()) all.set(vector, n * width);
  return all;
}

const send = (answer: Answer): void => void process.send?.(answer);

const loaded = load();
loaded.then(
  () => send({ ready: true }),
  (error) => send({ broken: messageOf(error) }),
);
let last: Promise<unknown> = Promise.resolve();
process.on('message', (job: Job) => {
  last = last
    .then(() => loaded)
    .then((answer) => answer(job))
    .then((vectors) => send({ id: job.id, vectors: joined(vectors) }))
    .catch((error) => send({ id: job.id, fault: messageOf(error) }));
});
