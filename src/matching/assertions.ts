import type { Utterance } from './attribution.ts';
import type { Range } from './governors.ts';
import type { Attributed } from './matcher.ts';
import type { Found, SentenceMatch } from './retrieval.ts';
import { readStance } from './stance.ts';
import { quotesOf, type Sentence, type Span } from './text.ts';

interface Candidate {
  readonly attributed: Attributed;
  readonly worth: number;
}

/** A quotation worth giving on its own rather than in its sentence. */
const QUOTE_WORDS = 4;
/** What a quotation is worth beside a score, and what a headline loses, which leaves out names and words. */
const QUOTED = 1;
const TERSE = 0.2;
/** By so much more a claimant's word for one side does away with that for the other. */
const CLEARER = 0.25;

/**
 * Who says what of a claim: one assertion for each claimant and stance, with the best words for it, in the
 * order of the text. Someone who takes a side is not also listed as observing, nor, where one word is clearer
 * than the other, on both sides.
 */
export function assertionsOf(
  { sentences }: Found,
  utterances: ReadonlyMap<Sentence, readonly Utterance[]>,
): readonly Attributed[] {
  const best = new Map<string, Candidate>();
  for (const match of sentences) {
    for (const utterance of utterances.get(match.sentence) ?? []) {
      const candidate = candidateOf(match, utterance);
      if (candidate === null) continue;
      const key = `${candidate.attributed.claimant.name}/${candidate.attributed.stance}`;
      if (candidate.worth > (best.get(key)?.worth ?? 0)) best.set(key, candidate);
    }
  }
  return [...best.values()]
    .filter((candidate) => !outweighed(candidate, best))
    .map(({ attributed }) => attributed)
    .sort((a, b) => a.start - b.start);
}

/** Someone's word is their own clearest: a quotation before a report of it. Both stand only where both are as clear. */
function outweighed({ attributed, worth }: Candidate, best: ReadonlyMap<string, Candidate>): boolean {
  const { claimant, stance } = attributed;
  const others = (['affirms', 'denies'] as const).filter((other) => other !== stance);
  return others.some((other) => {
    const against = best.get(`${claimant.name}/${other}`);
    return against !== undefined && (stance === 'observes' || against.worth - worth > CLEARER);
  });
}

function candidateOf(match: SentenceMatch, { claimant, from, to, cue, agency }: Utterance): Candidate | null {
  const range = { from, to };
  if (!isAbout(match, range)) return null;
  const { stance, mentioned } = readStance(match, range);
  if (mentioned) return null;
  const quotation = quotationIn(match, range);
  const { start, end } = quotation ?? match.sentence;
  const quote = match.sentence.text.slice(start - match.sentence.start, end - match.sentence.start);
  const worth =
    match.score + (quotation === null ? 0 : QUOTED) - (match.sentence.part === 'title' ? TERSE : 0);
  return { attributed: { claimant, stance, cue, quote, start, end, agency }, worth };
}

/** The claim's event must be in the words said, not only in the sentence round them. */
function isAbout({ hits, variant }: SentenceMatch, { from, to }: Range): boolean {
  const inside = hits.filter(({ mention }) => mention.from >= from && mention.from < to);
  if (variant.main !== null) return inside.some(({ term }) => term === variant.main);
  const needed = variant.terms.filter(({ role }) => role !== 'common' && role !== 'place');
  const met = needed.filter((term) => inside.some((hit) => hit.term === term)).length;
  return met > 0 && met >= Math.min(2, needed.length);
}

/** The longest run of the speaker's own words that names the claim's event, without its marks and last comma. */
function quotationIn({ sentence, hits, variant }: SentenceMatch, { from, to }: Range): Span | null {
  const first = sentence.tokens[from]?.start ?? 0;
  const last = sentence.tokens[to - 1]?.end ?? 0;
  for (const { start, end } of quotesOf(sentence.text)) {
    const inner = { start: sentence.start + start + 1, end: sentence.start + end - 1 };
    const words = sentence.tokens.filter((token) => token.start >= inner.start && token.end <= inner.end);
    const named = hits.some(({ term, mention }) => {
      const token = sentence.tokens[mention.from];
      return token !== undefined && words.includes(token) && (variant.main === null || term === variant.main);
    });
    if (words.length < QUOTE_WORDS || !named || inner.start < first - 2 || inner.end > last + 3) continue;
    const text = sentence.text.slice(start + 1, end - 1);
    // A fragment ("reposition their forces") is only understood in its sentence.
    if (/^\s*\p{Ll}/u.test(text)) continue;
    const kept = text.trimEnd().replace(/[,،]$/, '');
    const lead = text.length - text.trimStart().length;
    return { start: inner.start + lead, end: inner.start + kept.length };
  }
  return null;
}
