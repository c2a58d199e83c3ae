import { expect, test } from 'vitest';
import { buildSynopsis } from '../../../../src/synopsis/build-synopsis.ts';
import { strikeTexts } from '../../../../src/synopsis/synopsis-fixture.ts';
import { countRows, filterSections, ROW_FILTERS } from './filter-rows.ts';

const sections = () => {
  const { story, texts } = strikeTexts();
  return buildSynopsis([story], texts).stories[0]?.sections ?? [];
};

test('shared rows and those of one outlet alone are all rows', () => {
  const all = sections();
  expect(countRows(all, 'shared') + countRows(all, 'alone')).toBe(countRows(all, 'all'));
  expect(countRows(all, 'alone')).toBeGreaterThan(0);
});

test('figures that contradict count as disputed, quotations of one wording do not', () => {
  const kept = filterSections(sections(), 'disputed').flatMap(({ rows }) => rows);
  expect(kept.every(row => row.kind !== 'quote' || row.differences.length > 0)).toBe(true);
  expect(kept.some(row => row.kind === 'figure' && row.agreement === 'contradict')).toBe(true);
});

test('no section stands without rows', () => {
  for (const filter of ROW_FILTERS)
    for (const { rows } of filterSections(sections(), filter)) expect(rows.length).toBeGreaterThan(0);
});
