import { expect, it } from 'vitest';
import { ANNOTATORS } from './analyse.ts';

it('runs every annotator after those that give what it needs', () => {
  const given = new Set<string>();
  for (const { name, requires, assigns } of ANNOTATORS) {
    for (const layer of requires) expect(given, `${name} needs ${layer}`).toContain(layer);
    for (const layer of assigns) given.add(layer);
  }
});
