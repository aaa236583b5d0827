/** Told of each thing that reading a feed had to decide or mend, in words for a person. */
export type Note = (repair: string) => void;

/** Gathers notes: each once, in the order met, with how often. */
export function createRepairs(): { note: Note; list(): readonly string[] } {
  const counts = new Map<string, number>();
  return {
    note: (repair) => void counts.set(repair, (counts.get(repair) ?? 0) + 1),
    list: () => [...counts].map(([repair, times]) => (times === 1 ? repair : `${repair} (${times} times)`)),
  };
}
