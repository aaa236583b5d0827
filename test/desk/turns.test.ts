import { expect, it } from 'vitest';
import { createTurns } from '../../src/desk/turns.ts';

it('runs what is on the same thing in turn, whatever fails, and the rest beside it', async () => {
  const turns = createTurns();
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const failing = turns.run('a', async () => {
    await first.promise;
    done.push('a1');
    throw new Error('bad');
  });
  const second = turns.run('a', async () => void done.push('a2'));
  await turns.run('b', async () => void done.push('b'));
  first.resolve();
  await expect(failing).rejects.toThrow('bad');
  await second;
  expect(done).toEqual(['b', 'a1', 'a2']);
});
