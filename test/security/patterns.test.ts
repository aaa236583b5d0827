import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

/** Far beyond what all of them take together; a pattern that blows up takes hours. */
const LIMIT = 100_000;

it(
  'has no pattern that a hundred thousand letters keep busy',
  async () => {
    const child = fork(new URL('./patterns.ts', import.meta.url), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let last: unknown = 'nothing';
    child.on('message', (what) => {
      last = what;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT);
    const [status] = await once(child, 'exit');
    clearTimeout(timer);
    expect(status, `it was at ${last}`).toBe(0);
  },
  LIMIT + 10_000,
);
