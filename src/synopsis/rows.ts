// What a story brings together becomes rows: apparatus at the head, and a cell of quoted passages for every column.
import type { EventMention, Figure } from '../schema/coded-report.ts';
import { type Span, spanContains } from '../schema/span.ts';
import type { StoryEvent, StoryFigure, StoryQuote } from '../schema/story.ts';
import { denialsOf, deniedByOf } from './denials.ts';
import { figureLabel, figureRangeLabel, participantsLabel, rangeLabel } from './labels.ts';
import { type MarkedSpan, type Passage, quotePassage, quoteWords } from './passage.ts';
import { changesOf } from './positions.ts';
import { type IndexedText, type Item, nameOf, type Setting, siglaOf, textOf } from './setting.ts';
import type {
  Cell,
  CellPassage,
  Column,
  EventRow,
  FigureRow,
  QuoteRow,
  Row,
  RowDifference,
} from './synopsis.ts';
import { differingSpans } from './wording.ts';

/** A passage on its way into a cell. */
interface Found {
  readonly report: string;
  readonly passage: Passage;
  readonly value: string | null;
  readonly note: string | null;
}

const MOST_PASSAGES = 3;
const MOST_TRIGGERS = 50;
/** Around a figure less is needed than around an event. */
const SHORT_PASSAGE = 180;

const cellOf = ({ witnesses }: Column, found: readonly Found[]): Cell => {
  const passages: CellPassage[] = [];
  for (const witness of witnesses) {
    const own = found.filter(({ report }) => report === witness.report);
    // A copy repeats its original: it is quoted only where it gives another figure or alone has the words.
    const isNew = ({ value }: Found): boolean =>
      passages.length === 0 || (value !== null && passages.every(passage => passage.value !== value));
    for (const item of witness === witnesses[0] ? own : own.filter(isNew))
      passages.push({ ...item.passage, witness, value: item.value, note: item.note });
  }
  return { passages: passages.slice(0, MOST_PASSAGES), more: Math.max(0, passages.length - MOST_PASSAGES) };
};

const cellsOf = (columns: readonly Column[], found: readonly Found[]): Cell[] =>
  columns.map(column => cellOf(column, found));

/** A passage within another of its report is not quoted again: the longer one has its words marked too. */
const dropContained = (found: readonly Found[]): Found[] => {
  const kept: Found[] = [];
  for (const item of found) {
    const isSame = (other: Found): boolean => other.report === item.report && other.value === item.value;
    if (kept.some(other => isSame(other) && spanContains(other.passage, item.passage))) continue;
    const wider = kept.findIndex(other => isSame(other) && spanContains(item.passage, other.passage));
    if (wider < 0) kept.push(item);
    else kept[wider] = item;
  }
  return kept;
};

const accountOf = (text: IndexedText, event: EventMention): string | null => {
  const speaker = text.statements.get(event.statement ?? '')?.speaker;
  if (!speaker || event.actors.some(actor => actor.entity === speaker.entity)) return null;
  const name = nameOf(text, speaker.entity);
  return name ? `according to ${name}` : null;
};

const eventMarks = (event: EventMention, triggers: readonly Span[]): MarkedSpan[] => [
  ...(event.place ? [{ start: event.place.start, end: event.place.end, mark: 'place' as const }] : []),
  ...(event.time ? [{ start: event.time.start, end: event.time.end, mark: 'time' as const }] : []),
  ...event.recipients.map(({ start, end }) => ({ start, end, mark: 'recipient' as const })),
  ...event.actors.map(({ start, end }) => ({ start, end, mark: 'actor' as const })),
  ...triggers.map(({ start, end }) => ({ start, end, mark: 'trigger' as const })),
];

const differencesOf = (event: StoryEvent, setting: Setting): RowDifference[] =>
  event.differences.map(({ field, values }) => ({
    field,
    values: values.map(({ value, mentions }) => ({ value, sigla: siglaOf(setting, mentions) })),
  }));

/** A place that is a party already is not named twice. */
const placeLabel = ({ place, actors, recipients }: StoryEvent): string | null =>
  place && ![...actors, ...recipients].some(({ name }) => name === place.name) ? place.name : null;

const eventRow = (event: StoryEvent, number: number, anchor: string, setting: Setting): EventRow => {
  const triggersIn = new Map<string, Span[]>();
  for (const { report, trigger } of event.mentions)
    triggersIn.set(report, [...(triggersIn.get(report) ?? []).slice(-MOST_TRIGGERS), trigger]);
  const found = event.mentions.map((mention): Found => {
    const text = textOf(setting, mention.report);
    const { report } = text;
    const own = text.events.get(mention.event);
    const triggers = triggersIn.get(report.id) ?? [];
    const marks = own ? eventMarks(own, triggers) : [{ ...mention.trigger, mark: 'trigger' as const }];
    return {
      report: report.id,
      passage: quotePassage(report, mention.trigger, own?.evidence ?? [], marks),
      value: null,
      note: own ? accountOf(text, own) : null,
    };
  });
  return {
    kind: 'event',
    number,
    anchor,
    type: event.type,
    mode: event.mode,
    quadClass: event.quadClass,
    who: participantsLabel(event.actors),
    whom: participantsLabel(event.recipients),
    place: placeLabel(event),
    when: event.time ? rangeLabel(event.time) : null,
    status: event.status,
    standing: event.standing,
    denials: denialsOf(event, number, setting),
    deniedBy: deniedByOf(event, setting),
    changes: changesOf(event.id, setting),
    differences: differencesOf(event, setting),
    cells: cellsOf(setting.columns, dropContained(found)),
  };
};

/** One sentence put into the mouths of two. */
const speakersDiffer = ({ speakers }: StoryQuote, setting: Setting): RowDifference[] =>
  speakers.length < 2
    ? []
    : [
        {
          field: 'speaker',
          values: speakers.map(({ name, reports }) => ({
            value: name,
            sigla: siglaOf(
              setting,
              reports.map(report => ({ report })),
            ),
          })),
        },
      ];

const quoteRow = (quote: StoryQuote, number: number, anchor: string, setting: Setting): QuoteRow => {
  const wordings = quote.mentions.map(mention =>
    textOf(setting, mention.report).report.text.slice(mention.start, mention.end),
  );
  const variants = quote.wording === 'variant' ? differingSpans(wordings) : [];
  const found = quote.mentions.map((mention, at): Found => {
    const { report } = textOf(setting, mention.report);
    const marks = (variants[at] ?? []).map(({ start, end }): MarkedSpan => {
      return { start: mention.start + start, end: mention.start + end, mark: 'variant' };
    });
    return { report: report.id, passage: quoteWords(report, mention, marks), value: null, note: null };
  });
  return {
    kind: 'quote',
    number,
    anchor,
    speaker: quote.speaker,
    differences: speakersDiffer(quote, setting),
    wording: quote.mentions.length > 1 ? quote.wording : 'single',
    cells: cellsOf(setting.columns, dropContained(found)),
  };
};

/** What is counted is said beside the number only where the words of the figure do not. */
const figureValue = (text: IndexedText, figure: Figure): string => {
  const of = nameOf(text, figure.of);
  const words = text.report.text.slice(figure.start, figure.end).toLowerCase();
  const isSaid = of !== null && words.includes(of.toLowerCase());
  return of === null || isSaid ? figureLabel(figure) : `${figureLabel(figure)} (${of})`;
};

/** What all give as one rough number is said as they say it ("~ 80"), not as the bounds it is compared by. */
const rangeOf = (figure: StoryFigure, setting: Setting): string => {
  const given = figure.mentions.flatMap(
    mention => textOf(setting, mention.report).figures.get(mention.figure) ?? [],
  );
  const labels = new Set(given.map(figureLabel));
  const [label] = labels;
  return label !== undefined && labels.size === 1 && given.every(({ comparator }) => comparator === '~')
    ? label
    : figureRangeLabel(figure);
};

const figureRow = (figure: StoryFigure, number: number, anchor: string, setting: Setting): FigureRow => {
  const found = figure.mentions.map((mention): Found => {
    const text = textOf(setting, mention.report);
    const { report } = text;
    const own = text.figures.get(mention.figure);
    const counter = nameOf(text, own?.attributedTo);
    return {
      report: report.id,
      passage: quotePassage(
        report,
        mention,
        [],
        [{ start: mention.start, end: mention.end, mark: 'figure' }],
        SHORT_PASSAGE,
      ),
      value: own ? figureValue(text, own) : null,
      note: counter ? `according to ${counter}` : null,
    };
  });
  return {
    kind: 'figure',
    number,
    anchor,
    measure: figure.measure,
    range: rangeOf(figure, setting),
    agreement: figure.agreement,
    cells: cellsOf(setting.columns, dropContained(found)),
  };
};

export const buildRow = ({ kind, item }: Item, number: number, anchor: string, setting: Setting): Row => {
  switch (kind) {
    case 'event':
      return eventRow(item, number, anchor, setting);
    case 'quote':
      return quoteRow(item, number, anchor, setting);
    case 'figure':
      return figureRow(item, number, anchor, setting);
  }
};
