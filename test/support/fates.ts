/**
 * What becomes of a request: it fails before anything is done, it is done and the answer is an error or never comes, or
 * it is to be asked again after some seconds.
 */
export type Fate = 'fails' | 'done-then-fails' | 'done-then-lost' | { readonly retryAfter: number };

export interface Fates {
  /** The next request whose `METHOD path` matches has this fate. */
  next(request: RegExp, fate: Fate): void;
  /** From now on this is asked for each request that has no fate yet; null leaves it alone. */
  choose(chooser: ((request: string) => Fate | null) | null): void;
  /** The fate of a request; null for most. */
  of(request: string): Fate | null;
}

export function createFates(): Fates {
  const planned: { request: RegExp; fate: Fate }[] = [];
  let chooser: ((request: string) => Fate | null) | null = null;
  return {
    next: (request, fate) => void planned.push({ request, fate }),
    choose(next) {
      chooser = next;
    },
    of(request) {
      const place = planned.findIndex((one) => one.request.test(request));
      if (place !== -1) return planned.splice(place, 1)[0]?.fate ?? null;
      return chooser?.(request) ?? null;
    },
  };
}
