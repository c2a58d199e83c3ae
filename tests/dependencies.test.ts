// What the program is built from: pinned, under licences that ask for no more than a notice, running nothing when it is
// installed. Known flaws are asked of the registry: npm audit (docs/security.md).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const LICENCES = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];
/** Of a font, which the workbench sends to browsers. */
const FONT_LICENCES = ['OFL-1.1'];

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly license?: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

interface Locked extends Manifest {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly deprecated?: string;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

const own = readJson('package.json') as Manifest;
const { packages } = readJson('package-lock.json') as { packages: Readonly<Record<string, Locked>> };
/** By their place: `node_modules/zod`. */
const locked = Object.entries(packages).filter(([place]) => place !== '');
const nameOf = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** `d3-scale` of `d3-scale/src/x`, `@types/node` of `@types/node/fs`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** What the workbench's pages are built from, by what its files import, with all that those need in turn. */
const shippedToBrowsers = (): ReadonlySet<string> => {
  const files = globSync('workbench/src/**/*.{ts,tsx,css}', { cwd: ROOT, ignore: '**/*.test.*' });
  const wanted = files.flatMap(file =>
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(
        /(?:from|import|import\()\s*['"]([^'"./][^'"]*)['"]/g,
      ),
    ].map(([, specifier]) => packageOf(specifier as string)),
  );
  const found = new Set<string>();
  const visit = (name: string): void => {
    const known = packages[`node_modules/${name}`];
    if (!known || found.has(name) || name.startsWith('@types/')) return;
    found.add(name);
    for (const next of Object.keys(known.dependencies ?? {})) visit(next);
  };
  for (const name of wanted) visit(name);
  return found;
};

/** `(MIT OR Apache-2.0)`: one of them will do. */
const isAllowed = (license: string, allowed: readonly string[]): boolean =>
  license
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some(each => allowed.includes(each));

describe('packages', () => {
  test('are pinned to one version each', () => {
    const loose = Object.entries({ ...own.dependencies, ...own.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test('are known by their content; the lock names no place to load them from', () => {
    expect(locked.length).toBeGreaterThan(100);
    const odd = locked.filter(
      ([, { integrity, resolved, link }]) =>
        !integrity?.startsWith('sha512-') || resolved !== undefined || link,
    );
    expect(odd.map(([place]) => place)).toEqual([]);
  });

  test('run nothing when they are installed, and are not given up by their authors', () => {
    const running = locked.filter(([place, { hasInstallScript }]) => {
      if (hasInstallScript) return true;
      const manifest = join(place, 'package.json');
      if (!existsSync(join(ROOT, manifest))) return false;
      const { scripts = {} } = readJson(manifest) as Manifest;
      return (
        ['preinstall', 'install', 'postinstall'].some(name => name in scripts) ||
        existsSync(join(ROOT, place, 'binding.gyp'))
      );
    });
    expect(running.map(([place]) => place)).toEqual([]);
    expect(locked.filter(([, { deprecated }]) => deprecated !== undefined).map(([place]) => place)).toEqual(
      [],
    );
  });

  test('that run are under licences that ask for a notice and no more, as they say themselves', () => {
    const running = locked.filter(([, { dev }]) => dev !== true);
    expect(running.length).toBeGreaterThan(20);
    for (const [place, { license }] of running) {
      expect(LICENCES, `${place}: ${license}`).toContain(license);
      const manifest = join(place, 'package.json');
      if (existsSync(join(ROOT, manifest)))
        expect((readJson(manifest) as Manifest).license, place).toBe(license);
    }
  });

  test('in the pages of the workbench are under such licences too', () => {
    const shipped = shippedToBrowsers();
    for (const name of ['react', 'react-dom', 'maplibre-gl', 'd3-scale', '@fontsource/source-serif-4'])
      expect([...shipped]).toContain(name);
    const other = locked.filter(
      ([place, { license = '' }]) =>
        shipped.has(nameOf(place)) && !isAllowed(license, [...LICENCES, ...FONT_LICENCES]),
    );
    expect(other.map(([place, { license }]) => `${place}: ${license}`)).toEqual([]);
  });
});
