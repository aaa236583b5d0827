/**
 * How long whole judgements take, and how long they keep the event loop, in a process with nothing else in it, as a desk is.
 * Run by match.ts, which gives it {claims: [{id, text}], items: [text]} by stdin.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { json } from 'node:stream/consumers';
import { startModels } from '../src/matching/neural/models.ts';
import { createSemanticMatcher } from '../src/matching/semantic.ts';

interface Given {
  readonly claims: readonly { readonly id: string; readonly text: string }[];
  readonly items: readonly string[];
}

const { claims, items } = (await json(process.stdin)) as Given;
const opened = performance.now();
const matcher = createSemanticMatcher(startModels, null, (error) => console.error(error));
await matcher.follow(
  claims.map(({ id, text }) => ({ id, statement: text, aliases: [] })),
  [],
);
await matcher.prepared();
const seconds = ((performance.now() - opened) / 1000).toFixed(1);
console.log(`Models loaded and ${claims.length} claims embedded in ${seconds} s`);
const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();
const times: number[] = [];
let matches = 0;
for (const text of items) {
  const started = performance.now();
  const [title = '', ...rest] = text.split('\n');
  const item = { title: title.slice(0, 150), summary: '', text: rest.join('\n'), language: 'en' };
  matches += (await matcher.judge(item)).length;
  times.push(performance.now() - started);
}
loop.disable();
matcher.close();
times.sort((a, b) => a - b);
const at = (share: number) => (times[Math.floor(share * times.length)] ?? 0).toFixed(0);
console.log(
  `A whole judgement: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${(matches / items.length).toFixed(2)} matches an item; the event loop waited ${(loop.max / 1e6).toFixed(0)} ms at most`,
);
