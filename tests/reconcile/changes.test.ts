// What becomes of stories as reports arrive: one that merges two, one that splits, and undated reports of one theatre.
import { describe, expect, it } from 'vitest';
import { Reconciler } from '../../src/5-reconcile/index.ts';
import type { CodedText } from '../../src/schema/story.ts';
import { ReportBuilder } from './builder.ts';

const report = (id: string, text: string, publishedAt: string | null = '2025-05-10'): CodedText =>
  new ReportBuilder(id, text, { outlet: `Paper ${id}`, ...(publishedAt ? { publishedAt } : {}) }).build();

const storiesOf = (reconciler: Reconciler): [id: string, reports: readonly string[]][] =>
  [...reconciler.stories()].map(({ id, reports }) => [id, reports]);

describe('as reports arrive', () => {
  it('two stories merge where a report tells of both, and the older id lasts', () => {
    const reconciler = new Reconciler();
    reconciler.add([
      report('a', 'Shells hit the salt market of Odrin at noon and set forty stalls on fire. Traders fled.'),
      report(
        'b',
        'Mira Sol asked the Quellan envoy for buses to carry wounded traders over the Sarn bridge.',
      ),
    ]);
    expect(storiesOf(reconciler)).toEqual([
      ['s1', ['a']],
      ['s2', ['b']],
    ]);
    reconciler.add([
      report(
        'c',
        'After shells set the salt market of Odrin on fire at noon, Mira Sol asked the Quellan envoy for buses over the Sarn bridge for wounded traders.',
      ),
    ]);
    expect(storiesOf(reconciler)).toEqual([['s1', ['a', 'b', 'c']]]);
    expect(reconciler.changes).toEqual([{ kind: 'merged', story: 's1', from: ['s1', 's2'] }]);
  });

  it('a story splits where more reports show two happenings of one kind', () => {
    const slide = (id: string, town: string, valley: string, river: string): CodedText =>
      report(
        id,
        `A landslide buried homes in the hill town of ${town} before dawn after three days of rain. Rescuers dug for survivors in the mud of the ${valley} valley while the ${river} rose. A landslide of this size comes once in a generation, a geologist said, and rain was forecast for the hill towns.`,
      );
    const north = (id: string): CodedText => slide(id, 'Odrin', 'Tessel', 'Marn');
    const south = (id: string): CodedText => slide(id, 'Velmar', 'Quorin', 'Ilse');
    const reconciler = new Reconciler();
    reconciler.add([north('n1'), south('s1'), north('n2'), south('s2')]);
    expect(storiesOf(reconciler)).toHaveLength(1);
    reconciler.add([north('n3'), south('s3'), north('n4'), south('s4'), north('n5'), south('s5')]);
    expect(storiesOf(reconciler)).toEqual([
      ['s1', ['n1', 'n2', 'n3', 'n4', 'n5']],
      ['s2', ['s1', 's2', 's3', 's4', 's5']],
    ]);
    expect(reconciler.changes).toContainEqual({ kind: 'split', story: 's2', from: ['s1'] });
  });

  it('ids of an earlier run last, and the highest is not given again', () => {
    const first = new Reconciler();
    first.add([
      report('x', 'The parliament of Quell raised the duty on fuel and cut the money for village schools.'),
      report('a', 'Shells hit the salt market of Odrin at noon and set forty stalls on fire. Traders fled.'),
    ]);
    const before = [...first.stories()];
    const second = new Reconciler({ before });
    second.add([
      report('n', 'A ferry with sixty pilgrims ran aground in fog off the cape of Lund; all were taken off.'),
      report('a', 'Shells hit the salt market of Odrin at noon and set forty stalls on fire. Traders fled.'),
    ]);
    expect(storiesOf(second)).toEqual([
      [before.find(({ reports }) => reports.includes('a'))?.id, ['a']],
      ['s3', ['n']],
    ]);
    expect(second.lastStory).toBe(3);
  });
});

/** Two long reports of one war, a year between them: its sides, places and words in common, and nothing that happened. */
const SIEGE =
  'Norvian troops drew their ring around the river port of Odrin tighter on Tuesday, and the people inside queued for bread before the guns woke. The Tarskian garrison holds the grain silos, two bridges and the old customs house, from where its commander, Ilan Dravec, speaks to his capital by radio each evening. Women carry water from the Marn in milk cans. A surgeon at the railway hospital said that he had run out of plaster and that he now sets bones with slats from fruit crates. The Norvian general staff wants the port before the ice closes the river, officers say, since winter would feed the besieged as well as any convoy could. Quell, which buys its wheat through Odrin, has asked both armies to let barges pass, without an answer. In the cellars of the brewery a teacher named Petra Hollin keeps forty children at their sums. She counts shells with them, she said, for want of chalk. Smugglers sell cigarettes by the stick and tinned fish by weight of copper. The mayor, who wears a helmet from the fire brigade, sleeps at the telephone exchange. Nobody he knows believes in the truce that the envoys in Sarn are said to be drafting, and nobody wants to be the one who stops hoping for it.';
const CONGRESS =
  'A year of war has taught the party congress of Tarsk to count its words, and on Tuesday it chose a manifesto of eleven lines. Delegates from Odrin, the river port, still in their coats because the hall has no heating, sat beside refugees from the border villages that Norvian troops had emptied. Mira Sol, who leads the country, spoke of wages, of schools and of a tax on land, and left the front to her generals, of whom Ilan Dravec got the longest applause. Her rivals had hoped for a quarrel about the draft, which takes men up to fifty. They got a choir. The congress voted to give miners a seat in the upper house, to sell the state dairies and to move the court of appeal from the capital to Lund, where rents are low. Economists doubt the figures. The central bank, said one of them, Arno Vesk, prints money at night and denies it at breakfast. Norvia called the gathering a puppet show, as it does each spring, and Quell sent a fraternal greeting with a bill for coal. In the corridors people talked of seed potatoes, of sons, of the price of window glass, and of an actor who has been elected to the committee on fisheries because he once played a sailor. The next congress is to meet in two years, in peacetime, the manifesto says.';

describe('undated reports of one theatre', () => {
  const group = (first: string | null, second: string | null): number => {
    const reconciler = new Reconciler();
    reconciler.add([report('siege', SIEGE, first), report('congress', CONGRESS, second)]);
    return storiesOf(reconciler).length;
  };

  it('need more than their theatre to be one story', () => {
    expect(group(null, null)).toBe(2);
  });
});
