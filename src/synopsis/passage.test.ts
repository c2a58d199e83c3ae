import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareReport } from '../schema/report.ts';
import { type Passage, quotePassage, quoteWords } from './passage.ts';
import { spanOf } from './synopsis-fixture.ts';

const shown = ({ runs }: Passage): string =>
  runs
    .map(run => {
      if (run.kind === 'gap') return '[...]';
      return run.mark === null ? run.text : `{${run.mark}:${run.text}}`;
    })
    .join('');

const quoted = (text: string, trigger: string, evidence: string[] = [], nonProse: string[] = []): string => {
  const report = bareReport('r', text, { nonProse: nonProse.map(phrase => spanOf(text, phrase)) });
  const focus = spanOf(text, trigger);
  const marks = [{ ...focus, mark: 'trigger' as const }];
  return shown(
    quotePassage(
      report,
      focus,
      evidence.map(phrase => spanOf(text, phrase)),
      marks,
    ),
  );
};

test('a trigger alone is shown in its sentence', () => {
  const text = 'The port is shut. Troops seized it on Friday. Ships wait outside.';
  expect(quoted(text, 'seized')).toBe('Troops {trigger:seized} it on Friday.');
});

test('evidence that says more is shown as it is', () => {
  const text = 'After a week of talks, Chad signed the pact, which Niger had refused.';
  expect(quoted(text, 'signed', ['Chad signed the pact'])).toBe('Chad {trigger:signed} the pact');
});

test('a quotation that ends just behind the evidence is closed', () => {
  const text = 'Chad called the “raid on the ford”, which it denied, ‘unlawful’.';
  expect(quoted(text, 'called', ['Chad called the “raid on the ford'])).toBe(
    'Chad {trigger:called} the “raid on the ford”',
  );
  expect(quoted(text, 'denied', ['which it denied, ‘unlawful'])).toBe(
    'which it {trigger:denied}, ‘unlawful’',
  );
});

test('an abbreviation before a small letter ends no sentence; a quotation mark after a stop does', () => {
  const text = '“We wait.” Gen. staff officers met envoys in the capital. Rain fell.';
  expect(quoted(text, 'met')).toBe('Gen. staff officers {trigger:met} envoys in the capital.');
});

test('a dateline is left out', () => {
  const text = 'PORT ALMA, June 3 - Jets bombed the quay.';
  expect(quoted(text, 'bombed', [], ['PORT ALMA, June 3 - '])).toBe('Jets {trigger:bombed} the quay.');
});

test('a long sentence is cut between words around the trigger', () => {
  const text = `${'many words before it '.repeat(20)}fighters attacked ${'and many more after '.repeat(20)}`;
  const passage = quoted(text, 'attacked');
  expect(passage).toMatch(
    /^\[\.\.\.\](many|words|before|it) .* fighters \{trigger:attacked\} and .*\w\[\.\.\.\]$/,
  );
  expect(passage.length).toBeLessThan(330);
});

test('a quotation is cut near its variants', () => {
  const text = `${'the same words again and '.repeat(20)}otherwise`;
  const report = bareReport('r', text);
  const passage = quoteWords(report, { start: 0, end: text.length }, [
    { ...spanOf(text, 'otherwise'), mark: 'variant' },
  ]);
  expect(shown(passage)).toMatch(/\{variant:otherwise\}$/);
});

test('any text: the passage is part of it, holds the trigger and stays short', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), fc.nat(), fc.nat(20), (text, at, length) => {
      const start = text.length === 0 ? 0 : at % text.length;
      const focus = { start, end: Math.min(text.length, start + length) };
      const passage = quotePassage(bareReport('r', text), focus, [], [{ ...focus, mark: 'trigger' }]);
      const words = passage.runs.map(run => (run.kind === 'text' ? run.text : '')).join('');
      expect(words).toBe(text.slice(passage.start, passage.end));
      expect(words.length).toBeLessThanOrEqual(320);
    }),
  );
});
