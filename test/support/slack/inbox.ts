/** What comes in, one after the other, for a test to wait on. */
export interface Inbox<T> {
  /** Everything so far. */
  readonly all: readonly T[];
  put(one: T): void;
  /** The first that was not taken yet, now or later. */
  next(): Promise<T>;
}

export function createInbox<T>(): Inbox<T> {
  const all: T[] = [];
  const waiting: ((one: T) => void)[] = [];
  let taken = 0;
  return {
    all,
    put(one) {
      all.push(one);
      waiting.shift()?.(one);
    },
    next() {
      const one = all[taken];
      taken += 1;
      return one === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(one);
    },
  };
}
