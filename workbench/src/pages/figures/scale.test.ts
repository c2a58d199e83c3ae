import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAxis, SCALES, valueAxis } from './scale.ts';

const number = fc.double({ min: 0, max: 1e9, noNaN: true });
const points = fc.array(
  fc.record({
    day: fc.constantFrom('2024-05-01', '2024-06-30', null),
    value: number,
    low: number,
    high: fc.option(number),
  }),
  { minLength: 1, maxLength: 20 },
);

test('any figures: every end has a place inside the chart', () => {
  fc.assert(
    fc.property(points, fc.constantFrom(...SCALES), (figures, name) => {
      const axis = valueAxis(figures, name, 300, String);
      for (const { value, low, high } of figures)
        for (const end of [value, low, high ?? value]) {
          expect(axis.place(end)).toBeGreaterThanOrEqual(-1e-6);
          expect(axis.place(end)).toBeLessThanOrEqual(300 + 1e-6);
        }
    }),
  );
});

test('figures of one day stand in the middle', () => {
  const figures = [{ day: '2024-05-01', value: 3, low: 3, high: 3 }];
  expect(dayAxis(figures, 400).place(Date.parse('2024-05-01'))).toBe(200);
});

test('days are labelled as everywhere, with their year', () => {
  const axis = dayAxis(
    ['2023-12-28', '2024-01-06'].map(day => ({ day, value: 1, low: 1, high: 1 })),
    400,
  );
  const labels = axis.ticks.map(({ label }) => label);
  expect(labels.length).toBeGreaterThan(1);
  for (const label of labels) expect(label).toMatch(/^\d{1,2} (Dec 2023|Jan 2024)$/);
});
