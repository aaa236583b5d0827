import { documentOf } from '../model/item.ts';
import type { Stance } from '../model/stance.ts';
import { assertionsOf } from './assertions.ts';
import { asserting, attribute, saidIn } from './attribution.ts';
import { createFollowed } from './followed.ts';
import { otherSide, stanceOf } from './fusion.ts';
import { glossed } from './glossed.ts';
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

/** An item with more than this share of its letters in a script that the models hardly know is left to the rules. */
const MOST_FOREIGN = 0.3;
/** How sure the models must be to have the desk asked of a taught claim that the rules do not see. */
const UNTAUGHT = 0.95;
/**
 * From here up the rules see every word of the claim in one sentence, and the claim is near, since an alias may be a
 * mere name: the desk is asked, whatever the models say.
 */
const PLAIN = { score: 0.95, cosine: 0.5 } as const;
/** A side counts where the other has at most this share of what both have. */
const NARROW = 0.3;
/** So many times that someone speaks are judged of an item, for all its claims together. */
const SAID = 12;
/** UTF-16 units of an item that the tagger reads; the rules read on. */
const TAGGED = 12_000;
/** The most that still asks the desk, and counts for nothing by itself. */
const ASKED = BANDS.alert - 0.01;
const ALONE = 'the rules judge alone (MATCHER=lexical asks for that)';

/**
 * Words and vectors find the claims that an item may be about, a model judges the best of them, and the rules have
 * their say in what comes out. Until the models are loaded, if they cannot be, and for Arabic, the rules decide alone.
 * `start` is called when the models are first wanted: by `judge` or `prepared`.
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
    const weighed = await weigh(sentences, item, ready);
    const matches = weighed.flatMap((one) => {
      const conclusion = conclude(one, isTaught(one.id));
      return conclusion.score >= BANDS.suggest ? [{ one, conclusion }] : [];
    });
    if (matches.length === 0) return [];
    const heard = { title: item.title, sentences, utterances: asserting(await hear(item, sentences, ready)) };
    const judgements: Judgement[] = [];
    for (const { one, conclusion } of matches)
      judgements.push({
        ...(await judgementOf(one, conclusion, ready)),
        assertions: await assertionsBy(one, conclusion, heard, ready, Math.ceil(SAID / matches.length)),
      });
    return judgements.sort((x, y) => y.score - x.score);
  };
  const explain = async (item: ItemText, ready: Scales): Promise<Explanation> => {
    const sentences = sentencesIn(item, followed);
    const claims: Weighing[] = [];
    for (const one of await weigh(sentences, item, ready)) {
      const conclusion = conclude(one, isTaught(one.id));
      const judged = await judgementOf(one, conclusion, ready);
      const rules = one.rules?.ruled ?? null;
      const { chances, signals } = one;
      claims.push({ ...judged, band: bandOf(judged.score), likeness: signals.cosine, chances, rules });
    }
    const said = saidIn(sentences, await hear(item, sentences, ready));
    return { claims: claims.sort((x, y) => y.score - x.score), said };
  };
  const hear = async (item: ItemText, sentences: readonly ReadSentence[], { models }: Scales) => {
    const tagged = await models.tag(documentOf(item).slice(0, TAGGED));
    return attribute(sentences, followed.names(), tagged);
  };
  const isTaught = (id: string) =>
    followed.names().all.length > 0 && (followed.claim(id)?.aliases.length ?? 0) > 0;
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

/** What comes of models and rules: how surely it is a match, and whether the rules' judgement stands as it is. */
interface Conclusion {
  readonly score: number;
  readonly byRules: boolean;
}

/**
 * A desk that gave a claim aliases and its topic names has taught the rules to see it: what they are sure of stands,
 * and what only the models see is at most suggested. Where models and rules take opposite sides, or the models hardly
 * know which, the desk is asked.
 */
function conclude({ chances, signals }: Weighed, taught: boolean): Conclusion {
  const about = 1 - chances.unrelated;
  if (taught && signals.score >= BANDS.alert) return { score: signals.score, byRules: true };
  if (taught && signals.score === 0)
    return { score: about >= UNTAUGHT ? Math.min(about, ASKED) : 0, byRules: false };
  // A headline about two things ("Oil rises as troops leave") says the one plainly, and the judge sees the other.
  if (signals.score >= PLAIN.score && signals.cosine >= PLAIN.cosine && about < BANDS.suggest)
    return { score: BANDS.suggest, byRules: true };
  const stance = stanceOf(chances);
  const opposed = stance !== 'observes' && [stance, signals.stance].sort().join() === 'affirms,denies';
  const narrow = chances.observes < Math.max(chances.affirms, chances.denies) && otherSide(chances) > NARROW;
  return { score: opposed || narrow ? Math.min(about, ASKED) : about, byRules: false };
}

async function judgementOf(
  weighed: Weighed,
  { score, byRules }: Conclusion,
  { followed, models }: Scales,
): Promise<Omit<Judgement, 'assertions'>> {
  const { id, chances, passage, rules } = weighed;
  if (byRules && rules) return { ...rules.ruled, score, reason: reasonOf(weighed, rules.ruled.stance) };
  const stance = stanceOf(chances);
  const statement = followed.claim(id)?.statement ?? '';
  const logits = await models.judge(passage.sentences.map(({ text }) => [statement, text] as const));
  return {
    claim: id,
    score: Math.round(score * 1000) / 1000,
    stance,
    evidence: passage.sentences[clearest(logits, CLASSES.indexOf(stance))]?.text ?? '',
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

function isForeign({ title, summary, text }: ItemText): boolean {
  const start = `${title} ${summary} ${text.slice(0, 500)}`;
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const read = start.match(/[\p{Script=Latin}\p{Script=Arabic}]/gu)?.length ?? 0;
  return letters > 0 && (letters - read) / letters > MOST_FOREIGN;
}

function reasonOf({ chances, signals, rules }: Weighed, stance: Stance): string {
  const percent = (chance: number) => `${Math.round(100 * chance)} %`;
  const about = 1 - chances.unrelated;
  const sides = (['affirms', 'denies'] as const).map(
    (side) => `${side} it with ${percent(chances[side] / about)}`,
  );
  const unclear = stance === 'observes' && chances.observes < Math.max(chances.affirms, chances.denies);
  const then = unclear ? sides.join(' or ') : `${stance} it with ${percent(chances[stance] / about)}`;
  const models = `by the models it is about this with a chance of ${percent(about)}, and then ${then}; likeness ${signals.cosine.toFixed(2)}`;
  return rules ? `${rules.ruled.reason}; ${models}` : `The rules see nothing; ${models}`;
}
