import { expect, it } from 'vitest';
import { type Clock, createPoliteness, type PolitenessSettings } from '../../src/feeds/hosts.ts';

/** Time that passes only when it is told to. */
function fakeClock(): Clock & { pass(milliseconds: number): Promise<void>; timers(): number } {
  let now = 0;
  let timers: { at: number; then: () => void }[] = [];
  const settle = () => new Promise((done) => setImmediate(done));
  return {
    now: () => now,
    after(milliseconds, then) {
      const timer = { at: now + milliseconds, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    timers: () => timers.length,
    async pass(milliseconds) {
      await settle();
      now += milliseconds;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { then } of due) then();
      await settle();
    },
  };
}

function asking(settings: PolitenessSettings) {
  const clock = fakeClock();
  const politeness = createPoliteness(settings, clock);
  const started: string[] = [];
  const ends = new Map<string, (fault?: Error) => void>();
  function ask(url: string): Promise<string> {
    return politeness.run(url, () => {
      started.push(url);
      return new Promise((resolve, reject) => {
        ends.set(url, (fault) => (fault ? reject(fault) : resolve(`read ${url}`)));
      });
    });
  }
  return { clock, politeness, started, ask, end: (url: string, fault?: Error) => ends.get(url)?.(fault) };
}

const a = (path: number) => `https://a.example/${path}`;
const b = (path: number) => `https://b.example/${path}`;

it('asks a host for two things at once at most, in the order they came', async () => {
  const { clock, started, ask, end } = asking({ atOnce: 2, spacing: 0 });
  const asked = [1, 2, 3, 4].map((path) => ask(a(path)));
  await clock.pass(0);
  expect(started).toEqual([a(1), a(2)]);
  end(a(2));
  await clock.pass(0);
  expect(started).toEqual([a(1), a(2), a(3)]);
  end(a(1));
  await clock.pass(0);
  end(a(3));
  end(a(4));
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4].map((path) => `read ${a(path)}`));
});

it('lets time pass between two starts, and keeps no timer that nobody waits for', async () => {
  const { clock, started, ask, end } = asking({ atOnce: 2, spacing: 1_000 });
  for (const path of [1, 2, 3]) {
    void ask(a(path));
  }
  await clock.pass(999);
  expect(started).toEqual([a(1)]);
  await clock.pass(1);
  expect(started).toEqual([a(1), a(2)]);
  expect(clock.timers()).toBe(0);
  await clock.pass(5_000);
  expect(started).toHaveLength(2);
  end(a(1));
  await clock.pass(0);
  expect(started).toEqual([a(1), a(2), a(3)]);
  expect(clock.timers()).toBe(0);
});

it('remembers a start after the host has had nothing to do', async () => {
  const { clock, started, ask, end } = asking({ atOnce: 2, spacing: 1_000 });
  const first = ask(a(1));
  await clock.pass(0);
  end(a(1));
  await first;
  void ask(a(2));
  await clock.pass(400);
  expect(started).toEqual([a(1)]);
  await clock.pass(600);
  expect(started).toEqual([a(1), a(2)]);
});

it('does not let one host wait for another', async () => {
  const { clock, started, ask } = asking({ atOnce: 1, spacing: 60_000 });
  for (const url of [a(1), a(2), b(1), 'https://a.example:8443/1']) void ask(url);
  await clock.pass(0);
  expect(started).toEqual([a(1), b(1), 'https://a.example:8443/1']);
});

it('goes on after a fault, which is the asker’s', async () => {
  const { clock, started, ask, end } = asking({ atOnce: 1, spacing: 0 });
  const first = ask(a(1));
  void ask(a(2));
  await clock.pass(0);
  end(a(1), new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  await clock.pass(0);
  expect(started).toEqual([a(1), a(2)]);
});

it('refuses what waits when it is closed, lets what runs end, and leaves no timer', async () => {
  const { clock, politeness, started, ask, end } = asking({ atOnce: 2, spacing: 1_000 });
  const [first, second] = [ask(a(1)), ask(a(2))];
  await clock.pass(0);
  politeness.close();
  await expect(second).rejects.toThrow('The desk is stopping');
  await expect(ask(a(3))).rejects.toThrow('The desk is stopping');
  expect(clock.timers()).toBe(0);
  end(a(1));
  expect(await first).toBe(`read ${a(1)}`);
  expect(started).toEqual([a(1)]);
});

it('waits by itself when no clock is given', async () => {
  const politeness = createPoliteness({ atOnce: 1, spacing: 20 });
  const starts: number[] = [];
  const task = async () => void starts.push(performance.now());
  await Promise.all([politeness.run(a(1), task), politeness.run(a(2), task)]);
  expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThan(15);
});
