import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const ROOT = new URL('../../', import.meta.url);

function json(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, ROOT), 'utf8'));
}

const MANIFEST = json('package.json') as Manifest;
const { packages } = json('package-lock.json') as { packages: Record<string, Locked> };
/** Each package by the folder that it is installed in, those within others too. */
const PACKAGES = Object.entries(packages).filter(([folder]) => folder !== '');
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
/** What may be used, changed and given on by anyone, with the notice kept. */
const PERMISSIVE = new Set(
  'MIT ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD BlueOak-1.0.0 CC0-1.0 Python-2.0 Unlicense'.split(' '),
);
/** Other licences, each with the reason why it does no harm. */
const LISTED: readonly { readonly name: RegExp; readonly licence: string; readonly reason: string }[] = [
  {
    name: /^lightningcss(-|$)/,
    licence: 'MPL-2.0',
    reason:
      'a part of Vite, which vitest tests with: nothing of it is in what a desk runs, and it is unchanged',
  },
];

const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** All of what is joined by AND, and one of what is joined by OR. */
function isPermissive(licence: string): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((all) => all.split(' OR ').some((one) => PERMISSIVE.has(one)));
}

function isAllowed(folder: string, licence: unknown): boolean {
  if (typeof licence !== 'string') return false;
  const listed = LISTED.some((one) => one.licence === licence && one.name.test(nameOf(folder)));
  return listed || isPermissive(licence);
}

describe('the packages that claimwire is built of', () => {
  it('are each pinned to a version and to what was published under it', () => {
    expect(PACKAGES.length).toBeGreaterThan(100);
    const loose = PACKAGES.filter(
      ([, { version = '', integrity = '' }]) => !EXACT.test(version) || !integrity.startsWith('sha512-'),
    );
    expect(loose).toEqual([]);
    const direct = Object.entries({ ...MANIFEST.dependencies, ...MANIFEST.devDependencies });
    expect(direct.filter(([name, version]) => version !== packages[`node_modules/${name}`]?.version)).toEqual(
      [],
    );
  });

  it('come from the registry, and from no folder, address or repository', () => {
    const elsewhere = PACKAGES.filter(
      ([, { resolved, link }]) => link || (resolved && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(elsewhere).toEqual([]);
  });

  it('run nothing when they are installed, but the one that brings Node', () => {
    const scripted = PACKAGES.filter(([, { hasInstallScript }]) => hasInstallScript).map(([folder]) =>
      nameOf(folder),
    );
    const { allowScripts } = MANIFEST;
    expect(scripted.sort()).toEqual(Object.keys(allowScripts).sort());
    expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node']);
  });

  it('may be used by anyone, as the lockfile has it', () => {
    const others = PACKAGES.filter(([folder, { license }]) => !isAllowed(folder, license));
    expect(others.map(([folder, { license }]) => `${folder}: ${license}`)).toEqual([]);
  });

  it('may be used by anyone, as each that is installed says itself', () => {
    // Those for other systems are not installed.
    const installed = PACKAGES.filter(([folder]) => existsSync(new URL(`${folder}/package.json`, ROOT)));
    expect(installed.length).toBeGreaterThan(100);
    const said = installed.map(([folder]) => ({ folder, ...(json(`${folder}/package.json`) as Locked) }));
    expect(
      said.filter(({ folder, license }) => !isAllowed(folder, license)).map(({ folder }) => folder),
    ).toEqual([]);
    expect(said.filter(({ folder, version }) => version !== packages[folder]?.version)).toEqual([]);
  });

  it('have no exception that is no longer needed', () => {
    const names = PACKAGES.map(([folder]) => nameOf(folder));
    expect(LISTED.filter(({ name }) => !names.some((one) => name.test(one)))).toEqual([]);
  });
});
