import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { type Models, startModels, WIDTH } from '../../src/matching/neural/models.ts';

const open: Models[] = [];
const NONE = new URL('../support/no-models.ts', import.meta.url);
const DYING = new URL('../support/bad-models.ts', import.meta.url);
const PROGRAM = new URL('../support/starts-no-models.ts', import.meta.url);
const start = (script?: URL) => {
  const models = startModels(script);
  open.push(models);
  return models;
};
afterEach(() => {
  for (const models of open.splice(0)) models.close();
});

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, one, n) => sum + one * (b[n] ?? 0), 0);

describe('the models', () => {
  it('embed texts as unit vectors, like ones near one another, and the same in any company', async () => {
    const models = start();
    const [leave, quit, bank] = await models.embed([
      'US troops are leaving Iraq',
      'American soldiers pull out of Iraq',
      'The central bank raised interest rates',
    ]);
    if (!leave || !quit || !bank) throw new Error('a vector is missing');
    expect(leave).toHaveLength(WIDTH);
    expect(dot(leave, leave)).toBeCloseTo(1, 4);
    expect(dot(leave, quit)).toBeGreaterThan(dot(leave, bank) + 0.3);
    const [alone] = await models.embed(['US troops are leaving Iraq']);
    expect(alone).toEqual(leave);
  });

  it('judge pairs longer than they can read, and empty ones', async () => {
    const models = start();
    const logits = await models.judge([
      ['claim '.repeat(500), 'word '.repeat(5_000)],
      ['', ''],
    ]);
    expect(logits.map((own) => own.length)).toEqual([4, 4]);
    expect(logits.every((own) => own.every(Number.isFinite))).toBe(true);
  });

  it('say why they cannot be loaded, also to what was asked before', async () => {
    const models = start(NONE);
    const asked = models.embed(['a text']);
    await expect(models.loaded).rejects.toThrow('no binary for this machine');
    await expect(asked).rejects.toThrow('no binary for this machine');
    expect(models.ready()).toBe(false);
  });

  it('keep no program alive when they cannot be loaded', async () => {
    const ended = promisify(execFile)(process.execPath, [fileURLToPath(PROGRAM)], { timeout: 4_000 });
    await expect(ended).resolves.toMatchObject({ stderr: '' });
  });

  it('ask a process that died once more, and then give the question up', async () => {
    const models = start(DYING);
    await models.loaded;
    await expect(models.embed(['a text'])).rejects.toThrow('ended by itself');
  });
});
