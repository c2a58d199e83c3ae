// Which reports are one story, which texts are copies, and that nothing depends on the order of input.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reconciler, reconcileReports } from '../../src/5-reconcile/index.ts';
import type { CodedText } from '../../src/schema/story.ts';
import { ReportBuilder } from './builder.ts';
import { STRIKES, WIRE } from './fixtures.ts';

const together = (stories: readonly { reports: readonly string[] }[]): string[][] =>
  stories.map(story => [...story.reports].sort()).sort();

describe('stories', () => {
  it('brings two reports of one happening together when there are only two', () => {
    const stories = reconcileReports(STRIKES.slice(0, 2));
    expect(stories).toHaveLength(1);
  });

  it('keeps reports of different subjects apart', () => {
    const other = new ReportBuilder(
      'budget',
      'The parliament of Quell passed a budget on Tuesday that raises fuel duty and cuts spending on schools. Finance minister Orin Vash said that lenders had asked for the savings.',
    ).build();
    expect(together(reconcileReports([...STRIKES.slice(0, 2), other]))).toEqual([
      ['budget'],
      ['strike-1', 'strike-2'],
    ]);
  });

  it('keeps the same subject a year later apart', () => {
    const [first, second] = STRIKES;
    if (!first || !second) throw new Error('fixture');
    const late = { ...second, report: { ...second.report, publishedAt: '2026-03-04' } };
    expect(reconcileReports([first, late])).toHaveLength(2);
  });

  it('gives the same bytes whatever the order of input', () => {
    const reports = [...STRIKES, ...WIRE];
    const expected = JSON.stringify(reconcileReports(reports));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(reports, { minLength: reports.length, maxLength: reports.length }),
        shuffled => JSON.stringify(reconcileReports(shuffled)) === expected,
      ),
      { numRuns: 20 },
    );
  });

  it('puts every report in one story and every event mention in one of its events', () => {
    fc.assert(
      fc.property(fc.subarray([...STRIKES, ...WIRE]), reports => {
        const stories = reconcileReports(reports);
        const placed = stories.flatMap(story =>
          story.events.flatMap(event => event.mentions.map(m => `${m.report} ${m.event}`)),
        );
        const given = reports.flatMap(({ coded }) => coded.events.map(event => `${coded.id} ${event.id}`));
        expect(placed.sort()).toEqual(given.sort());
        expect(stories.flatMap(story => story.reports).sort()).toEqual(reports.map(r => r.report.id).sort());
      }),
      { numRuns: 30 },
    );
  });

  it('numbers stories and events once in a run', () => {
    const stories = reconcileReports([...STRIKES, ...WIRE]);
    const ids = stories.flatMap(story => [story.id, ...story.events.map(event => event.id)]);
    expect(stories.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('reads hostile text in bounded time', () => {
    const texts = [
      '\u0000\u0001'.repeat(1000),
      '“'.repeat(300_000),
      'a'.repeat(300_000),
      '\uD800 '.repeat(50_000),
      '',
    ];
    const reports = texts.map((text, i) => new ReportBuilder(`h${i}`, text).build());
    expect(reconcileReports(reports).flatMap(story => story.reports)).toHaveLength(texts.length);
  });
});

describe('titles', () => {
  const told = 'Traders fled on Friday. Norvian guns shelled the salt market in Odrin. Nobody was hurt.';

  it('take a title that a report has, then a headline, then the sentence of the main event', () => {
    const titled = (text: string, title?: string): string | undefined =>
      reconcileReports([
        new ReportBuilder('a', text, title ? { title } : {}).event('ASSAULT', 'shelled').build(),
      ])[0]?.title;
    expect(titled(told, 'Market shelled')).toBe('Market shelled');
    expect(titled(`Salt market under fire\n\n${told}`)).toBe('Salt market under fire');
    expect(titled(told)).toBe('Norvian guns shelled the salt market in Odrin');
  });

  it('come from the lead, without its dateline, and are no quotation', () => {
    const titled = (text: string, trigger: string): string | undefined =>
      reconcileReports([new ReportBuilder('a', text).event('ASSAULT', trigger).build()])[0]?.title;
    expect(titled(`ODRIN, May 3 (Gull Wire) - ${told}`, 'shelled')).toBe(
      'Norvian guns shelled the salt market in Odrin',
    );
    const opening = 'Traders of the salt market buried their dead in silence. ';
    expect(titled(`${opening}${'The bells rang for them. '.repeat(20)}Guns had shelled it.`, 'shelled')).toBe(
      'Traders of the salt market buried their dead in silence',
    );
    expect(titled(`${opening}“They shelled us at noon,” a trader said.`, 'shelled')).toBe(
      'Traders of the salt market buried their dead in silence',
    );
  });

  it('are cut at a word', () => {
    const long = `Norvian guns shelled ${'the very old salt market of the town '.repeat(6)}.`;
    const title = reconcileReports([new ReportBuilder('a', long).event('ASSAULT', 'shelled').build()])[0]
      ?.title;
    expect(title).toMatch(/^Norvian guns shelled the very old .*\w…$/);
    expect(title?.length).toBeLessThanOrEqual(91);
  });
});

describe('copies', () => {
  it('counts a wire text once, whoever prints it', () => {
    const [story] = reconcileReports(WIRE);
    expect(story?.reports).toHaveLength(3);
    expect(story?.copies).toEqual([['wire-1', 'wire-2']]);
    expect(story?.independentOutlets).toBe(2);
  });

  it('does not take a copy for a second source', () => {
    const [story] = reconcileReports(WIRE.slice(0, 2));
    expect(story?.independentOutlets).toBe(1);
    expect(story?.events.map(event => event.standing)).toEqual(['singleSource']);
  });

  it('does not take a long quotation in common for a copy', () => {
    const speech =
      '“We have waited for eleven years and we shall not wait for one more winter while our fields lie behind their fences and our children learn in tents.”';
    const reports = [
      new ReportBuilder(
        'q1',
        `Mira Sol spoke to farmers in Odrin. ${speech} The crowd cheered her for minutes.`,
      ),
      new ReportBuilder(
        'q2',
        `In a speech on land, Tarsk's leader lost patience. ${speech} Norvia gave no answer.`,
      ),
    ].map(builder => builder.build());
    expect(reconcileReports(reports)[0]?.copies).toEqual([]);
  });

  it('gives what only one text says, under each report that prints it', () => {
    const [story] = reconcileReports(WIRE);
    const own = story?.onlyHere['wire-3']?.events ?? [];
    expect(own).toHaveLength(1);
    expect(story?.onlyHere['wire-1']?.events).toEqual([]);
  });
});

describe('undated reports', () => {
  const [first, second] = STRIKES as [CodedText, CodedText];
  const undated = { ...second, report: { ...second.report, publishedAt: null } };
  const dated = (...texts: readonly CodedText[]): (readonly [string, string | null, string])[] => {
    const reconciler = new Reconciler();
    for (const text of texts) {
      reconciler.add([text]);
      reconciler.lendDates(report => ({ ...text.coded, id: report.id }));
    }
    return [...reconciler.texts()].map(({ report }) => [report.id, report.publishedAt, report.dateBasis]);
  };

  it('are lent the date of their story; given dates stay', () => {
    const lent = ['strike-2', '2025-03-03', 'inferred'] as const;
    const given = ['strike-1', '2025-03-03', 'given'] as const;
    expect(dated(first, undated)).toEqual([given, lent]);
    expect(dated(undated, first)).toEqual([lent, given]);
    expect(dated(undated)[0]?.[1]).toBeNull();
  });

  it('give the date back where their story has none any more', () => {
    const reconciler = new Reconciler();
    const code = () => second.coded;
    reconciler.add([first, undated]);
    reconciler.lendDates(code);
    reconciler.add([{ ...first, report: { ...first.report, publishedAt: null } }]);
    reconciler.lendDates(code);
    expect([...reconciler.texts()].map(({ report }) => report.publishedAt)).toEqual([null, null]);
  });
});

describe('a report whose id is added again', () => {
  it('takes the place of the earlier version', () => {
    const [first, second, third] = STRIKES as [CodedText, CodedText, CodedText];
    const draft = new ReportBuilder(
      second.report.id,
      'A fair of old looms opened in Vell on Sunday.',
    ).build();
    const reconciler = new Reconciler();
    reconciler.add([first, draft]);
    expect([...reconciler.stories()]).toHaveLength(2);
    reconciler.add([second, third]);
    expect(JSON.stringify([...reconciler.stories()])).toBe(
      JSON.stringify(reconcileReports([first, second, third])),
    );
  });
});
