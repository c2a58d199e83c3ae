import { describe, expect, it } from 'vitest';
import type { DayRange } from '../schema/grounding.ts';
import { handMade, type Tag } from './times/test-sentences.ts';
import { findTimes } from './times.ts';

/** A Wednesday. */
const TODAY = '2023-11-08';

const write = (range: DayRange | null): string => {
  if (!range) return '?';
  return range.from === range.to && range.from ? range.from : `${range.from ?? ''}..${range.to ?? ''}`;
};

/** `the words -> from..to` in the days that a reader means, with `..` alone for an open end and `?` for none. */
const read = (text: string, tags: Record<string, Tag> = {}, publishedAt: string | null = TODAY): string[] =>
  findTimes(handMade(text, tags), text, publishedAt).map(
    ({ start, end, days }) => `${text.slice(start, end)} -> ${write(days)}`,
  );

const rows = (cases: readonly (readonly [string, ...string[]])[]): void => {
  it.each(cases.map(([text, ...times]) => [text, times] as const))('%s', (text, times) => {
    expect(read(text)).toEqual(times);
  });
};

describe('days', () => {
  rows([
    ['It fell on 6 November 2023.', '6 November 2023 -> 2023-11-06'],
    ['It fell on Nov. 6, 2023.', 'Nov. 6, 2023 -> 2023-11-06'],
    ['It fell on the 6th of November.', 'the 6th of November -> 2023-11-06'],
    ['Signed 11/6/2023 in Aden.', '11/6/2023 -> 2023-11-06'],
    ['Signed 26/10/2023 in Aden.', '26/10/2023 -> 2023-10-26'],
    ['Signed 6.11.2023 in Bonn.', '6.11.2023 -> 2023-11-06'],
    ['Signed 2023-11-06 in Aden.', '2023-11-06 -> 2023-11-06'],
    ['Signed 05-Aug-2016 in Aden.', '05-Aug-2016 -> 2016-08-05'],
    ['They met on 10/6 again.', '10/6 -> 2023-10-06'],
    ['They met on Tuesday, 7 November.', 'Tuesday, 7 November -> 2023-11-07'],
    ['They met Friday the 27th.', 'Friday the 27th -> 2023-10-27'],
    ['They met on the 3rd.', 'the 3rd -> 2023-11-03'],
    ['It was signed on June the twenty-first.', 'June the twenty-first -> 2023-06-21'],
    ['The truce of Christmas Eve 2022 held.', 'Christmas Eve 2022 -> 2022-12-24'],
    ['It held until Easter.', 'until Easter -> ..2024-03-31'],
    ['Since 9/11 much has changed.', 'Since 9/11 -> 2001-09-11..'],
    ['They met on 18 and 19 June.', '18 -> 2023-06-18', '19 June -> 2023-06-19'],
  ]);
});

describe('weeks', () => {
  rows([
    ['The army shelled the town on Monday.', 'Monday -> 2023-11-06'],
    ['The army shelled the town on Wednesday.', 'Wednesday -> 2023-11-08'],
    ['Three died early on Sunday morning.', 'early on Sunday morning -> 2023-11-05'],
    ['Talks resume next Tuesday.', 'next Tuesday -> 2023-11-14'],
    ['Talks resume this coming Friday.', 'this coming Friday -> 2023-11-10'],
    ['They quarrelled last Tuesday.', 'last Tuesday -> 2023-10-31'],
    ['They quarrelled this past Tuesday.', 'this past Tuesday -> 2023-11-07'],
    ['They meet on Friday of next week.', 'Friday of next week -> 2023-11-17'],
    ['They meet next week on Friday.', 'next week on Friday -> 2023-11-17'],
    ['Clashes went on over the weekend.', 'the weekend -> 2023-11-04..2023-11-05'],
    ['In the week of 16 October they fled.', 'the week of 16 October -> 2023-10-16..2023-10-22'],
    ['In week 31 it rained.', 'week 31 -> 2023-07-31..2023-08-06'],
    ['In the second week of May they fled.', 'the second week of May -> 2023-05-08..2023-05-14'],
    ['The first Monday of October is free.', 'The first Monday of October -> 2023-10-02'],
    ['The last week of 2016 was calm.', 'The last week of 2016 -> 2016-12-26..2017-01-01'],
  ]);
});

describe('months and years', () => {
  rows([
    ['Ministers met in May.', 'May -> 2023-05-01..2023-05-31'],
    ['Ministers met in December.', 'December -> 2022-12-01..2022-12-31'],
    ['In July this year he agreed.', 'July this year -> 2023-07-01..2023-07-31'],
    ['In the third quarter it grew.', 'the third quarter -> 2023-07-01..2023-09-30'],
    [
      'It grew in Q3 2022 and H1 2021.',
      'Q3 2022 -> 2022-07-01..2022-09-30',
      'H1 2021 -> 2021-01-01..2021-06-30',
    ],
    ['In the first half of 2023 it fell.', 'the first half of 2023 -> 2023-01-01..2023-06-30'],
    ['In the second half of May it fell.', 'the second half of May -> 2023-05-16..2023-05-31'],
    ['In the first six months of 2023 it fell.', 'the first six months of 2023 -> 2023-01-01..2023-06-30'],
    ['In the summer of 2014 it began.', 'the summer of 2014 -> 2014-06-01..2014-08-31'],
    ['It began last winter.', 'last winter -> 2022-12-01..2023-02-28'],
    ['It began in early March 2022.', 'early March 2022 -> 2022-03-01..2022-03-15'],
    ['It began in mid-March.', 'mid-March -> 2023-03-10..2023-03-20'],
    ['It began in late 2021.', 'late 2021 -> 2021-09-01..2021-12-31'],
    ['The 2011 uprising failed.', '2011 -> 2011-01-01..2011-12-31'],
    ['In nineteen ninety-six they left.', 'nineteen ninety-six -> 1996-01-01..1996-12-31'],
    [
      'In the 1990s and the early ’80s they fought.',
      'the 1990s -> 1990-01-01..1999-12-31',
      'the early ’80s -> 1980-01-01..1983-12-31',
    ],
    ['In the nineties they fought.', 'the nineties -> 1990-01-01..1999-12-31'],
    ['In the 19th century it was a port.', 'the 19th century -> 1800-01-01..1899-12-31'],
    [
      'In June and July 2022 they fled.',
      'June -> 2022-06-01..2022-06-30',
      'July 2022 -> 2022-07-01..2022-07-31',
    ],
  ]);
});

describe('off today', () => {
  rows([
    ['He left yesterday and returns tomorrow.', 'yesterday -> 2023-11-07', 'tomorrow -> 2023-11-09'],
    ['He left the day before yesterday.', 'the day before yesterday -> 2023-11-06'],
    ['Jets struck overnight.', 'overnight -> 2023-11-07..2023-11-08'],
    ['Jets struck last night and this morning.', 'last night -> 2023-11-07', 'this morning -> 2023-11-08'],
    ['It fell last week.', 'last week -> 2023-10-30..2023-11-05'],
    ['It fell in the past week.', 'the past week -> 2023-11-01..2023-11-07'],
    ['It fell last year.', 'last year -> 2022-01-01..2022-12-31'],
    ['It returns the week after next.', 'the week after next -> 2023-11-20..2023-11-26'],
    ['Two days ago it fell.', 'Two days ago -> 2023-11-06'],
    ['It fell two months ago.', 'two months ago -> 2023-09-08'],
    ['Years ago it was calm.', 'Years ago -> ?'],
    ['It ends in two weeks.', 'in two weeks -> 2023-11-22'],
    ['In the past two weeks it rained.', 'the past two weeks -> 2023-10-25..2023-11-07'],
    ['In the last 24 hours it rained.', 'the last 24 hours -> 2023-11-07..2023-11-08'],
    ['It ends within 10 days.', 'within 10 days -> 2023-11-08..2023-11-17'],
    ['The next few days count.', 'The next few days -> 2023-11-09..2023-11-11'],
    ['It ends in the next 4 business days.', 'the next 4 business days -> 2023-11-09..2023-11-14'],
    ['It has grown in recent months.', 'recent months -> 2023-08-08..2023-11-08'],
    ['Recently it has grown.', 'Recently -> 2023-08-08..2023-11-08'],
    ['Earlier this year he agreed.', 'Earlier this year -> 2023-01-01..2023-11-07'],
    ['It ends later this month.', 'later this month -> 2023-11-08..2023-11-30'],
    ['It rained so far this year.', 'so far this year -> 2023-01-01..2023-11-08'],
    ['It ended two weeks before Christmas.', 'two weeks before Christmas -> 2022-12-11'],
  ]);
});

describe('off the time told before', () => {
  rows([
    [
      'It was signed on 6 June 2022. The following day it broke.',
      '6 June 2022 -> 2022-06-06',
      'The following day -> 2022-06-07',
    ],
    [
      'They voted on 6 June 2022 and two weeks later he resigned.',
      '6 June 2022 -> 2022-06-06',
      'two weeks later -> 2022-06-20',
    ],
    [
      'He lost in 2016. Four years later he won.',
      '2016 -> 2016-01-01..2016-12-31',
      'Four years later -> 2020-01-01..2020-12-31',
    ],
    ['What happened the day before?', 'the day before -> 2023-11-07'],
  ]);
});

describe('ranges and open times', () => {
  rows([
    ['The truce held from 3 to 5 May.', 'from 3 to 5 May -> 2023-05-03..2023-05-05'],
    ['Police came on November 6-7, 2022.', 'November 6-7, 2022 -> 2022-11-06..2022-11-07'],
    ['Between March and June many fled.', 'Between March and June -> 2023-03-01..2023-06-30'],
    ['From November to February 2017 many fled.', 'From November to February 2017 -> 2016-11-01..2017-02-28'],
    ['From Monday to Wednesday many fled.', 'From Monday to Wednesday -> 2023-11-06..2023-11-08'],
    ['He ruled from 2014-2018.', 'from 2014-2018 -> 2014-01-01..2018-12-31'],
    ['The 2021-22 budget passed.', '2021-22 -> 2021-01-01..2022-12-31'],
    ['From mid-July to late August it burned.', 'From mid-July to late August -> 2023-07-10..2023-08-31'],
    ['It has fought there since 2016.', 'since 2016 -> 2016-01-01..'],
    ['It ran from 2016 onwards.', 'from 2016 onwards -> 2016-01-01..'],
    ['It runs until May.', 'until May -> ..2024-05-31'],
    ['They leave by the end of the year.', 'by the end of the year -> ..2023-12-31'],
    ['Before 2015 it was calm.', 'Before 2015 -> ..2014-12-31'],
    ['They leave before the end of this month.', 'before the end of this month -> ..2023-11-30'],
    ['It was quiet after June 2022.', 'after June 2022 -> 2022-07-01..'],
    ["After Monday's attack they fled.", 'Monday -> 2023-11-06'],
    [
      'For the last 3 months and 2 days ago they met.',
      'the last 3 months -> 2023-08-08..2023-11-07',
      '2 days ago -> 2023-11-06',
    ],
  ]);
});

describe('values by the specification', () => {
  it.each([
    ['from 3 to 5 May', '2023-05-03..2023-05-04', '2023-05-03/2023-05-05'],
    ['between 2014 and 2018', '2014-01-01..2017-12-31', '2014/2018'],
    ['from March to May', '2023-03-01..2023-04-30', '2023-03/2023-05'],
    ['from March to date', '2023-03-01..2023-11-07', '2023-03/2023-11-08'],
    ['from 2007 to the end of 2008', '2007-01-01..2008-12-31', '2007/2008-12-31'],
    ['from the middle of March to the start of May', '2023-03-16..2023-04-30', '2023-03-15/2023-05-01'],
    ['later this year', '2023-11-08..2023-12-31', '2023-11-08/2023-12-31'],
    ['earlier this year', '2023-01-01..2023-06-30', '2023-01-01/2023-11-07'],
    ['the end of this year', '2023-07-01..2023-12-31', '2023-09-01/2023-12-31'],
    ['last week', '2023-10-30..2023-11-05', '2023-10-30/2023-11-05'],
  ])('%s', (text, value, edtf) => {
    const [time] = findTimes(handMade(text), text, TODAY);
    expect([write(time?.value ?? null), time?.edtf]).toEqual([value, edtf]);
  });
});

describe('tense', () => {
  const root: Tag = { upos: 'VERB', xpos: 'VB', deprel: 'root' };
  it('looks ahead under a modal', () => {
    const tags = {
      meet: root,
      will: { upos: 'AUX', xpos: 'MD', deprel: 'aux', head: 'meet' },
      Monday: { upos: 'PROPN', deprel: 'obl', head: 'meet' },
    } as const;
    expect(read('They will meet on Monday.', tags)).toEqual(['Monday -> 2023-11-13']);
  });
  it('looks back under "may have"', () => {
    const tags = {
      met: { ...root, xpos: 'VBN' },
      may: { upos: 'AUX', xpos: 'MD', deprel: 'aux', head: 'met' },
      have: { upos: 'AUX', xpos: 'VB', deprel: 'aux', head: 'met' },
      May: { upos: 'PROPN', deprel: 'obl', head: 'met' },
    } as const;
    expect(read('They may have met in May.', tags)).toEqual(['May -> 2023-05-01..2023-05-31']);
  });
  it('looks ahead from what is planned', () => {
    const tags = {
      collapsed: { ...root, xpos: 'VBD' },
      talks: { upos: 'NOUN', deprel: 'nsubj', head: 'collapsed' },
      planned: { upos: 'VERB', xpos: 'VBN', lemma: 'plan', deprel: 'acl', head: 'talks' },
      December: { upos: 'PROPN', deprel: 'obl', head: 'planned' },
    } as const;
    expect(read('The talks planned for December collapsed.', tags)).toEqual([
      'December -> 2023-12-01..2023-12-31',
    ]);
  });
  it('takes "in two weeks" with a past verb for how long', () => {
    const tags = {
      died: { ...root, xpos: 'VBD' },
      weeks: { upos: 'NOUN', deprel: 'obl', head: 'died' },
      in: { head: 'weeks' },
    } as const;
    expect(read('Forty died in two weeks.', tags)).toEqual([]);
  });
});

describe('no times', () => {
  rows([
    ['They may leave and the march to the palace may end.'],
    ['May I ask why?'],
    ['Theresa May spoke to the Sunday Times.'],
    ['Some 7,000 people and 2000 people fled.'],
    ['He is in his 30s and has a second house.'],
    ['Every Monday they march, on Fridays they rest.'],
    ['About 3/4 of them call on 555-12-2015.'],
    ['24/7 they call.'],
    ['See https://example.org/2023/11/06/report for more.'],
    ['It was the last year of the war and the fall of Aleppo.'],
    ['A three-day truce began.'],
    ['USA Today was sold for $12 to Mr August Weber.'],
  ]);
  it('by their tags', () => {
    expect(read('May has resigned.', { May: { upos: 'PROPN', deprel: 'nsubj', head: 'resigned' } })).toEqual(
      [],
    );
    expect(read('The rebels march in columns.', { march: { upos: 'VERB' } })).toEqual([]);
  });
  it('reads the count after "In June"', () => {
    const tags = {
      '30': { upos: 'NUM', deprel: 'nummod', head: 'people' },
      people: { upos: 'NOUN', xpos: 'NNS' },
    } as const;
    expect(read('In June 30 people died.', tags)).toEqual(['June -> 2023-06-01..2023-06-30']);
  });
});

describe('without the report date', () => {
  const edtf = (text: string) =>
    findTimes(handMade(text), text, null).map(({ value, edtf, precision }) => [value, edtf, precision]);
  it('keeps unspecified digits', () => {
    expect(edtf('In July this year he agreed.')).toEqual([[null, 'XXXX-07', 3]]);
    expect(edtf('It fell on 6 July.')).toEqual([[null, 'XXXX-07-06', 1]]);
    expect(edtf('Between March and June it fell.')).toEqual([[null, 'XXXX-03/XXXX-06', 4]]);
    expect(edtf('It fell last week.')).toEqual([[null, null, 2]]);
  });
  it('resolves what names its year', () => {
    expect(edtf('In the first half of 2023 it fell.')).toEqual([
      [{ from: '2023-01-01', to: '2023-06-30' }, '2023-01-01/2023-06-30', 4],
    ]);
  });
});

describe('notation and precision', () => {
  const written = (text: string) =>
    findTimes(handMade(text), text, TODAY).map(({ edtf, precision }) => `${edtf} ${precision}`);
  it.each([
    ['on 6 November 2023', '2023-11-06 1'],
    ['last week', '2023-10-30/2023-11-05 2'],
    ['in July 2023', '2023-07 3'],
    ['in 2023', '2023 4'],
    ['in the 2020s', '202X 4'],
    ['in the 20th century', '19XX 4'],
    ['since 2016', '2016/.. 4'],
    ['until May 2023', '../2023-05 4'],
    ['two months ago', '2023-09-08~ 3'],
    ['in recent months', '2023-08-08~/2023-11-08 4'],
  ])('%s', (text, expected) => {
    expect(written(`It was ${text}.`)).toEqual([expected]);
  });
});

describe('hostile text', () => {
  it.each([
    'early ',
    'the end of ',
    '1-',
    '3 and ',
    'two weeks before ',
    'the week of ',
    'Nov. ',
    '\ud800 1',
    'May, ',
  ])('reads "%s" over and over', text => {
    const long = text.repeat(20_000 / text.length);
    expect(() => findTimes(handMade(long), long, TODAY)).not.toThrow();
  });
  it('gives no overlapping times and the same twice', () => {
    const text =
      'On Monday, 6 November 2023, and from May to June 2022 until last week, two days before Easter.';
    const first = findTimes(handMade(text), text, TODAY);
    for (const [i, time] of first.entries())
      expect(time.start).toBeGreaterThanOrEqual(first[i - 1]?.end ?? 0);
    expect(findTimes(handMade(text), text, TODAY)).toEqual(first);
  });
});
