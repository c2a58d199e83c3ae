import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRegistry, RegistryError } from './registry.ts';

const BUILT_IN = join(import.meta.dirname, '../../registry');
const folder = mkdtempSync(join(tmpdir(), 'synoptic-outlets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'outlets'));
const withRows = (...rows: string[]) => {
  const header = 'name\taliases\tsigns\tcountry\tkind\tagency\tdomains\tcarries\torigin';
  writeFileSync(join(folder, 'outlets/outlets.tsv'), [header, ...rows].join('\n'));
  return loadRegistry(BUILT_IN, [folder]).outlets;
};
const problemsOf = (...rows: string[]): string => {
  try {
    withRows(...rows);
  } catch (error) {
    if (error instanceof RegistryError) return error.message;
  }
  return 'none';
};

describe('outlets', () => {
  const outlets = withRows(
    'Midland Wire\tMidland Newswire\tMW\tGBR\tagency\ty\tmidlandwire.example\t\town',
    'The Sarn Courier\t\t\tGBR\tnewspaper\t\tcourier.example|courier.co.example\tMidland Wire\town',
    'The Courier (Hill)\t\t\tGBR\tnewspaper\t\thillcourier.example\t\town',
    'The Courier (Vale)\t\t\tGBR\tnewspaper\t\tvalecourier.example\t\town',
  );

  it.each([
    ['https://www.courier.example/world/2024/05/a?b#c', 'The Sarn Courier'],
    ['http://user@NEWS.courier.co.example:8080', 'The Sarn Courier'],
    ['midlandwire.example', 'Midland Wire'],
    ['https://notcourier.example/courier.example', undefined],
    ['https://example/', undefined],
  ])('are known by their address: %s', (address, name) => {
    expect(outlets.at(address)?.name).toBe(name);
  });

  it('are known by name, alias and sign, unless several are called so', () => {
    for (const name of ['sarn courier', 'THE SARN COURIER'])
      expect(outlets.named(name)?.name).toBe('The Sarn Courier');
    expect(outlets.named('M.W.')?.id).toBe('outlet:midland-wire');
    expect(outlets.named('The Courier')).toBeNull();
  });

  it('say who is an agency and whose copy they print', () => {
    expect(outlets.isAgency('Midland Newswire')).toBe(true);
    expect(outlets.isAgency('Sarn Courier')).toBe(false);
    expect(outlets.named('Sarn Courier')?.carries).toEqual(['outlet:midland-wire']);
  });

  it.each([
    ['The Sarn Courier\t\t\tGBR\tpaper\t\t\t\town', 'kind "paper" is not one of'],
    ['The Sarn Courier\t\t\tGBR\tonline\t\thttps://courier.example/\t\town', 'is none: give it'],
    ['The Sarn Courier\t\t\tGBR\tonline\t\treuters.com\t\town', 'stands with Reuters already'],
    ['The Sarn Courier\t\t\tGBR\tonline\t\t\tThe Guardian\town', 'no other row with agency y'],
    ['Reuters\t\t\tGBR\tagency\ty\t\t\town', 'stands in the table before'],
  ])('are checked: %s', (row, message) => {
    expect(problemsOf(row)).toContain(message);
  });
});
