import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RegistryActor } from '../schema/registry.ts';
import { findCities, packCities } from './gazetteer.ts';
import { nameWords } from './names.ts';
import { overlappingTerms } from './offices.ts';
import { loadRegistry, RegistryError } from './registry.ts';
import { compileRegistry, loadBuiltInRegistry } from './registry-compiled.ts';

const problemsWith = (file: string, line: string): readonly string[] => {
  const dir = join(mkdtempSync(join(tmpdir(), 'registry-')), 'registry');
  cpSync('registry', dir, { recursive: true });
  writeFileSync(join(dir, file), `${readFileSync(join(dir, file), 'utf8').trimEnd()}\n${line}\n`);
  try {
    loadRegistry(dir);
  } catch (error) {
    if (error instanceof RegistryError) return error.problems.map(one => `${one.file} ${one.message}`);
    throw error;
  }
  return [];
};

describe('loadRegistry', () => {
  const registry = loadRegistry('registry');

  it('reads every table of the package without a problem', () => {
    expect(registry.states.size).toBeGreaterThan(200);
    expect(registry.actors.size).toBeGreaterThan(1500);
    for (const state of registry.states.values()) {
      expect(state.iso2).toMatch(/^[A-Z]{2}$/);
      expect(Math.abs(state.latitude)).toBeLessThanOrEqual(90);
    }
  });

  it('names the file of a wrong sector, country, date and shared name', () => {
    const group = (...cells: string[]) => cells.join('\t');
    expect(problemsWith('actors/groups.tsv', group('New Front', '', 'XXX', 'ZZZ', '2020', '2019'))).toEqual([
      expect.stringContaining('country "XXX"'),
      expect.stringContaining('sector "ZZZ"'),
      expect.stringContaining('ends (2019) before it begins (2020)'),
    ]);
    expect(problemsWith('actors/groups.tsv', group('Second Front', 'Hamas', 'PSE', 'REB'))[0]).toContain(
      '"hamas" is also a name of Hamas',
    );
  });

  it('finds towns by exact, article-less and variant spelling', () => {
    expect(registry.cities('aleppo')[0]).toMatchObject({ country: 'SYR', admin1: 'Aleppo' });
    expect(registry.cities('mayadin')[0]?.country).toBe('SYR');
    expect(registry.cities('no such town at all')).toEqual([]);
  });
});

describe('terms of office', () => {
  const person = (name: string, from: string, to: string | null): RegistryActor => ({
    id: `person:${name}`,
    kind: 'person',
    name,
    aliases: [],
    country: 'SYR',
    sector: 'GOV',
    from,
    to,
    terms: [{ role: 'prime minister', of: null, country: 'SYR', sector: 'GOV', from, to }],
    parent: null,
    successor: null,
    source: 'actors/persons.tsv:9',
  });

  it('of the package do not overlap', () => {
    expect(overlappingTerms(loadRegistry('registry').actors.values())).toEqual([]);
  });

  it('may touch, by day or by what is known of the dates, but not overlap', () => {
    const first = person('One', '2010', '2012-06-01');
    expect(overlappingTerms([first, person('Two', '2012-06-01', null)])).toEqual([]);
    expect(overlappingTerms([first, person('Two', '2012', null)])).toEqual([]);
    expect(overlappingTerms([first, person('Two', '2012-05', null)])[0]?.message).toContain(
      'Two is prime minister of SYR from 2012-05 while One',
    );
  });
});

describe('nameWords', () => {
  it('folds accents, ayn and hamza, and parts hyphens and possessives', () => {
    expect(nameWords('Al Ḩasakah, ‘Ayn al-‘Arab')).toEqual(['al', 'hasakah', 'ayn', 'al', 'arab']);
    expect(nameWords('Recep Tayyip Erdoğan')).toEqual(['recep', 'tayyip', 'erdogan']);
    expect(nameWords("People's Protection Units")).toEqual(['people', "'s", 'protection', 'units']);
    expect(nameWords('U.S.')).toEqual(['us']);
  });
});

describe('the packed town table', () => {
  it('gives all rows of a key and none for its neighbours', () => {
    const row = (name: string, iso2: string, population: number) => ({
      name,
      iso2,
      admin: '01',
      latitude: 1,
      longitude: 2,
      population,
    });
    const table = Buffer.from(packCities([row('Bor', 'SS', 5), row('Bo', 'SL', 9), row('Bo', 'XX', 1)]));
    expect(findCities(table, 'bo').map(one => one.iso2)).toEqual(['SL', 'XX']);
    expect(findCities(table, 'bor')).toHaveLength(1);
    expect(findCities(table, 'b')).toEqual([]);
    expect(findCities(Buffer.alloc(0), 'bo')).toEqual([]);
  });
});

describe('the compiled registry', () => {
  const compiled = (text: string): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'compiled-')), 'registry.json');
    writeFileSync(path, text);
    return path;
  };
  const text = compileRegistry('registry');

  it('answers as the tables do', () => {
    const [ours, theirs] = [loadBuiltInRegistry(compiled(text), 'registry'), loadRegistry('registry')];
    const names = ['al assad', 'kremlin', 'northern ireland', 'turkish', 'hts', 'idlib', 'nobody at all'];
    for (const name of names) {
      const words = name.split(' ');
      expect(ours.longestName(words, 0)).toEqual(theirs.longestName(words, 0));
    }
    expect(ours.actors.size).toBe(theirs.actors.size);
    expect(ours.officeHolders.get('FRA/president')).toEqual(theirs.officeHolders.get('FRA/president'));
    expect(ours.cities('aleppo')).toEqual(theirs.cities('aleppo'));
  });

  it('is passed over where a table has changed since, or where it is not there', () => {
    const stale = compiled(JSON.stringify({ ...JSON.parse(text), hash: 'old', actors: [] }));
    expect(loadBuiltInRegistry(stale, 'registry').actors.size).toBeGreaterThan(1500);
    expect(loadBuiltInRegistry('no-such.json', 'registry').actors.size).toBeGreaterThan(1500);
  });
});
