import type { Stance } from '../model/stance.ts';
import { attribute } from './attribution.ts';
import { createFollowed } from './followed.ts';
import { type Chances, chancesOf, type Signals, stanceOf } from './fusion.ts';
import { candidatesFor, createLexicalMatcher, foundIn, lexicalJudgement, sentencesIn } from './lexical.ts';
import { BANDS, type ItemText, type Judgement, type Matcher } from './matcher.ts';
import type { Models } from './neural/models.ts';
import { type Passage, passageOf } from './passage.ts';
import type { ReadSentence } from './reading.ts';
import type { Found } from './retrieval.ts';
import { saidOf } from './said.ts';
import { createVectors, type VectorCache } from './vectors.ts';

export type { VectorCache } from './vectors.ts';

/** With no more claims than this, each is compared by its vector; with more, those that share words with the item. */
const COMPARED = 4_096;
/** What BM25 counts beside a cosine, tuned on CheckThat!'s train and dev queries. */
const BM25_WEIGHT = 0.01;
/** The judge reads so many of the best, and none that ranks below this. */
const JUDGED = { most: 8, least: 0.3 } as const;
/** An item with more than this share of its words in a script that the models hardly know is left to the rules. */
const MOST_FOREIGN = 0.3;
const LEAD_WORDS = 80;
const ALONE = 'the rules judge alone (MATCHER=lexical asks for that)';

/** One claim with all that is known of it and an item. */
interface Weighed {
  readonly id: string;
  readonly passage: Passage;
  readonly signals: Signals;
  readonly chances: Chances;
  readonly found: Found | null;
}

/**
 * Words and vectors find the claims that an item may be about, a model judges the best of them, and the rules have
 * their say in what comes out. Until the models are loaded, if they cannot be, and for Arabic, the rules decide alone.
 */
export function createSemanticMatcher(
  models: Models,
  cache: VectorCache | null,
  warn: (error: unknown, what: string) => void,
): Matcher {
  const followed = createFollowed();
  const lexical = createLexicalMatcher(followed);
  const vectors = createVectors(models, cache);
  let following: Promise<void> = Promise.resolve();
  models.loaded.catch((error) => warn(error, `the models cannot be loaded; ${ALONE}`));

  const nearest = (vector: Float32Array, sentences: readonly ReadSentence[]): string[] => {
    const shared = followed.search(
      sentences.flatMap(({ mentions }) => mentions),
      1_000,
    );
    const ranks = new Map(
      shared.map(({ id, score }) => [id, BM25_WEIGHT * score + vectors.cosine(vector, id)]),
    );
    if (followed.size <= COMPARED)
      for (const id of vectors.ids()) if (!ranks.has(id)) ranks.set(id, vectors.cosine(vector, id));
    const ranked = [...ranks].filter(([, rank]) => rank >= JUDGED.least).sort((a, b) => b[1] - a[1]);
    return ranked.slice(0, JUDGED.most).map(([id]) => id);
  };

  const weigh = async (sentences: readonly ReadSentence[], item: ItemText): Promise<Weighed[]> => {
    const [vector] = await models.embed([leadOf(sentences, item)]);
    if (vector === undefined) return [];
    const found = new Map(
      foundIn(sentences, candidatesFor(sentences, followed), followed, BANDS.suggest).map((one) => [
        one.claim.id,
        one,
      ]),
    );
    const ids = [...new Set([...nearest(vector, sentences), ...found.keys()])];
    const passages = ids.map((id) => passageOf(sentences, relevanceTo(found.get(id), id)));
    const pairs = ids.map((id, n) => [followed.claim(id)?.statement ?? '', passages[n]?.text ?? ''] as const);
    const logits = await models.judge(pairs);
    return ids.flatMap((id, n): Weighed[] => {
      const [own, passage] = [logits[n], passages[n]];
      if (own === undefined || passage === undefined) return [];
      const rules = found.get(id) ?? null;
      const signals: Signals = {
        logits: own,
        cosine: vectors.cosine(vector, id),
        score: Math.min(1, rules?.score ?? 0),
        stance: rules ? lexicalJudgement(rules, new Map()).stance : null,
      };
      return [{ id, passage, signals, chances: chancesOf(signals), found: rules }];
    });
  };
  const relevanceTo = (found: Found | undefined, id: string) => {
    const scores = new Map(found?.sentences.map(({ sentence, score }) => [sentence, 10 + score]));
    const keys = new Set(followed.prepared(id)?.variants.flatMap(({ terms }) => terms.map(({ key }) => key)));
    return (sentence: ReadSentence) =>
      scores.get(sentence) ??
      sentence.mentions.filter(({ place, word }) => keys.has(place ?? word)).length / (1 + keys.size);
  };

  const explained = async (
    weighed: Weighed,
    sentences: readonly ReadSentence[],
    utterances: ReturnType<typeof attribute>,
  ): Promise<Judgement> => {
    const { id, chances, passage, found } = weighed;
    const stance = stanceOf(chances);
    const statement = followed.claim(id)?.statement ?? '';
    const evidence = await decisive(statement, passage.sentences, stance);
    const rules = found ? lexicalJudgement(found, utterances) : null;
    const said = await saidOf(statement, passage.sentences, utterances, models);
    const score = Math.round((1 - chances.unrelated) * 1000) / 1000;
    return {
      claim: id,
      score,
      stance,
      evidence: evidence ?? sentences[0]?.text ?? '',
      reason: reasonOf(weighed, stance, rules),
      assertions: rules && rules.assertions.length > 0 ? rules.assertions : said,
    };
  };
  /** The sentence that by itself says most clearly what the item says. */
  const decisive = async (statement: string, sentences: readonly ReadSentence[], stance: Stance) => {
    const logits = await models.judge(sentences.map(({ text }) => [statement, text] as const));
    const column = { affirms: 0, denies: 1, observes: 2 }[stance];
    const clear = logits.map((own) => (own[column] ?? 0) - Math.max(...own.filter((_, n) => n !== column)));
    const at = clear.indexOf(Math.max(...clear));
    return sentences[at]?.text ?? null;
  };

  const judge = async (item: ItemText): Promise<readonly Judgement[]> => {
    const sentences = sentencesIn(item, followed);
    if (sentences.length === 0 || followed.size === 0) return [];
    const weighed = await weigh(sentences, item);
    const about = weighed
      .filter(({ chances }) => 1 - chances.unrelated >= BANDS.suggest)
      .sort((a, b) => a.chances.unrelated - b.chances.unrelated);
    if (about.length === 0) return [];
    const utterances = attribute(sentences, followed.names());
    const judgements: Judgement[] = [];
    for (const one of about) judgements.push(await explained(one, sentences, utterances));
    return judgements;
  };

  return {
    async follow(claims, names) {
      await followed.follow(claims, names);
      following = vectors
        .follow(new Map(claims.map(({ id, statement }) => [id, statement])))
        .catch((error) => warn(error, 'the claims have no vectors; they are found by their words'));
    },
    async judge(item) {
      if (!models.ready() || isForeign(item)) return lexical.judge(item);
      try {
        return await judge(item);
      } catch (error) {
        warn(error, `the models failed; ${ALONE}`);
        return lexical.judge(item);
      }
    },
    async prepared() {
      await models.loaded.catch(() => {});
      await following;
    },
    close: models.close,
  };
}

/** What an item is found by: its headline and what comes first. */
function leadOf(sentences: readonly ReadSentence[], item: ItemText): string {
  if (item.title !== '' && item.summary === '' && item.text === '') return item.title;
  const words = sentences.flatMap(({ text }) => text.split(/\s+/u));
  return words.slice(0, LEAD_WORDS).join(' ');
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
  const parts = [
    `It is about this with a chance of ${percent(about)}, and then ${stance} it with ${percent(chances[stance] / about)}`,
    `likeness ${signals.cosine.toFixed(2)}`,
  ];
  if (rules) parts.push(`by the rules: ${rules.reason}`);
  return parts.join('; ');
}
