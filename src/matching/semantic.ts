import type { Stance } from '../model/stance.ts';
import { assertionsOf } from './assertions.ts';
import { attribute } from './attribution.ts';
import { createFollowed } from './followed.ts';
import { stanceOf } from './fusion.ts';
import { createLexicalMatcher, sentencesIn } from './lexical.ts';
import { BANDS, type ItemText, type Judgement, type Matcher } from './matcher.ts';
import { CLASSES, type Models } from './neural/models.ts';
import { type JudgedSentence, saidOf } from './said.ts';
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
const PLAIN = { score: 0.95, cosine: 0.6 } as const;
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
  const judge = async (item: ItemText, ready: Scales) => {
    const sentences = sentencesIn(item, followed);
    if (sentences.length === 0) return [];
    const weighed = await weigh(sentences, item, ready);
    const named = followed.names().all.length > 0;
    const matches = weighed.flatMap((one) => {
      const conclusion = conclude(one, named && (followed.claim(one.id)?.aliases.length ?? 0) > 0);
      return conclusion.score >= BANDS.suggest ? [{ one, conclusion }] : [];
    });
    if (matches.length === 0) return [];
    const utterances = attribute(sentences, followed.names());
    const judgements: Judgement[] = [];
    for (const { one, conclusion } of matches)
      judgements.push(await judgementOf(one, conclusion, utterances, ready));
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
  const { affirms, denies } = chances;
  const narrow = stance !== 'observes' && Math.abs(affirms - denies) < NARROW * (affirms + denies);
  return { score: opposed || narrow ? Math.min(about, ASKED) : about, byRules: false };
}

async function judgementOf(
  weighed: Weighed,
  { score, byRules }: Conclusion,
  utterances: ReturnType<typeof attribute>,
  { followed, models }: Scales,
): Promise<Judgement> {
  const { id, chances, passage, rules } = weighed;
  const ruled = rules ? assertionsOf(rules.found, utterances) : [];
  if (byRules && rules)
    return { ...rules.ruled, score, reason: reasonOf(weighed, rules.ruled.stance), assertions: ruled };
  const stance = stanceOf(chances);
  const statement = followed.claim(id)?.statement ?? '';
  const logits = await models.judge(passage.sentences.map(({ text }) => [statement, text] as const));
  const judged = passage.sentences.flatMap((sentence, n) =>
    logits[n] ? [{ sentence, logits: logits[n] }] : [],
  );
  return {
    claim: id,
    score: Math.round(score * 1000) / 1000,
    stance,
    evidence: decisive(judged, stance),
    reason: reasonOf(weighed, stance),
    assertions: ruled.length > 0 ? ruled : await saidOf(statement, judged, utterances, models),
  };
}

/** The sentence that by itself says most clearly what the item says. */
function decisive(judged: readonly JudgedSentence[], stance: Stance): string {
  const column = CLASSES.indexOf(stance);
  const clear = judged.map(
    ({ logits }) => (logits[column] ?? 0) - Math.max(...logits.filter((_, n) => n !== column)),
  );
  return judged[clear.indexOf(Math.max(...clear))]?.sentence.text ?? '';
}

function isForeign({ title, summary, text }: ItemText): boolean {
  const start = `${title} ${summary} ${text.slice(0, 500)}`;
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const latin = start.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && (letters - latin) / letters > MOST_FOREIGN;
}

function reasonOf({ chances, signals, rules }: Weighed, stance: Stance): string {
  const percent = (chance: number) => `${Math.round(100 * chance)} %`;
  const about = 1 - chances.unrelated;
  const models = `by the models it is about this with a chance of ${percent(about)}, and then ${stance} it with ${percent(chances[stance] / about)}; likeness ${signals.cosine.toFixed(2)}`;
  return rules ? `${rules.ruled.reason}; ${models}` : `The rules see nothing; ${models}`;
}
