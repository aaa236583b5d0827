import { attribute } from '../../src/matching/attribution.ts';
import { createNameBook } from '../../src/matching/names.ts';
import { type Tagged, wordsOf } from '../../src/matching/neural/tagging.ts';
import { type Span, sentencesOf } from '../../src/matching/text.ts';
import { documentOf } from '../../src/model/item.ts';
import { figureOf, sampled } from './bootstrap.ts';
import { share } from './scores.ts';
import { type EvalSet, itemOf, linesOf, ours } from './set.ts';

type Pairs = readonly (readonly [start: number, end: number])[];

/** A text of PolNeAR; offsets count characters. */
interface PolnearRow {
  readonly text: string;
  readonly attributions: readonly Readonly<Record<keyof Tagged, Pairs>>[];
}
/** One of our longer texts; offsets are UTF-16 units. */
interface LongRow {
  readonly headline: string;
  readonly text: string;
  readonly split: string;
  readonly assertions: readonly { readonly claimant: string | null; readonly content: Pairs }[];
}
/** How many there are, were found, and are both. */
interface Count {
  readonly marked: number;
  readonly found: number;
  readonly both: number;
}

const KINDS = ['content', 'source', 'cue'] as const;

/** Words in what is said, in who says it, and in the words that link them, against PolNeAR's dev part. */
const polnear: EvalSet = {
  name: 'attribution-polnear',
  isPublic: true,
  async run({ folder, models, most }) {
    const rows = sampled(linesOf<PolnearRow>(`${folder}/attribution/dev.jsonl`), most);
    const counts: Record<keyof Tagged, Count>[] = [];
    for (const { text, attributions } of rows) {
      const tagged = await models.tag(text);
      const units = unitsOf(text);
      const words = wordsOf(text, () => []);
      const count = (kind: keyof Tagged): Count => {
        const spans = attributions.flatMap((one) =>
          one[kind].map(([start, end]) => ({ start: units[start] ?? 0, end: units[end] ?? text.length })),
        );
        const marked = inside(words, spans);
        const found = inside(
          words,
          tagged.flatMap((one) => one[kind]),
        );
        return { marked: marked.size, found: found.size, both: marked.intersection(found).size };
      };
      counts.push({ content: count('content'), source: count('source'), cue: count('cue') });
    }
    return KINDS.map((kind) =>
      figureOf(
        `F1 of words in a ${kind}`,
        counts.map((one) => one[kind]),
        (some) => share(2 * sum(some, 'both'), sum(some, 'marked') + sum(some, 'found')),
        sum(
          counts.map((one) => one[kind]),
          'marked',
        ),
      ),
    );
  },
};

/** Who says what in our longer texts, whatever the claim: the words of the assertion and the claimant's name. */
const speakers: EvalSet = {
  name: 'attribution',
  isPublic: false,
  async run({ models, split, most }) {
    const rows = ours<LongRow>('longer').filter((row) => row.split === split);
    const marked: Count[] = [];
    const said: Count[] = [];
    for (const { headline, text, assertions } of sampled(rows, most)) {
      const document = documentOf(itemOf(headline, '', text));
      const shift = document.length - text.length;
      const tagged = await models.tag(document);
      const utterances = [
        ...attribute(sentencesOf(document, headline.length), createNameBook([]), tagged),
      ].flatMap(([{ tokens }, some]) =>
        some.flatMap(({ claimant, from, to }) => {
          const [start, end] = [(tokens[from]?.start ?? 0) - shift, (tokens[to - 1]?.end ?? 0) - shift];
          return start >= 0 && end > start ? [{ name: claimant.name, start, end }] : [];
        }),
      );
      const fits = (one: (typeof assertions)[number], other: (typeof utterances)[number]) =>
        isNamed(one.claimant, other.name) &&
        one.content.some(([start, end]) => shares({ start, end }, other));
      const hit = assertions.filter((one) => utterances.some((other) => fits(one, other))).length;
      const right = utterances.filter((other) => assertions.some((one) => fits(one, other))).length;
      marked.push({ marked: assertions.length, found: 0, both: hit });
      said.push({ marked: 0, found: utterances.length, both: right });
    }
    return [
      figureOf(
        'marked assertions found with their claimant',
        marked,
        (some) => share(sum(some, 'both'), sum(some, 'marked')),
        sum(marked, 'marked'),
      ),
      figureOf(
        'found ones that are marked so',
        said,
        (some) => share(sum(some, 'both'), sum(some, 'found')),
        sum(said, 'found'),
      ),
    ];
  },
};

/** Who says what; texts are drawn, words and assertions counted. */
export const ATTRIBUTION = [polnear, speakers];

function sum(counts: readonly Count[], field: keyof Count): number {
  return counts.reduce((all, one) => all + one[field], 0);
}

function inside(words: readonly Span[], spans: readonly Span[]): Set<number> {
  const among = (word: Span) => spans.some(({ start, end }) => start <= word.start && word.end <= end);
  return new Set(words.flatMap((word, n) => (among(word) ? [n] : [])));
}

/** The UTF-16 offset of each character, and of the end. */
function unitsOf(text: string): number[] {
  const units: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) units.push(at);
  return [...units, text.length];
}

/** Whether they share at least three tenths of the shorter one. */
function shares(a: Span, b: Span): boolean {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common > 0.3 * Math.min(a.end - a.start, b.end - b.start);
}

/** Whether a name is the marked one, given by its last word or by any longer one. */
function isNamed(marked: string | null, name: string): boolean {
  const [own, other] = [marked ?? '', name].map((words) => words.toLowerCase().split(/[\s-]+/));
  return (
    own?.at(-1) === other?.at(-1) || (own ?? []).some((word) => word.length > 3 && other?.includes(word))
  );
}
