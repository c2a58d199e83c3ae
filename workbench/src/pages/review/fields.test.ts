import { expect, test } from 'vitest';
import type { RecordedEvent } from '../../../../src/schema/recorded-event.ts';
import { changesOf, FIELDS } from './fields.ts';

const EVENT = {
  type: 'ASSAULT',
  mode: 'aerial',
  contexts: [],
  cameo: '195',
  status: 'happened',
  actors: [
    { entity: 'n1', start: 0, end: 4, name: 'Norvian army', country: 'NRV', sector: 'MIL', code: 'NRVMIL' },
  ],
  recipients: [],
  place: null,
  time: null,
  acled: null,
  killed: { low: 3, best: 4, high: null },
} as unknown as RecordedEvent;

const written = (name: string): string => FIELDS.find(field => field.name === name)?.text(EVENT) ?? '?';

test('values are written as the store reads them', () => {
  expect(written('actors')).toBe('Norvian army [NRVMIL]');
  expect([written('killed_low'), written('killed_high'), written('date_from')]).toEqual(['3', '', '']);
});

test('only what differs is a correction; blanks around a value are not a difference', () => {
  expect(changesOf(EVENT, { type: 'ASSAULT ', status: 'denied', mode: '' })).toEqual({
    status: 'denied',
    mode: '',
  });
});
