import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf } from '../../errors.ts';
import { type Tagged, taggedIn, windowsOf, wordsOf } from './tagging.ts';

/** Texts to embed, pairs of a claim and a passage to judge, or a text to find who says what in. */
export type Job =
  | { readonly id: number; readonly embed: readonly string[] }
  | { readonly id: number; readonly judge: readonly (readonly [claim: string, passage: string])[] }
  | { readonly id: number; readonly tag: string };

/** For each text or pair a vector, or what a text was tagged with. */
export type Found = readonly Float32Array[] | readonly Tagged[];

/** What was found; or that the models are loaded, or why something failed. */
export type Answer =
  | { readonly ready: true }
  | { readonly broken: string }
  | { readonly id: number; readonly found: Found }
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
  const names = ['embedder.onnx', 'judge.onnx', 'tagger.onnx'];
  const [embedder, judge, tagger] = (await Promise.all(names.map(session))) as [
    InferenceSession,
    InferenceSession,
    InferenceSession,
  ];
  const ids = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const [cls = 101, sep = 102] = tokenizer.encode('').ids;

  const ran = (model: InferenceSession, all: readonly number[], isSecond: (at: number) => boolean) => {
    const tensor = (values: readonly number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const segments = tensor(all.map((_, at) => (isSecond(at) ? 1 : 0)));
    return model.run({ ids: tensor(all), segments, mask: tensor(all.map(() => 1)) });
  };
  const run = async (model: InferenceSession, first: number[], second: number[]) => {
    const { out } = await ran(model, [cls, ...first, sep, ...second], (at) => at >= first.length + 2);
    return out?.data as Float32Array;
  };
  const tag = async (text: string): Promise<Tagged[]> => {
    const words = wordsOf(text, ids);
    const tagged: Tagged[] = [];
    for (const window of windowsOf(words, cls, sep)) {
      const { starts, arcs } = await ran(tagger, window.ids, () => false);
      const logits = { starts: starts?.data as Float32Array, arcs: arcs?.data as Float32Array };
      tagged.push(...taggedIn(window, words, logits));
    }
    return tagged;
  };
  // One at a time, so that what is beside a text in the queue never changes its answer.
  return async (job: Job): Promise<Found> => {
    if ('tag' in job) return tag(job.tag);
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
    .then((found) => send({ id: job.id, found }))
    .catch((error) => send({ id: job.id, fault: messageOf(error) }));
});
