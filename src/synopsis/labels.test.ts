import { expect, test } from 'vitest';
import { dayLabel, figureLabel, figureRangeLabel, rangeLabel } from './labels.ts';
import { figureOf, storyFigure } from './synopsis-fixture.ts';

test('days', () => {
  expect(dayLabel('2024-05-03')).toBe('3 May 2024');
  expect(dayLabel('2024-05-03T08:00:00Z')).toBe('3 May 2024');
  expect(dayLabel('2024-05')).toBe('May 2024');
  expect(dayLabel('soon')).toBe('soon');
});

test.each([
  ['2024-05-03', '2024-05-03', '3 May 2024'],
  ['2024-05-01', '2024-05-31', 'May 2024'],
  ['2024-02-01', '2024-02-29', 'Feb 2024'],
  ['2024-05-03', '2024-05-09', '3 to 9 May 2024'],
  ['2024-01-01', '2024-06-30', '1 Jan to 30 Jun 2024'],
  ['2023-12-30', '2024-01-02', '30 Dec 2023 to 2 Jan 2024'],
  ['2023-01-01', '2023-12-31', '2023'],
  ['2019-01-01', '2023-12-31', '2019 to 2023'],
  ['2016-01-01', null, 'since 2016'],
  ['2016-03-05', null, 'since 5 Mar 2016'],
  [null, '2024-05-03', 'until 3 May 2024'],
  [null, null, ''],
])('%s to %s is %s', (from, to, label) => {
  expect(rangeLabel({ from, to })).toBe(label);
});

test.each([
  [{ value: 665, low: 665, comparator: '>' }, '> 665'],
  [{ value: 31, low: 31, high: 31 }, '31'],
  [{ value: 14, low: 12, high: 16 }, '12 to 16'],
  [{ value: 3_000_000, low: 3_000_000, comparator: '~', unit: 'USD' }, '~ USD 3,000,000'],
  [{ value: 0.5, low: 0.5, unit: 'share' }, '50%'],
  [{ value: 1234.5, low: 1234.5, unit: 'km2' }, '1,234.5 km2'],
] as const)('figure %o is %s', (fields, label) => {
  expect(figureLabel(figureOf('f1', '31', '31', fields))).toBe(label);
});

test('what reports say together', () => {
  expect(figureRangeLabel(storyFigure([], { low: 27, best: 31, high: 31 }))).toBe('27 to 31, best 31');
  expect(figureRangeLabel(storyFigure([], { low: 27, best: 31, high: null }))).toBe('at least 27, best 31');
  expect(figureRangeLabel(storyFigure([], { low: 31, best: 31, high: null }))).toBe('at least 31');
  expect(figureRangeLabel(storyFigure([], { low: 23, best: 23, high: 23 }))).toBe('23');
});
