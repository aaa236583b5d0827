import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { claimwire, folder, RECORDING, rows } from './run.ts';

describe.concurrent('claimwire replay', () => {
  it('prints each delivery as a line of JSON, the same each time, and keeps nothing', async () => {
    const cwd = await folder();
    const [one, two] = await Promise.all(
      [1, 2].map(() => claimwire(['replay', RECORDING, '--chat', 'jsonl'], { cwd })),
    );
    expect(one).toMatchObject({ status: 0, err: '' });
    expect(two?.out).toBe(one?.out);
    const deliveries = rows(one?.out ?? '');
    expect(new Set(deliveries.map((row) => row.do))).toEqual(
      new Set(['step', 'post', 'open-thread', 'reply', 'update']),
    );
    const denial = deliveries.find((row) => JSON.stringify(row).includes('Change of standing'));
    expect(denial).toMatchObject({ do: 'reply', channel: 'desk' });
    expect(await readdir(cwd)).toEqual([]);
  });

  it('prints for a person no wider than the screen', async () => {
    const cwd = await folder();
    const { status, out } = await claimwire(['replay', RECORDING], { cwd, env: { COLUMNS: '48' } });
    expect(status).toBe(0);
    expect(out).toContain('▸ 2020-01-06T20:10:00');
    expect(out).not.toContain('\u001b');
    expect(Math.max(...out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(48);
  });
});
