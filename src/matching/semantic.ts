import type { Stance } from '../model/stance.ts';
import { attribute } from './attribution.ts';
import { createFollowed } from './followed.ts';
import { stanceOf } from './fusion.ts';
import { createLexicalMatcher, lexicalJudgement, sentencesIn } from './lexical.ts';
import { BANDS, type ItemText, type Judgement, type Matcher } from './matcher.ts';
import type { Models } from './neural/models.ts';
import type { ReadSentence } from './reading.ts';
import { saidOf } from './said.ts';
import { createVectors, type VectorCache } from './vectors.ts';
import { type Scales, type Weighed, weigh } from './weigh.ts';

export type { VectorCache } from './vectors.ts';

/** An item with more than this share of its letters in a script that the models hardly know is left to the rules. */
const MOST_FOREIGN = 0.3;
/** How sure the models must be to have the desk asked of a taught claim that the rules do not see. */
const UNTAUGHT = 0.95;
/** From here up the rules see every word of the claim in one sentence: the desk is asked, whatever the models say. */
const PLAIN = 0.95;
/** So near must it be for that: an alias may be a mere name. */
const LIKE = 0.6;
/** By so much, of the chance that it takes a side at all, the one side must be likelier than the other to count. */
const NARROW = 0.4;
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
  let scales: (Scales & { readonly models: Models }) | null = null;
  let following: Promise<void> = Promise.resolve();
  let closed = false;
  const tell = (error: unknown, what: string) => closed || warn(error, what);

  const begun = () => {
    if (scales !== null) return scales;
    const models = start();
    models.loaded.catch((error) => tell(error, `the models cannot be loaded; ${ALONE}`));
    scales = { followed, vectors: createVectors(models, cache), models };
    embed(scales);
    return scales;
  };
  const embed = ({ vectors }: Scales) => {
    const texts = new Map([...followed.claims()].map(({ id, statement }) => [id, statement]));
    following = vectors
      .follow(texts)
      .catch((error) => void tell(error, 'the claims have no vectors; they are found by their words'));
  };
  const judge = async (item: ItemText, { models, ...rest }: ReturnType<typeof begun>) => {
    const sentences = sentencesIn(item, followed);
    if (sentences.length === 0) return [];
    const weighed = await weigh(sentences, item, { models, ...rest });
    const named = followed.names().all.length > 0;
    const settled = weighed.flatMap((one) => {
      const ruling = settle(one, named && (followed.claim(one.id)?.aliases.length ?? 0) > 0);
      return ruling.score >= BANDS.suggest ? [{ one, ruling }] : [];
    });
    if (settled.length === 0) return [];
    const utterances = attribute(sentences, followed.names());
    const judgements: Judgement[] = [];
    for (const { one, ruling } of settled)
      judgements.push(await judgementOf(one, ruling, utterances, { models, ...rest }));
    return judgements.sort((x, y) => y.score - x.score);
  };
  return {
    async follow(claims, names) {
      await followed.follow(claims, names);
      if (scales !== null) embed(scales);
    },
    async judge(item) {
      if (followed.size === 0) return [];
      const ready = begun();
      if (!ready.models.ready() || isForeign(item)) return lexical.judge(item);
      try {
        return await judge(item, ready);
      } catch (error) {
        tell(error, `the models failed; ${ALONE}`);
        return lexical.judge(item);
      }
    },
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

/** What comes of models and rules: how surely it is a match, and whether the rules' judgement stands as it is. */
interface Ruling {
  readonly score: number;
  readonly byRules: boolean;
}

/**
 * A desk that gave a claim aliases and its topic names has taught the rules to see it: what they are sure of stands, and what only the
 * models see is at most suggested. Where models and rules take opposite sides, or the models
 * hardly know which, the desk is asked.
 */
function settle({ chances, signals }: Weighed, taught: boolean): Ruling {
  const about = 1 - chances.unrelated;
  if (taught && signals.score >= BANDS.alert) return { score: signals.score, byRules: true };
  if (taught && signals.score === 0)
    return { score: about >= UNTAUGHT ? Math.min(about, ASKED) : 0, byRules: false };
  // A headline about two things ("Oil rises as troops leave") says the one plainly, and the judge sees the other.
  if (signals.score >= PLAIN && signals.cosine >= LIKE && about < BANDS.suggest)
    return { score: BANDS.suggest, byRules: true };
  const stance = stanceOf(chances);
  const opposed = stance !== 'observes' && [stance, signals.stance].sort().join() === 'affirms,denies';
  const { affirms, denies } = chances;
  const narrow = stance !== 'observes' && Math.abs(affirms - denies) < NARROW * (affirms + denies);
  return { score: opposed || narrow ? Math.min(about, ASKED) : about, byRules: false };
}

async function judgementOf(
  weighed: Weighed,
  { score, byRules }: Ruling,
  utterances: ReturnType<typeof attribute>,
  { followed, models }: Scales,
): Promise<Judgement> {
  const { id, chances, passage, found } = weighed;
  const rules = found ? lexicalJudgement(found, utterances) : null;
  if (byRules && rules) return { ...rules, score, reason: reasonOf(weighed, rules.stance, rules) };
  const stance = stanceOf(chances);
  const statement = followed.claim(id)?.statement ?? '';
  const ruled = rules?.assertions ?? [];
  return {
    claim: id,
    score: Math.round(score * 1000) / 1000,
    stance,
    evidence: await decisive(statement, passage.sentences, stance, models),
    reason: reasonOf(weighed, stance, rules),
    assertions: ruled.length > 0 ? ruled : await saidOf(statement, passage.sentences, utterances, models),
  };
}

/** The sentence that by itself says most clearly what the item says. */
async function decisive(
  statement: string,
  sentences: readonly ReadSentence[],
  stance: Stance,
  models: Pick<Models, 'judge'>,
): Promise<string> {
  const logits = await models.judge(sentences.map(({ text }) => [statement, text] as const));
  const column = { affirms: 0, denies: 1, observes: 2 }[stance];
  const clear = logits.map((own) => (own[column] ?? 0) - Math.max(...own.filter((_, n) => n !== column)));
  return sentences[clear.indexOf(Math.max(...clear))]?.text ?? '';
}

function isForeign({ title, summary, text }: ItemText): boolean {
  const start = `${title} ${summary} ${text.slice(0, 500)}`;
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const latin = start.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && (letters - latin) / letters > MOST_FOREIGN;
}

function reasonOf({ chances, signals }: Weighed, stance: Stance, rules: Judgement | null): string {
  const percent = (chance: number) => `${Math.round(100 * chance)} %`;
  const about = 1 - chances.unrelated;
  const models = `by the models it is about this with a chance of ${percent(about)}, and then ${stance} it with ${percent(chances[stance] / about)}; likeness ${signals.cosine.toFixed(2)}`;
  return rules ? `${rules.reason}; ${models}` : `The rules see nothing; ${models}`;
}
