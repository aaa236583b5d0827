import type { Term } from './claims.ts';
import { type Mention, mentionsOf, type Phrases } from './concepts.ts';
import type { Sentence } from './text.ts';

/** A term of a claim met in a sentence. */
export interface Hit {
  readonly term: Term;
  readonly mention: Mention;
  /** Whether the sentence has the opposite word ("stay" for "leave"). */
  readonly flipped: boolean;
  readonly strength: number;
}

/** A sentence read for what it names. */
export interface ReadSentence extends Sentence {
  readonly mentions: readonly Mention[];
  readonly lookup: ReadonlyMap<string, readonly Mention[]>;
}

/** Reads what each sentence names, once for all claims. */
export function readSentences(sentences: readonly Sentence[], phrases: Phrases): ReadSentence[] {
  return sentences.map((sentence) => {
    const mentions = mentionsOf(sentence.tokens, phrases);
    const lookup = new Map<string, Mention[]>();
    for (const mention of mentions) {
      for (const key of keysOf(mention)) {
        const list = lookup.get(key);
        if (list) list.push(mention);
        else lookup.set(key, [mention]);
      }
    }
    return { ...sentence, mentions, lookup };
  });
}

/** What a mention is looked up by: its place, else its word, and its groups. */
export function keysOf(mention: Mention): string[] {
  return [mention.place ?? mention.word, ...mention.senses.map(({ group }) => group)];
}

/** Everything that some sentences name. */
export function keysIn(sentences: readonly ReadSentence[]): Set<string> {
  return new Set(sentences.flatMap(({ lookup }) => [...lookup.keys()]));
}
