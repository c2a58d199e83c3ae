import { expect, test } from 'vitest';
import type { Timeline } from '../../../../src/6-record/index.ts';
import { daysBetween, stepsOf } from './steps.ts';

const timeline = (
  step: Timeline['step'],
  ...counts: [day: string, type: string, events: number][]
): Timeline => ({
  step,
  isApproximate: false,
  undated: 0,
  counts: counts.map(([day, type, events]) => ({ day, type, events })),
});

test('weeks without events keep their room', () => {
  const { days, rows } = stepsOf(timeline('week', ['2024-05-06', 'AID', 2], ['2024-05-27', 'ASSAULT', 5]));
  expect(days).toEqual(['2024-05-06', '2024-05-13', '2024-05-20', '2024-05-27']);
  expect(rows.map(({ type, bars }) => [type, [...bars]])).toEqual([
    ['AID', [[0, 2]]],
    ['ASSAULT', [[3, 5]]],
  ]);
});

test('months over a new year, and the days that a choice of them stands for', () => {
  const steps = stepsOf(timeline('month', ['2023-12-01', 'AID', 1], ['2024-02-01', 'AID', 1]));
  expect(steps.days).toEqual(['2023-12-01', '2024-01-01', '2024-02-01']);
  expect(daysBetween(steps, 'month', 2, 1)).toEqual({ since: '2024-01-01', until: '2024-02-29' });
});

test('an event of an impossible year does not make millions of bars', () => {
  const { days } = stepsOf(timeline('day', ['0203-01-01', 'AID', 1], ['2024-02-01', 'AID', 1]));
  expect(days.length).toBeLessThanOrEqual(1500);
  expect(days.at(-1)).toBe('2024-02-01');
});
