import { UserError } from '../errors.ts';

/** How much of one host is asked at once (requests), and how often (milliseconds between two starts). */
export interface PolitenessSettings {
  readonly atOnce: number;
  readonly spacing: number;
}

/** Time as it is waited for; injected, so that tests need not wait. */
export interface Clock {
  /** Milliseconds from any fixed moment, never going back. */
  now(): number;
  /** Calls `then` once after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, then: () => void): () => void;
}

/** Keeps to a host's turn. */
export interface Politeness {
  /** Runs `task` when its host has room, those of one host in the order they came; other hosts do not wait for it. */
  run<T>(url: string, task: () => Promise<T>): Promise<T>;
  /** Refuses all that still waits or comes later; what runs is left to end. */
  close(): void;
}

interface Host {
  running: number;
  /** The earliest next start. */
  next: number;
  readonly waiting: { readonly start: () => void; readonly refuse: () => void }[];
  /** Takes back the timer for the next start, of which there is one only while something waits for it. */
  cancel: (() => void) | null;
}

const realClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** At most `atOnce` requests to a host at the same time, and `spacing` milliseconds from one start to the next. */
export function createPoliteness(
  { atOnce, spacing }: PolitenessSettings,
  clock: Clock = realClock,
): Politeness {
  const hosts = new Map<string, Host>();
  let isClosed = false;

  function startDue(name: string, host: Host): void {
    while (host.waiting.length > 0 && host.running < atOnce && host.cancel === null) {
      const now = clock.now();
      if (host.next > now) {
        host.cancel = clock.after(host.next - now, () => {
          host.cancel = null;
          startDue(name, host);
        });
        return;
      }
      host.running++;
      host.next = now + spacing;
      host.waiting.shift()?.start();
    }
    if (host.running === 0 && host.waiting.length === 0 && host.next <= clock.now()) hosts.delete(name);
  }

  function turn(name: string, host: Host): Promise<void> {
    return new Promise((start, reject) => {
      const refuse = () =>
        reject(new UserError('The desk is stopping; the feed is fetched at the next start.'));
      if (isClosed) return refuse();
      host.waiting.push({ start, refuse });
      startDue(name, host);
    });
  }

  return {
    async run(url, task) {
      const name = new URL(url).host;
      const host = hosts.get(name) ?? { running: 0, next: 0, waiting: [], cancel: null };
      hosts.set(name, host);
      await turn(name, host);
      try {
        return await task();
      } finally {
        host.running--;
        startDue(name, host);
      }
    },
    close() {
      isClosed = true;
      for (const host of hosts.values()) {
        host.cancel?.();
        host.cancel = null;
        for (const { refuse } of host.waiting.splice(0)) refuse();
      }
    },
  };
}
