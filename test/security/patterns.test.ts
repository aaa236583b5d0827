import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

/** For one function over one text; a pattern that blows up takes minutes at the least. */
const LIMIT = 10_000;

it('has no pattern that a hundred thousand letters keep busy', async () => {
  const child = fork(new URL('./patterns.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const give = () => void child.kill('SIGKILL');
  let last: unknown = 'nothing';
  let timer = setTimeout(give, LIMIT);
  child.on('message', (what) => {
    last = what;
    clearTimeout(timer);
    timer = setTimeout(give, LIMIT);
  });
  const [status] = await once(child, 'exit');
  clearTimeout(timer);
  expect(status, `it was at ${last}`).toBe(0);
}, 300_000);
