/** Lets a test wait for what it can see instead of for time to pass. */
export interface Signal {
  /** Something changed: everyone who waits looks again. */
  notify(): void;
  /** Resolves with what `look` gives once that is not undefined. */
  until<T>(look: () => T | undefined): Promise<T>;
}

export function createSignal(): Signal {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const lookAgain of [...waiting]) lookAgain();
    },
    until<T>(look: () => T | undefined) {
      return new Promise<T>((resolve) => {
        const lookAgain = () => {
          const found = look();
          if (found === undefined) return;
          waiting.delete(lookAgain);
          resolve(found);
        };
        waiting.add(lookAgain);
        lookAgain();
      });
    },
  };
}
