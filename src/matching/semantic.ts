import { documentOf } from '../model/item.ts';
import { assertionsOf } from './assertions.ts';
import { asserting, attribute, saidIn } from './attribution.ts';
import { type Conclusion, conclude, reasonOf } from './conclude.ts';
import { createFollowed } from './followed.ts';
import { stanceOf } from './fusion.ts';
import { glossed } from './glossed.ts';
import { isForeign, isMostlyArabic } from './languages.ts';
import { createLexicalMatcher, sentencesIn } from './lexical.ts';
import { createLikeness, type Likeness } from './likeness.ts';
import {
  type Attributed,
  BANDS,
  bandOf,
  type Explanation,
  type ItemText,
  type Judgement,
  type Matcher,
  type Weighing,
} from './matcher.ts';
import { CLASSES, type Models } from './neural/models.ts';
import type { ReadSentence } from './reading.ts';
import { type Heard, saidOf } from './said.ts';
import { createVectors, type VectorCache } from './vectors.ts';
import { type Scales, type Weighed, weigh } from './weigh.ts';

/** So many times that someone speaks are judged of an item, for all its claims together, and for each at least one. */
const SAID = 10;
/** So many sentences are looked at for the evidence of all its claims together, and for each no fewer than `least`. */
const EVIDENCE = { most: 16, least: 4 } as const;
/** UTF-16 units of an item that the tagger reads; the rules read on. */
const TAGGED = 12_000;
const ALONE = 'the rules judge alone (MATCHER=lexical asks for that)';

/**
 * Words and vectors find the claims that an item may be about, a model judges the best of them, and the rules have
 * their say in what comes out. Until the models are loaded, if they cannot be, and in languages that they cannot be
 * given, the rules decide alone. `start` is called when the models are first wanted: by `judge` or `prepared`.
 */
export function createSemanticMatcher(
  start: () => Models,
  cache: VectorCache | null,
  warn: (error: unknown, what: string) => void,
): Matcher {
  const followed = createFollowed();
  const lexical = createLexicalMatcher(followed);
  let scales: Ready | null = null;
  let following: Promise<void> = Promise.resolve();
  let closed = false;
  const tell = (error: unknown, what: string) => closed || warn(error, what);

  const begun = () => {
    if (scales !== null) return scales;
    const latin = () =>
      followed.names().all.flatMap(({ name }) => name.match(/\p{Script=Latin}{3,}/gu) ?? []);
    const models = glossed(start(), latin);
    models.loaded.catch((error) => tell(error, `the models cannot be loaded; ${ALONE}`));
    scales = { followed, vectors: createVectors(models, cache), models, likeness: createLikeness(models) };
    embed(scales);
    return scales;
  };
  const embed = ({ vectors }: Scales) => {
    const texts = new Map([...followed.claims()].map(({ id, statement }) => [id, statement]));
    following = vectors
      .follow(texts)
      .catch((error) => void tell(error, 'the claims have no vectors; they are found by their words'));
  };
  const judge = async (item: ItemText, ready: Scales) => {
    const sentences = sentencesIn(item, followed);
    if (sentences.length === 0) return [];
    const matches = (await concluded(sentences, item, ready)).filter(isMatch);
    if (matches.length === 0) return [];
    const heard = { title: item.title, sentences, utterances: asserting(await hear(item, sentences, ready)) };
    const { said, evidence } = sharesOf(matches);
    // All is asked at once: the models need not wait for the desk between two answers.
    const judgements = await Promise.all(
      matches.map(async ({ one, conclusion }): Promise<Judgement> => {
        const [judged, assertions] = await Promise.all([
          judgementOf(one, conclusion, ready, evidence),
          assertionsBy(one, conclusion, heard, ready, said),
        ]);
        return { ...judged, assertions };
      }),
    );
    return judgements.sort((x, y) => y.score - x.score);
  };
  const explain = async (item: ItemText, ready: Scales): Promise<Explanation> => {
    const sentences = sentencesIn(item, followed);
    const all = await concluded(sentences, item, ready);
    const { evidence } = sharesOf(all.filter(isMatch));
    const claims: Weighing[] = [];
    for (const { one, conclusion } of all) {
      const judged = await judgementOf(one, conclusion, ready, evidence);
      const rules = one.rules?.ruled ?? null;
      const { chances, signals } = one;
      claims.push({ ...judged, band: bandOf(judged.score), likeness: signals.cosine, chances, rules });
    }
    const said = saidIn(sentences, await hear(item, sentences, ready));
    return { claims: claims.sort((x, y) => y.score - x.score), said };
  };
  const concluded = async (sentences: readonly ReadSentence[], item: ItemText, ready: Scales) => {
    const isTaught = taughtFor(item);
    const weighed = await weigh(sentences, item, ready);
    return weighed.map((one): Concluded => ({ one, conclusion: conclude(one, isTaught(one.id)) }));
  };
  const hear = async (item: ItemText, sentences: readonly ReadSentence[], { models }: Scales) => {
    const tagged = await models.tag(documentOf(item).slice(0, TAGGED));
    return attribute(sentences, followed.names(), tagged);
  };
  /** Tells of a claim whether the desk has told how it is worded in the item's script. */
  const taughtFor = (item: ItemText) => {
    const script = isMostlyArabic(documentOf(item).slice(0, 500));
    const hasNames = followed.names().all.length > 0;
    return (id: string) =>
      hasNames && (followed.claim(id)?.aliases ?? []).some((alias) => isMostlyArabic(alias) === script);
  };
  /** What the models make of an item, or the rules where there are none, they fail or hardly know its language. */
  const byModels = async <Result>(
    item: ItemText,
    work: (item: ItemText, ready: Ready) => Promise<Result>,
    byRules: (item: ItemText) => Promise<Result>,
  ): Promise<Result> => {
    const ready = begun();
    if (!ready.models.ready() || isForeign(item)) return byRules(item);
    try {
      return await work(item, ready);
    } catch (error) {
      tell(error, `the models failed; ${ALONE}`);
      return byRules(item);
    }
  };
  return {
    async follow(claims, names) {
      await followed.follow(claims, names);
      if (scales !== null) embed(scales);
    },
    async judge(item) {
      return followed.size === 0 ? [] : byModels(item, judge, lexical.judge);
    },
    explain: (item) => byModels(item, explain, lexical.explain),
    likeness: (item, others) =>
      byModels<number[] | null>(
        item,
        (own, { likeness }) => likeness(own, others),
        () => lexical.likeness(item, others),
      ),
    async prepared() {
      await begun().models.loaded.catch(() => {});
      await following;
    },
    close() {
      closed = true;
      scales?.models.close();
    },
  };
}

/** What is there once the models are started. */
interface Ready extends Scales {
  readonly likeness: Likeness;
}

interface Concluded {
  readonly one: Weighed;
  readonly conclusion: Conclusion;
}

function isMatch({ conclusion }: Concluded): boolean {
  return conclusion.score >= BANDS.suggest;
}

/** What each of these matches is given of the bounds; those that the rules judge ask for nothing. */
function sharesOf(matches: readonly Concluded[]) {
  const asking = Math.max(1, matches.filter(({ conclusion }) => !conclusion.byRules).length);
  return {
    said: Math.max(1, Math.floor(SAID / asking)),
    evidence: Math.max(EVIDENCE.least, Math.floor(EVIDENCE.most / asking)),
  };
}

async function judgementOf(
  weighed: Weighed,
  { score: exact, byRules }: Conclusion,
  { followed, models }: Scales,
  most: number,
): Promise<Omit<Judgement, 'assertions'>> {
  const { id, chances, passage, rules } = weighed;
  const score = Math.round(exact * 1000) / 1000;
  if (byRules && rules) return { ...rules.ruled, score, reason: reasonOf(weighed, rules.ruled.stance) };
  const stance = stanceOf(chances);
  const statement = followed.claim(id)?.statement ?? '';
  const sentences = passage.sentences.slice(0, most);
  const logits = await models.judge(sentences.map(({ text }) => [statement, text] as const));
  return {
    claim: id,
    score,
    stance,
    evidence: sentences[clearest(logits, CLASSES.indexOf(stance))]?.text ?? '',
    reason: reasonOf(weighed, stance),
  };
}

/**
 * Who says what of the claim: by the rules where they judged it, or where the desk's names tell them who speaks; else
 * by the rules, and by the judge of those whom they pass over.
 */
async function assertionsBy(
  { id, passage, rules }: Weighed,
  { byRules }: Conclusion,
  heard: Heard,
  { followed, models }: Scales,
  most: number,
): Promise<readonly Attributed[]> {
  const ruled = rules ? assertionsOf(rules.found, heard.utterances) : [];
  if (byRules || (ruled.length > 0 && followed.names().all.length > 0)) return ruled;
  const statement = followed.claim(id)?.statement ?? '';
  const judged = await saidOf(statement, passage.sentences, heard, models, most);
  const known = new Set(ruled.map(({ claimant }) => claimant.name));
  const added = judged.filter(({ claimant }) => !known.has(claimant.name));
  return [...ruled, ...added].sort((a, b) => a.start - b.start);
}

/** The place of the sentence that by itself gives this class most clearly. */
function clearest(logits: readonly Float32Array[], column: number): number {
  const clear = logits.map((own) => (own[column] ?? 0) - Math.max(...own.filter((_, n) => n !== column)));
  return clear.indexOf(Math.max(...clear));
}
