import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimwire, folder, TOPIC } from './run.ts';

describe.concurrent('claimwire topic', () => {
  it('checks: every fault with its place, for a person and for a program', async () => {
    const cwd = await folder({
      'bad.yaml': 'slug: harbour\ntitel: The harbour\nclaims: []\n',
      'good.yaml': TOPIC,
    });
    const [person, program, good] = await Promise.all(
      [['bad.yaml'], ['bad.yaml', '--json'], ['good.yaml', '--json']].map((args) =>
        claimwire(['topic', 'check', ...args], { cwd }),
      ),
    );
    expect(person?.status).toBe(1);
    expect(person?.out).toContain('bad.yaml:2:1: unknown key titel; did you mean title?');
    expect(program?.status).toBe(1);
    expect(JSON.parse(program?.out ?? '')).toMatchObject({ file: 'bad.yaml', ok: false });
    expect(JSON.parse(program?.out ?? '').faults).toContainEqual({
      file: 'bad.yaml',
      line: 2,
      column: 1,
      message: 'unknown key titel; did you mean title?',
    });
    expect(good?.status).toBe(0);
    expect(JSON.parse(good?.out ?? '')).toEqual({ file: 'good.yaml', ok: true, faults: [] });
  });

  it('imports what changed, exports the same topic, and backs the store up to where it can be used', async () => {
    const cwd = await folder({ 'harbour.yaml': TOPIC, '.env': 'STORE=desk.db\n' });
    const topic = (...args: string[]) => claimwire(['topic', ...args], { cwd });
    const first = await topic('import', 'harbour.yaml');
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(first.out).toContain('claim harbour-closed added');
    expect((await topic('import', 'harbour.yaml')).out).toBe('harbour: nothing changed.\n');

    const exported = await topic('export', 'harbour');
    await writeFile(join(cwd, 'again.yaml'), exported.out);
    expect((await topic('check', 'again.yaml')).out).toBe('again.yaml is a good topic.\n');

    const backup = await claimwire(['backup', 'copy.db'], { cwd });
    expect(backup).toMatchObject({ status: 0, err: '', out: expect.stringContaining('copied to copy.db') });
    const [again, copied, none] = await Promise.all([
      claimwire(['backup', 'copy.db'], { cwd }),
      claimwire(['topic', 'export', 'harbour'], { cwd, env: { STORE: 'copy.db' } }),
      topic('export', 'quay'),
    ]);
    expect(again).toMatchObject({ status: 1, err: expect.stringContaining('copy.db exists already') });
    expect(copied.out).toBe(exported.out);
    expect(none).toMatchObject({ status: 1, err: 'There is no topic quay. Topics here: harbour.\n' });
  });

  it('leaves a file that is no store alone', async () => {
    const cwd = await folder({ 'notes.txt': 'What I must not forget.' });
    const ran = await claimwire(['topic', 'export', 'harbour'], { cwd, env: { STORE: 'notes.txt' } });
    expect(ran).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('Is it a claimwire store?'),
    });
    expect(ran.err).toContain('Set STORE to another file.');
  });
});
