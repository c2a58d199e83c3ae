import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInTextMetadata } from './in-text-metadata.ts';

const read = (text: string) => {
  const { nonProse, ...rest } = readInTextMetadata(text);
  return { ...rest, nonProse: nonProse.map(({ start, end }) => text.slice(start, end)) };
};

const PROSE = 'Border guards reopened the northern crossing on Sunday, the ministry said.\n';

describe('a date before the prose', () => {
  it.each([
    [` date 2024-02-18 ${PROSE}`, 'date 2024-02-18', '2024-02-18'],
    [`Date: 18 February 2024 - ${PROSE}`, 'Date: 18 February 2024', '2024-02-18'],
    [`2024-02-18 ${PROSE}`, '2024-02-18', '2024-02-18'],
    [`2024-02-18\n${PROSE}`, '2024-02-18', '2024-02-18'],
    [
      `Sunday 18 February 2024 09.30 GMT\n\n${PROSE}`,
      'Sunday 18 February 2024 09.30 GMT',
      '2024-02-18T09:30:00Z',
    ],
    [`Published: February 18, 2024\r\n\r\n${PROSE}`, 'Published: February 18, 2024', '2024-02-18'],
  ])('%j', (text, span, date) => {
    expect(read(text)).toMatchObject({ nonProse: [span], publishedAt: date });
  });

  it.each([
    'On 18 February 2024 the crossing reopened, the ministry said.',
    '18 February 2024 was the day the crossing reopened.',
    'Date palms burned on Sunday in the valley.',
    'Published on Sunday, the findings name two ministers.',
    '2024-02-18 was given as the day of the attack.',
    '2024-02-18',
    ' 18 February 2024\n',
  ])('leaves prose alone: %s', text => {
    expect(read(text)).toMatchObject({ nonProse: [], publishedAt: null });
  });
});

describe('header lines', () => {
  it('reads each field', () => {
    const text = `Title: Crossing reopens after eleven weeks\nOutlet: The Valley Courier\nBy Mona Ferris and Idris al-Khouri in Dera\nPublished: 2024-02-18T09:30:00Z\nUpdated: 19 February 2024\nURL: https://courier.example/crossing\nLanguage: en-GB\n\n${PROSE}`;
    expect(read(text)).toEqual({
      title: 'Crossing reopens after eleven weeks',
      outlet: 'The Valley Courier',
      publishedAt: '2024-02-18T09:30:00Z',
      url: 'https://courier.example/crossing',
      language: 'en-GB',
      metadata: { author: 'Mona Ferris and Idris al-Khouri', updatedAt: '2024-02-19' },
      nonProse: text.trimEnd().split('\n').slice(0, 7),
    });
  });

  it('reads several on one line', () => {
    expect(
      read(`By Mona Ferris | Published: 18 February 2024 | Source: Valley Courier\n${PROSE}`),
    ).toMatchObject({
      outlet: 'Valley Courier',
      publishedAt: '2024-02-18',
      metadata: { author: 'Mona Ferris' },
      nonProse: ['By Mona Ferris | Published: 18 February 2024 | Source: Valley Courier'],
    });
  });

  it('reads them under a headline', () => {
    expect(
      read(`Crossing reopens after eleven weeks\nBy Mona Ferris\n18 February 2024\n\n${PROSE}`),
    ).toMatchObject({
      title: 'Crossing reopens after eleven weeks',
      publishedAt: '2024-02-18',
      nonProse: ['By Mona Ferris', '18 February 2024'],
    });
  });

  it('keeps the first of two dates', () => {
    expect(read(`Date: 2024-02-18\nPublished: 2024-02-19\n\n${PROSE}`).publishedAt).toBe('2024-02-18');
  });

  it.each([
    'By Sunday\nthe crossing was open.',
    'By land and by sea the convoys came.\n\nThey stayed.',
    'By Monday evening the guards had left.',
    'Source: the ministry said on Sunday that it would not discuss the matter of the crossing further with anyone.\n\nMore.',
    'Warning: the road is mined\n\nDrivers turned back.',
    'The crossing is open. By Mona Ferris\n\nMore.',
  ])('leaves prose alone: %s', text => {
    expect(read(text).nonProse).toEqual([]);
  });
});

describe('a headline', () => {
  it.each([
    [`Crossing reopens after eleven weeks\n\n${PROSE}`, 'Crossing reopens after eleven weeks'],
    [`\n‘No talks’: minister rules out truce\r\n\r\n${PROSE}`, '‘No talks’: minister rules out truce'],
    [`Crossing reopens after eleven weeks.\n\n${PROSE}`, null],
    [`Crossing reopens after eleven weeks\n${PROSE}`, null],
    ['Crossing reopens after eleven weeks', null],
    [`DERA, Feb 18 (Courier) -\n\n${PROSE}`, null],
    [`${'Very '.repeat(40)}long\n\n${PROSE}`, null],
    [PROSE, null],
  ])('%j', (text, title) => {
    expect(read(text)).toMatchObject({ title, nonProse: [] });
  });
});

describe('any text', () => {
  it('gives ordered spans within the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', ' date 2024-02-18 ', 'By A B\n'),
        (text, before) => {
          let last = 0;
          for (const { start, end } of readInTextMetadata(before + text).nonProse) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(before.length + text.length);
        },
      ),
    );
  });

  it('is quick on a megabyte of one character', () => {
    for (const unit of [' ', '\n', 'a', 'By ', 'Date: ', '2024-02-18 ', '\u0000', '\ud800']) {
      readInTextMetadata(unit.repeat(1_000_000 / unit.length));
    }
  });
});
