import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

function json(file: string): Record<string, Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
}

const LOCK = Object.entries(json('package-lock.json').packages ?? {}).filter(([name]) => name !== '');
const PACKAGES = LOCK as readonly (readonly [name: string, locked: Locked])[];
const MANIFEST = json('package.json');
/** What may be used, changed and given on by anyone, with the notice kept. */
const PERMISSIVE = [
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  '0BSD',
  'CC0-1.0',
];
/** A part of Vite, which vitest tests with; nothing of it is in what a desk runs, and it is used unchanged. */
const LISTED = /^node_modules\/lightningcss(-|$)/;

describe('the packages that claimwire is built of', () => {
  it('are each pinned to a version and to what was published under it', () => {
    expect(PACKAGES.length).toBeGreaterThan(100);
    expect(PACKAGES.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
    const direct = [MANIFEST.dependencies, MANIFEST.devDependencies].flatMap((all) =>
      Object.entries(all ?? {}),
    );
    expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });

  it('run nothing when they are installed, but the one that brings Node', () => {
    const scripted = PACKAGES.filter(([, locked]) => locked.hasInstallScript).map(([name]) =>
      name.replace('node_modules/', ''),
    );
    const allowed = MANIFEST.allowScripts ?? {};
    expect(scripted.sort()).toEqual(Object.keys(allowed).sort());
    expect(Object.keys(allowed).filter((name) => allowed[name] === true)).toEqual(['node']);
  });

  it('may be used by anyone', () => {
    const isPermissive = (licence = '') =>
      licence
        .replace(/[()]/g, '')
        .split(/ AND /)
        .every((all) => all.split(' OR ').some((one) => PERMISSIVE.includes(one)));
    const others = PACKAGES.filter(([name, { license }]) => !isPermissive(license) && !LISTED.test(name));
    expect(others.map(([name, { license }]) => `${name}: ${license}`)).toEqual([]);
  });
});
