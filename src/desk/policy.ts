import type { AlertKind, Decision } from '../model/alert.ts';
import { type Item, sourceOf } from '../model/item.ts';
import type { Stance, Standing } from '../model/stance.ts';

/** All that the alert policy looks at. */
export interface Situation {
  readonly stance: Stance;
  /** The claim's standing before and after this item. */
  readonly before: Standing;
  readonly after: Standing;
  readonly confirmed: boolean;
  readonly newStory: boolean;
  /** The item's earlier words were replaced. */
  readonly edited: boolean;
  /** It was edited, but neither in its headline nor in what it says of any claim. */
  readonly unchanged: boolean;
  /** It said something of the claim, and no longer does. */
  readonly retracted: boolean;
  /** An earlier item of the story with the same text. */
  readonly copyOf: Item | null;
  /** Milliseconds since the item spoke, and the limit; null when an undated item came with a feed's first poll. */
  readonly age: number | null;
  readonly maxAge: number;
}

/** What is done about an item and why: one rule a line, the first that fits. */
export function decide(situation: Situation): Pick<Decision, 'action' | 'kind' | 'reason'> {
  const { age, maxAge, confirmed, newStory } = situation;
  const [kind, news] = kindOf(situation);
  if (age === null) return { action: 'silent', kind, reason: 'undated, and in the first poll of its feed' };
  if (age > maxAge)
    return { action: 'silent', kind, reason: `older than ${Math.round(maxAge / 3_600_000)} hours: ${news}` };
  if (situation.unchanged)
    return { action: 'silent', kind, reason: 'edited, but not in what it says of the claim' };
  if (!confirmed) return { action: 'suggest', kind, reason: 'may be about the claim; the desk is asked' };
  const copied = situation.copyOf
    ? `; same text as ${sourceOf(situation.copyOf)}'s "${situation.copyOf.title}"`
    : '';
  return { action: newStory ? 'alert' : 'follow-up', kind, reason: news + copied };
}

function kindOf({ edited, retracted, newStory, before, after, stance }: Situation): [AlertKind, string] {
  const moved = before === after ? null : `the standing went from ${before} to ${after}`;
  if (retracted) return ['edit', ['no longer speaks of the claim', moved].filter(Boolean).join('; ')];
  if (edited) return ['edit', moved ? `edited; ${moved}` : 'the publisher changed it'];
  if (before === 'unaddressed' && (moved || newStory))
    return ['first-report', moved ? 'first to speak on the claim' : 'first item on the claim'];
  if (moved) return ['change-of-standing', moved];
  if (stance === 'denies') return ['denial', 'another denial'];
  if (stance === 'affirms' && (before === 'denied' || before === 'contested'))
    return ['repeat-after-denial', 'affirms what has been denied'];
  return ['further-item', 'more on the story'];
}
