import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, readDateAt } from './dates.ts';

describe('readDate', () => {
  it.each([
    ['2023-11-06', '2023-11-06'],
    [' 2023-11-06 ', '2023-11-06'],
    ['2023-11-06T14:05:00Z', '2023-11-06T14:05:00Z'],
    ['2023-11-06T14:05:00.123+0300', '2023-11-06T14:05:00+03:00'],
    ['2023-11-06 14:05', '2023-11-06T14:05:00'],
    ['20231106', '2023-11-06'],
    ['20231106T140500Z', '2023-11-06T14:05:00Z'],
    ['2023/11/06', '2023-11-06'],
    ['Mon, 06 Nov 2023 14:05:00 +0300', '2023-11-06T14:05:00+03:00'],
    ['Mon, 06 Nov 2023 14:05:00 GMT', '2023-11-06T14:05:00Z'],
    ['Mon, 6 Nov 2023 14:05:00 +0000 (UTC)', '2023-11-06T14:05:00Z'],
    ['6 November 2023', '2023-11-06'],
    ['6th Nov. 2023', '2023-11-06'],
    ['November 6, 2023', '2023-11-06'],
    ['Monday 6 November 2023 14.05 GMT', '2023-11-06T14:05:00Z'],
    ['Nov 6, 2023 at 2:05 pm EST', '2023-11-06T14:05:00-05:00'],
    ['6 November 2023, 12:30 am UTC', '2023-11-06T00:30:00Z'],
    ['6 November 2023 14:05', '2023-11-06'],
  ])('%s', (written, iso) => {
    expect(readDate(written)).toBe(iso);
  });

  it.each([
    '',
    'yesterday',
    '2023-02-30',
    '06/11/2023',
    '2023',
    '2023-11',
    '1699228800',
    '2023-11-06T25:00',
    '6 Nov',
    '2023-11-066',
  ])('refuses "%s"', written => {
    expect(readDate(written)).toBeNull();
  });

  it('says where the date ends', () => {
    expect(readDateAt('date 2023-11-06 The talks', 5)).toEqual({ iso: '2023-11-06', end: 15 });
  });

  it('gives every day back as it was', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        date => {
          const iso = date.toISOString().slice(0, 10);
          expect(readDate(iso)).toBe(iso);
          expect(readDate(date.toUTCString())?.slice(0, 10)).toBe(iso);
        },
      ),
    );
  });
});
