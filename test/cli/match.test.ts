import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimwire, folder, rows } from './run.ts';

const CLAIMS = [
  { id: 'withdrawal', statement: 'The US is withdrawing its forces from Iraq' },
  { id: 7, statement: 'The price of oil rises', aliases: null },
];
const ITEMS = [
  { id: 'esper', title: 'Pentagon chief Esper says no decision to leave Iraq', summary: null },
  { id: 2, title: 'Oil price rises as US troops leave Iraq' },
  { id: 'cup', title: 'Real Madrid win the cup' },
];
const TEXT = [
  'Preamble 🙂.',
  '“There has been no decision whatsoever to leave Iraq,” Defense Secretary Mark Esper told reporters.',
  'The Pentagon denied that the US is withdrawing its forces from Iraq.',
];

const lines = (all: readonly unknown[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');

describe.concurrent('claimwire match', () => {
  it('prints a line for each match, best first, with the ids as they were given', async () => {
    // As an editor on Windows saves it.
    const items = `\ufeff${lines(ITEMS).replaceAll('\n', '\r\n')}`;
    const cwd = await folder({ claims: lines(CLAIMS), items });
    const { status, out, err } = await claimwire(['match', '--claims', 'claims', '--items', 'items'], {
      cwd,
    });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const found = rows(out);
    expect(found.map((row) => Object.keys(row))).toEqual(
      found.map(() => ['item', 'claim', 'score', 'stance', 'evidence', 'reason']),
    );
    expect(found.find(({ item }) => item === 'esper')).toMatchObject({
      claim: 'withdrawal',
      stance: 'denies',
      evidence: ITEMS[0]?.title,
    });
    expect(new Set(found.filter(({ item }) => item === 2).map(({ claim }) => claim))).toEqual(
      new Set(['withdrawal', 7]),
    );
    const scores = found.filter(({ item }) => item === 2).map(({ score }) => Number(score));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(found.filter(({ item }) => item === 'cup')).toEqual([]);
  });

  it('explains with --explain what was weighed, also for claims that it is silent about', async () => {
    const claims = lines([...CLAIMS, { id: 'base', statement: 'Turkey has moved its navy to Libya' }]);
    const cwd = await folder({ claims, items: lines(ITEMS.slice(0, 1)) });
    const asked = ['match', '--claims', 'claims', '--items', 'items'];
    const told = rows((await claimwire(asked, { cwd })).out);
    const { status, out } = await claimwire([...asked, '--explain'], { cwd });
    expect(status).toBe(0);
    const [first, ...others] = rows(out);
    expect(first).toMatchObject({ ...told[0], claim: 'withdrawal', rules: { stance: 'denies' } });
    expect(Object.keys(first ?? {})).toEqual(
      expect.arrayContaining([
        'score',
        'stance',
        'band',
        'evidence',
        'reason',
        'likeness',
        'chances',
        'rules',
      ]),
    );
    const chances = Object.values((first?.chances ?? {}) as Record<string, number>);
    expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
    const silent = others.filter(({ band }) => band === 'silent');
    expect(silent.map(({ claim }) => claim)).toContain('base');
    expect(told.map(({ claim }) => claim)).not.toContain('base');
  });

  it('prints at most --top matches an item', async () => {
    const cwd = await folder({ claims: lines(CLAIMS), items: lines(ITEMS) });
    const { out } = await claimwire(['match', '--claims', 'claims', '--items', 'items', '--top', '1'], {
      cwd,
    });
    expect(rows(out).map(({ item }) => item)).toEqual(['esper', 2]);
  });

  it('passes over lines that cannot be read, names them, does the rest and ends with status 1', async () => {
    const items = `not json\n[1]\n{"id":"x"}\n{"id":null,"title":"t"}\n\n${lines(ITEMS.slice(0, 1))}`;
    const cwd = await folder({ claims: lines(CLAIMS), items });
    const { status, out, err } = await claimwire(['match', '--claims', 'claims', '--items', 'items'], {
      cwd,
    });
    expect(status).toBe(1);
    expect(rows(out)).toHaveLength(1);
    expect(err.split('\n')).toEqual([
      expect.stringContaining('items:1: this is no JSON object; write one to a line'),
      expect.stringContaining('items:2: this is no JSON object; write one to a line'),
      'items:3: title is missing',
      'items:4: id must be a text or a number',
      '4 lines could not be read and were passed over; all others were done.',
      '',
    ]);
  });

  it('tells of the first faults of a wrong file and counts the rest', async () => {
    const cwd = await folder({ claims: lines(CLAIMS), items: 'x\n'.repeat(5_000) });
    const { err } = await claimwire(['match', '--claims', 'claims', '--items', 'items'], { cwd });
    expect(err.split('\n').length).toBeLessThan(30);
    expect(err).toContain('5000 lines could not be read');
  });

  it('tells how far it is on stderr', async () => {
    const items = lines(Array.from({ length: 2_000 }, (_, id) => ({ id, title: 'Real Madrid win the cup' })));
    const cwd = await folder({ claims: lines(CLAIMS), items });
    const ran = await claimwire(['match', '--claims', 'claims', '--items', 'items'], { cwd });
    expect(ran).toEqual({ status: 0, out: '', err: '1000 items\n2000 items\n' });
  });
});

describe.concurrent('claimwire attribute', () => {
  it.each([
    ['plain', TEXT.join('\n\n')],
    ['with a byte order mark and the line ends of Windows', `\ufeff${TEXT.join('\r\n\r\n')}`],
  ])('gives who says what, with the place of the quote in the file: %s', async (_, text) => {
    const cwd = await folder({ claims: lines(CLAIMS), 'story.txt': text });
    const { status, out, err } = await claimwire(['attribute', 'story.txt', '--claims', 'claims'], { cwd });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const whole = await readFile(join(cwd, 'story.txt'), 'utf8');
    const found = rows(out);
    for (const { start, end, quote } of found) expect(whole.slice(Number(start), Number(end))).toBe(quote);
    expect(found.find(({ claimant }) => claimant === 'Mark Esper')).toMatchObject({
      claim: 'withdrawal',
      stance: 'denies',
      quote: 'There has been no decision whatsoever to leave Iraq',
    });
    expect(Object.keys(found[0] ?? {})).toEqual(
      'claimant role organisation stance claim cue quote start end agency'.split(' '),
    );
  });

  it('says without claims who says what, whatever it is about', async () => {
    const text =
      'Rosa Beltran, the mayor, said on Friday that the bridge is closed.\n\n“It may fall,” she added.';
    const cwd = await folder({ 'story.txt': text });
    const { status, out, err } = await claimwire(['attribute', 'story.txt'], { cwd });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const found = rows(out);
    for (const { start, end, quote } of found) expect(text.slice(Number(start), Number(end))).toBe(quote);
    expect(found.map(({ claimant, cue }) => [claimant, cue])).toEqual([
      ['Rosa Beltran', 'said'],
      ['Rosa Beltran', 'added'],
    ]);
    expect(found[1]?.quote).toContain('It may fall');
  });

  it('adds with --explain what was weighed for each claim', async () => {
    const cwd = await folder({ claims: lines(CLAIMS), 'story.txt': TEXT.join('\n\n') });
    const { out } = await claimwire(['attribute', 'story.txt', '--claims', 'claims', '--explain'], { cwd });
    const weighed = rows(out).filter(({ band }) => band !== undefined);
    expect(weighed[0]).toMatchObject({ claim: 'withdrawal', stance: 'denies', band: 'alert' });
    expect(rows(out).length).toBeGreaterThan(weighed.length);
  });
});
