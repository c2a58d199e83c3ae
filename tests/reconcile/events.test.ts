// Which mentions are one event, what its fields become, and how it stands.
import { describe, expect, it } from 'vitest';
import { reconcileReports } from '../../src/5-reconcile/index.ts';
import type { EventStatus } from '../../src/schema/coded-report.ts';
import type { CodedText, StoryEvent } from '../../src/schema/story.ts';
import { ReportBuilder } from './builder.ts';
import { STRIKES, WIRE } from './fixtures.ts';

const eventsOf = (reports: readonly CodedText[]): readonly StoryEvent[] => {
  const stories = reconcileReports(reports);
  expect(stories).toHaveLength(1);
  return stories[0]?.events ?? [];
};
const mentionsOf = (event: StoryEvent | undefined): string[] =>
  (event?.mentions ?? []).map(mention => `${mention.report} ${mention.event}`);

/** Two reports of one clash whose one event differs as told. */
const pair = (
  first: { status?: EventStatus; actors?: string[]; mode?: string; place?: string; at?: [number, number] },
  second: typeof first,
): readonly StoryEvent[] =>
  eventsOf(
    [
      new ReportBuilder('a', 'Shells hit the market in Odrin at noon and killed traders, witnesses said.', {
        outlet: 'The Harbour Post',
        publishedAt: '2025-04-02',
      }).event('ASSAULT', 'hit', { recipients: ['Tarsk'], ...first }),
      new ReportBuilder('b', 'Traders in Odrin died when shells hit the market at noon, a doctor said.', {
        outlet: 'Vell Radio',
        publishedAt: '2025-04-02',
      }).event('ASSAULT', 'hit', { recipients: ['Tarsk'], ...second }),
    ].map(builder => builder.build()),
  );

describe('joining', () => {
  it('joins one strike across outlets and keeps the strike of the next day apart', () => {
    const events = eventsOf(STRIKES);
    expect(events.map(mentionsOf)).toEqual([
      ['strike-1 e1', 'strike-2 e1', 'strike-3 e2'],
      ['strike-3 e1', 'strike-4 e1'],
      ['strike-4 e2'],
    ]);
  });

  it('joins a meeting told from either side and names each side once', () => {
    const [meeting] = eventsOf(WIRE);
    expect(mentionsOf(meeting)).toHaveLength(3);
    expect(
      [...(meeting?.actors ?? []), ...(meeting?.recipients ?? [])].map(({ name }) => name).sort(),
    ).toEqual(['Norvia', 'Quell']);
    expect(meeting?.differences).toEqual([]);
  });

  it('keeps an air strike and a suicide attack apart', () => {
    expect(pair({ mode: 'aerial' }, { mode: 'suicide-attack' })).toHaveLength(2);
  });

  it('keeps precise places apart', () => {
    expect(pair({ place: 'Odrin', at: [40, 40] }, { place: 'Velm', at: [41, 40] })).toHaveLength(2);
    expect(pair({ place: 'Odrin', at: [40, 40] }, { place: 'Old Odrin', at: [40.05, 40] })).toHaveLength(1);
  });

  it('keeps what happened apart from what was demanded', () => {
    expect(pair({ status: 'happened' }, { status: 'demanded' })).toHaveLength(2);
  });
});

describe('standing', () => {
  it('is corroborated by two independent outlets', () => {
    expect(pair({}, {}).map(({ standing }) => standing)).toEqual(['corroborated']);
  });

  it('is disputed where one says it happened and another denies it', () => {
    const [event] = pair({ status: 'happened' }, { status: 'denied' });
    expect(event?.standing).toBe('disputed');
    expect(event?.differences.map(({ field }) => field)).toEqual(['status']);
  });

  it('is disputed where accounts name sides that exclude each other', () => {
    const [event] = pair({ actors: ['Norvia'] }, { actors: ['Quell'] });
    expect(event?.standing).toBe('disputed');
    expect(event?.differences).toEqual([
      {
        field: 'actors',
        values: [
          { value: 'Norvia', mentions: [expect.objectContaining({ report: 'a' })] },
          { value: 'Quell', mentions: [expect.objectContaining({ report: 'b' })] },
        ],
      },
    ]);
  });

  it('takes the army of a state for its side, and silence for no difference', () => {
    expect(pair({ actors: ['Norvia'] }, { actors: ['Norvian army'] })[0]?.differences).toEqual([]);
    expect(pair({ actors: ['Norvia'] }, {})[0]?.differences).toEqual([]);
  });

  it('is disputed where the accused denies it in the same report', () => {
    const report = new ReportBuilder(
      'a',
      'Tarsk said that Norvian troops had burned the mill. Norvia rejected the charge.',
    )
      .event('ASSAULT', 'burned', { actors: ['Norvian army'], recipients: ['Tarsk'] })
      .event('REJECT', 'rejected', { actors: ['Norvia'], denies: 'e1' });
    const events = eventsOf([report.build()]);
    expect(events.map(({ type, standing }) => [type, standing])).toEqual([
      ['ASSAULT', 'disputed'],
      ['REJECT', 'singleSource'],
    ]);
  });

  it('is disputed by figures that cannot all be true, not by a bound or a later toll', () => {
    const told = (
      second: { value: number; comparator?: '>' },
      publishedAt = '2025-04-02',
    ): readonly StoryEvent[] =>
      eventsOf(
        [
          new ReportBuilder('a', 'Shells hit the market in Odrin and killed 12 traders, witnesses said.', {
            outlet: 'The Harbour Post',
            publishedAt: '2025-04-02',
          })
            .event('ASSAULT', 'hit', { recipients: ['Tarsk'], counts: ['g1'] })
            .figure('killed', '12 traders', 12, { event: 'e1' }),
          new ReportBuilder('b', 'Traders in Odrin died when shells hit the market; the dead were counted.', {
            outlet: 'Vell Radio',
            publishedAt,
          })
            .event('ASSAULT', 'hit', { recipients: ['Tarsk'], counts: ['g1'] })
            .figure('killed', 'the dead', second.value, { ...second, event: 'e1' }),
        ].map(builder => builder.build()),
      );
    expect(told({ value: 20 })[0]?.standing).toBe('disputed');
    expect(told({ value: 20 })[0]?.differences.map(({ field }) => field)).toEqual(['counts']);
    expect(told({ value: 10, comparator: '>' })[0]?.standing).toBe('corroborated');
    expect(told({ value: 20 }, '2025-04-03')[0]?.standing).toBe('corroborated');
    expect(told({ value: 5 }, '2025-04-03')[0]?.standing).toBe('disputed');
  });
});
