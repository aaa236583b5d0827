import type { Judgement, Matcher } from '../../src/matching/matcher.ts';
import { documentOf } from '../../src/model/item.ts';
import type { Stance } from '../../src/model/stance.ts';

// A line such as `withdrawal denies 0.9 Esper: There is no decision.`
const SAYS = /^(\S+) (affirms|denies|observes) ([\d.]+) ([^:]+): (.+)$/gm;

/** A matcher that reads what it should find from the item's own text, so that tests of the desk say what they mean. */
export function createScriptedMatcher(): Matcher {
  let followed = new Set<string>();
  return {
    async follow(claims) {
      followed = new Set(claims.map((claim) => claim.id));
    },
    async judge(item) {
      const text = documentOf(item);
      const found: Judgement[] = [];
      for (const { 1: claim = '', 2: stance, 3: score, 4: name = '', 5: quote = '' } of text.matchAll(SAYS)) {
        if (!followed.has(claim) || found.some((one) => one.claim === claim)) continue;
        const start = text.indexOf(quote);
        const said = { name, role: null, organisation: null };
        found.push({
          claim,
          score: Number(score),
          stance: stance as Stance,
          evidence: quote,
          reason: 'the text says so',
          assertions: [
            {
              claimant: said,
              stance: stance as Stance,
              quote,
              start,
              end: start + quote.length,
              cue: null,
              agency: null,
            },
          ],
        });
      }
      return found.sort((a, b) => b.score - a.score);
    },
    async explain() {
      return { claims: [], said: [] };
    },
    likeness: async () => null,
    async prepared() {},
    close() {},
  };
}
