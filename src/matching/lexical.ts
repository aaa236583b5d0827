import { documentOf } from '../model/item.ts';
import type { Stance } from '../model/stance.ts';
import { assertionsOf } from './assertions.ts';
import { attribute, saidIn } from './attribution.ts';
import { indexClaims } from './claim-index.ts';
import { createFollowed, type Followed } from './followed.ts';
import { BANDS, bandOf, type ItemText, type Judgement, type Matcher } from './matcher.ts';
import { type ReadSentence, readSentences } from './reading.ts';
import { type Found, findClaims, type SentenceMatch } from './retrieval.ts';
import { type Reading, readStance } from './stance.ts';
import { sentencesOf } from './text.ts';

/** A judgement before it is known who says what. */
export type Ruled = Omit<Judgement, 'assertions'>;

interface Read {
  readonly match: SentenceMatch;
  readonly reading: Reading;
  readonly weight: number;
}

/** A sentence that scores so much less than the item's best has no say in its stance. */
const TELLING = 0.6;
const PART_WEIGHT = { title: 4, lead: 2, body: 1 } as const;
/** So many of the claims that share words with an item are read closely. */
const CANDIDATES = 100;

/**
 * A matcher of rules alone: shared words, known names, and the grammar of denial and attribution in English
 * and Arabic. It needs no weights and no network, and a judgement takes milliseconds. Text without a title may
 * be judged too: with `title` and `summary` empty, offsets count from the start of `text`.
 */
export function createLexicalMatcher(followed: Followed = createFollowed()): Matcher {
  return {
    follow: followed.follow,
    async judge(item) {
      const sentences = sentencesIn(item, followed);
      const found = foundIn(sentences, candidatesFor(sentences, followed), followed, BANDS.suggest);
      if (found.length === 0) return [];
      const utterances = attribute(sentences, followed.names());
      return found.map((one) => ({ ...ruledOn(one), assertions: assertionsOf(one, utterances) }));
    },
    async explain(item) {
      const sentences = sentencesIn(item, followed);
      const found = foundIn(sentences, candidatesFor(sentences, followed), followed, 0).map(ruledOn);
      const claims = found.map((ruled) => {
        return { ...ruled, band: bandOf(ruled.score), likeness: null, chances: null, rules: ruled };
      });
      return { claims, said: saidIn(sentences, attribute(sentences, followed.names())) };
    },
    likeness: async () => null,
    async prepared() {},
    close() {},
  };
}

/** The sentences of an item, with what each names. */
export function sentencesIn(item: ItemText, followed: Followed): ReadSentence[] {
  return readSentences(sentencesOf(documentOf(item), item.title.length), followed.phrases());
}

/** Ids of the claims that share most with the item, best first. */
export function candidatesFor(sentences: readonly ReadSentence[], followed: Followed): string[] {
  const mentions = sentences.flatMap((sentence) => sentence.mentions);
  return followed.search(mentions, CANDIDATES).map(({ id }) => id);
}

/** Those of these claims that the rules find the item to be about, with at least this score; best first. */
export function foundIn(
  sentences: readonly ReadSentence[],
  ids: readonly string[],
  followed: Followed,
  least: number,
): Found[] {
  const prepared = ids.flatMap((id) => followed.prepared(id) ?? []);
  return findClaims(sentences, indexClaims(prepared, followed), least);
}

/** What the rules make of an item that is about the claim, but for who says what. */
export function ruledOn(found: Found): Ruled {
  const telling = found.sentences.filter(({ score }) => score >= TELLING * found.score);
  const reads = telling.map((match): Read => {
    const reading = readStance(match, { from: 0, to: match.sentence.tokens.length });
    return { match, reading, weight: match.score * PART_WEIGHT[match.sentence.part] };
  });
  const stance = stanceOf(reads);
  const deciding = best(reads.filter(({ reading }) => reading.stance === stance)) ?? best(reads);
  return {
    claim: found.claim.id,
    score: Math.min(1, Math.round(found.score * 1000) / 1000),
    stance,
    evidence: deciding?.match.sentence.text ?? '',
    reason: deciding === null ? '' : reasonOf(deciding),
  };
}

/** The headline's word where it takes a side or leaves it open outright; else what the lead and the rest add up to. */
function stanceOf(reads: readonly Read[]): Stance {
  const title = best(reads.filter(({ match }) => match.sentence.part === 'title'));
  if (title && (title.reading.stance !== 'observes' || title.reading.cue !== null))
    return title.reading.stance;
  const telling = reads.filter(({ reading }) => !reading.mentioned);
  const weigh = (stance: Stance) =>
    telling.reduce((sum, read) => sum + (read.reading.stance === stance ? read.weight : 0), 0);
  const [affirms, denies, observes] = [weigh('affirms'), weigh('denies'), weigh('observes')];
  if (affirms === denies || observes > 2 * Math.max(affirms, denies)) return 'observes';
  return denies > affirms ? 'denies' : 'affirms';
}

function best(reads: readonly Read[]): Read | null {
  return reads.reduce<Read | null>(
    (top, read) => (top === null || read.weight > top.weight ? read : top),
    null,
  );
}

function reasonOf({ match, reading }: Read): string {
  const { hits, sentence } = match;
  const words = hits.flatMap(({ mention }) =>
    sentence.tokens.slice(mention.from, mention.to).map(({ text }) => text),
  );
  const shared = [...new Set(words)].join(', ');
  const where = sentence.part === 'title' ? 'headline' : sentence.part === 'lead' ? 'lead' : 'text';
  const cue = reading.cue === null ? '' : `; “${reading.cue}”`;
  return `The ${where} ${reading.stance}: shares ${shared}${cue}`;
}
