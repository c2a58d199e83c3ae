// The same quotation in several wordings, and figures side by side.
import { describe, expect, it } from 'vitest';
import { reconcileReports } from '../../src/5-reconcile/index.ts';
import type { CodedText, StoryFigure, StoryQuote } from '../../src/schema/story.ts';
import { ReportBuilder } from './builder.ts';

const LEAD = 'Mira Sol, the leader of Tarsk, spoke on Norvian state television about the border war. ';

const storyOf = (reports: readonly CodedText[]) => {
  const stories = reconcileReports(reports);
  expect(stories).toHaveLength(1);
  return stories[0];
};

type Told = readonly [quotation: 'direct' | 'indirect' | 'mixed', content: string, speaker: string | null];

const quotesOf = (
  ...reports: readonly (readonly Told[])[]
): readonly { quote: StoryQuote; wordings: string[] }[] => {
  const texts = reports.map((told, i) => {
    const body = told.map(([, content, speaker]) => `${speaker ?? 'Someone'} said: ${content}`).join(' ');
    const builder = new ReportBuilder(`r${i}`, LEAD + body, { outlet: `outlet ${i}` });
    for (const [quotation, content, speaker] of told) builder.statement(quotation, content, speaker);
    return builder.build();
  });
  const quotes = storyOf(texts)?.quotes ?? [];
  return quotes.map(quote => ({
    quote,
    wordings: quote.mentions.map(mention => {
      const text = texts.find(({ report }) => report.id === mention.report)?.report.text ?? '';
      return text.slice(mention.start, mention.end);
    }),
  }));
};

describe('quotations', () => {
  it('joins the same words under other quotation marks and capitals', () => {
    const [first] = quotesOf(
      [['direct', '“Our patience is at an end.”', 'Mira Sol']],
      [['direct', '"our patience is at an end,"', 'Mira Sol']],
    );
    expect(first?.quote).toMatchObject({ speaker: 'Mira Sol', wording: 'identical' });
    expect(first?.wordings).toHaveLength(2);
  });

  it('finds one sentence of a longer answer and marks the shared part', () => {
    const quotes = quotesOf(
      [
        [
          'direct',
          '“They lie to us. Who would sit down with them? What would we tell our dead?”',
          'Mira Sol',
        ],
      ],
      [['direct', '“Who would sit down with them? What would we tell our dead?”', 'Mira Sol']],
    );
    expect(quotes.map(({ wordings }) => wordings)).toEqual([
      ['“They lie to us.'],
      [
        'Who would sit down with them? What would we tell our dead?”',
        '“Who would sit down with them? What would we tell our dead?”',
      ],
    ]);
    expect(quotes[1]?.quote.wording).toBe('identical');
  });

  it('takes a trimmed sentence of five words or more for the same', () => {
    const [first] = quotesOf(
      [['direct', '“We shall rebuild every bridge they broke before the first snow falls.”', 'Mira Sol']],
      [['direct', '“rebuild every bridge they broke”', null]],
    );
    expect(first?.wordings).toHaveLength(2);
    expect(first?.quote.wording).toBe('identical');
  });

  it('joins two translations of one sentence by one speaker', () => {
    const translations = (second: string) =>
      quotesOf(
        [['direct', '“Hunger in Tarsk is a Norvian product.”', 'Mira Sol']],
        [['direct', '“Hunger in Tarsk is produced in Norvia.”', second]],
      );
    expect(translations('Mira Sol')).toHaveLength(1);
    expect(translations('Mira Sol')[0]?.quote.wording).toBe('variant');
    expect(translations('Ilan Dravec')).toHaveLength(2);
  });

  it('joins indirect speech to the direct words and lists no other indirect speech', () => {
    const quotes = quotesOf(
      [['direct', '“The harvest will reach the harbour by August.”', 'Mira Sol']],
      [
        ['indirect', 'that the harvest would reach the harbour by August', 'Mira Sol'],
        ['indirect', 'that taxes on salt would fall', 'Mira Sol'],
      ],
    );
    expect(quotes).toHaveLength(1);
    expect(quotes[0]?.quote).toMatchObject({ wording: 'variant' });
  });

  it('takes the quoted fragment of mixed speech and leaves a quoted term alone', () => {
    const quotes = quotesOf([
      ['mixed', 'that talks were “a waste of everybody’s time”', 'Mira Sol'],
      ['mixed', 'that the ‘so-called peace’ must end', 'Mira Sol'],
    ]);
    expect(quotes.map(({ wordings }) => wordings)).toEqual([['“a waste of everybody’s time”']]);
  });

  it('keeps different sentences of one speaker apart', () => {
    expect(
      quotesOf(
        [['direct', '“We want peace with every neighbour.”', 'Mira Sol']],
        [['direct', '“No soldier of theirs will stay on our soil.”', 'Mira Sol']],
      ),
    ).toHaveLength(2);
  });
});

const figuresOf = (
  ...told: readonly {
    words: string;
    value: number;
    comparator?: '=' | '>' | '~';
    on?: string;
    outlet?: string;
  }[]
): readonly StoryFigure[] =>
  storyOf(
    told.map(({ words, value, comparator, on, outlet }, i) =>
      new ReportBuilder(
        `r${i}`,
        i % 2 === 0
          ? `A quake shook the valley of Odrin in Tarsk at dawn. It killed ${words} in the valley.`
          : `At dawn the valley of Odrin, Tarsk, was struck by a quake, which killed ${words} in that valley.`,
        {
          outlet: outlet ?? `outlet ${i}`,
          publishedAt: on ?? '2025-06-01',
        },
      )
        .figure('killed', words, value, comparator ? { comparator } : {})
        .build(),
    ),
  )?.figures ?? [];

describe('figures', () => {
  it('agree, contradict or are compatible', () => {
    expect(figuresOf({ words: '40 people', value: 40 }, { words: 'forty people', value: 40 })).toMatchObject([
      { agreement: 'agree', low: 40, best: 40, high: 40 },
    ]);
    expect(figuresOf({ words: '40 people', value: 40 }, { words: '65 people', value: 65 })).toMatchObject([
      { agreement: 'contradict', low: 40, high: 65 },
    ]);
    expect(
      figuresOf(
        { words: 'more than 40 people', value: 40, comparator: '>' },
        { words: '43 people', value: 43 },
      ),
    ).toMatchObject([{ agreement: 'compatible', high: null }]);
    expect(figuresOf({ words: '500 people', value: 500 }, { words: '497 people', value: 497 })).toMatchObject(
      [{ agreement: 'compatible' }],
    );
  });

  it('take a later, higher toll for an update and a later, lower one for a contradiction', () => {
    expect(
      figuresOf({ words: '40 people', value: 40 }, { words: '65 people', value: 65, on: '2025-06-02' }),
    ).toMatchObject([{ agreement: 'compatible', best: 65 }]);
    expect(
      figuresOf({ words: '65 people', value: 65 }, { words: '40 people', value: 40, on: '2025-06-02' }),
    ).toMatchObject([{ agreement: 'contradict' }]);
  });

  it('of one text agree with no one, whoever prints it', () => {
    const [wire, copy] = ['outlet 1', 'outlet 2'].map((outlet, i) =>
      new ReportBuilder(
        `w${i}`,
        'Rescuers dug through the night in the valley of Odrin, where a quake at dawn killed 40 people and blocked the only road.',
        { outlet, publishedAt: '2025-06-01' },
      )
        .figure('killed', '40 people', 40)
        .build(),
    );
    expect(storyOf([wire as CodedText, copy as CodedText])?.figures).toMatchObject([{ agreement: 'single' }]);
  });

  it('take as best what most independent outlets give', () => {
    expect(
      figuresOf(
        { words: '40 people', value: 40 },
        { words: '40 villagers', value: 40 },
        { words: '65 people', value: 65 },
        { words: '65 villagers', value: 65, outlet: 'outlet 2' },
      ),
    ).toMatchObject([{ best: 40 }]);
  });

  it('stand alone when one report gives them, and keep the measures apart', () => {
    const report = new ReportBuilder('r', 'The quake killed 40 people and injured 200.')
      .figure('killed', '40 people', 40)
      .figure('injured', '200', 200)
      .build();
    expect(storyOf([report])?.figures).toMatchObject([
      { id: 'f1', measure: 'killed', agreement: 'single' },
      { id: 'f2', measure: 'injured', agreement: 'single' },
    ]);
  });
});
