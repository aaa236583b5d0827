/**
 * `make`, whose answers are remembered, since news has few words and says them again and again. The bounds are for hostile
 * text: at `most` answers all are forgotten, and none is kept of a word longer than `longest`.
 */
export function remembering<Made>(
  most: number,
  make: (word: string) => Made,
  longest = Number.POSITIVE_INFINITY,
): (word: string) => Made {
  const known = new Map<string, Made>();
  return (word) => {
    const met = known.get(word);
    if (met !== undefined) return met;
    const made = make(word);
    if (word.length > longest) return made;
    if (known.size >= most) known.clear();
    known.set(word, made);
    return made;
  };
}
