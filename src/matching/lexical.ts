import { documentOf } from '../model/item.ts';
import type { Stance } from '../model/stance.ts';
import { assertionsOf } from './assertions.ts';
import { attribute } from './attribution.ts';
import { indexClaims } from './claim-index.ts';
import { prepareClaim } from './claims.ts';
import { phrasesOf } from './concepts.ts';
import { BANDS, type Judgement, type Matcher } from './matcher.ts';
import { createNameBook, evocationsOf } from './names.ts';
import { readSentences } from './reading.ts';
import { type Found, findClaims, type SentenceMatch } from './retrieval.ts';
import { type Reading, readStance } from './stance.ts';
import { sentencesOf } from './text.ts';

interface Read {
  readonly match: SentenceMatch;
  readonly reading: Reading;
  readonly weight: number;
}

/** A sentence that scores so much less than the item's best has no say in its stance. */
const TELLING = 0.6;
const PART_WEIGHT = { title: 4, lead: 2, body: 1 } as const;

/**
 * A matcher of rules alone: shared words, known names, and the grammar of denial and attribution in English
 * and Arabic. It needs no weights and no network, and a judgement takes milliseconds. Text without a title may
 * be judged too: with `title` and `summary` empty, offsets count from the start of `text`.
 */
export function createLexicalMatcher(): Matcher {
  let book = createNameBook([]);
  let phrases = phrasesOf([]);
  let index = indexClaims([]);
  return {
    follow(claims, names) {
      book = createNameBook(names);
      phrases = phrasesOf(evocationsOf(names));
      index = indexClaims(claims.map((claim) => prepareClaim(claim, phrases)));
    },
    async judge(item) {
      const sentences = readSentences(sentencesOf(documentOf(item), item.title.length), phrases);
      const found = findClaims(sentences, index, BANDS.suggest);
      if (found.length === 0) return [];
      const utterances = attribute(sentences, book);
      return found.map((claim) => judgementOf(claim, assertionsOf(claim, utterances)));
    },
  };
}

function judgementOf(found: Found, assertions: Judgement['assertions']): Judgement {
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
    assertions,
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
