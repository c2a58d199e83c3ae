import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markText } from './marked-text.ts';

test('crossing spans are cut where either begins or ends', () => {
  const runs = markText('rebels seized the port', [
    { start: 0, end: 13, kind: 'actor' },
    { start: 7, end: 22, kind: 'event' },
  ]);
  expect(runs.map(({ text, spans }) => [text, spans.map(span => span.kind).join('+')])).toEqual([
    ['rebels ', 'actor'],
    ['seized', 'actor+event'],
    [' the port', 'event'],
  ]);
});

test('any spans over any text: the runs are the text', () => {
  const span = fc.record({ start: fc.integer({ min: -3, max: 60 }), end: fc.integer({ min: -3, max: 60 }) });
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(span, { maxLength: 12 }), (text, spans) => {
      const runs = markText(text, spans);
      expect(runs.map(run => run.text).join('')).toBe(text);
      for (const run of runs)
        for (const one of spans)
          if (one.start < one.end)
            expect(run.spans.includes(one)).toBe(one.start <= run.start && one.end >= run.end);
    }),
  );
});
