// What a story brings together becomes rows: apparatus at the head, and a cell of quoted passages for every column.
import type { EventMention, Figure, Statement } from '../../schema/coded-report.ts';
import type { Report } from '../../schema/report.ts';
import { type Span, spanContains } from '../../schema/span.ts';
import type { CodedText, StoryEvent, StoryFigure, StoryQuote } from '../../schema/story.ts';
import { figureLabel, figureRangeLabel, participantsLabel, rangeLabel } from './labels.ts';
import { type MarkedSpan, type Passage, quotePassage, quoteWords } from './passage.ts';
import type {
  Cell,
  CellPassage,
  Column,
  Denial,
  EventRow,
  FigureRow,
  QuoteRow,
  Row,
  RowDifference,
} from './synopsis.ts';
import { differingSpans } from './wording.ts';

/** A report with its coded items by id: a long report has thousands, and every row looks some up. */
export interface IndexedText {
  readonly report: Report;
  readonly events: ReadonlyMap<string, EventMention>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly names: ReadonlyMap<string, string>;
}

type Texts = ReadonlyMap<string, IndexedText>;

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map(item => [item.id, item]));

export const indexText = ({ report, coded }: CodedText): IndexedText => ({
  report,
  events: byId(coded.events),
  statements: byId(coded.statements),
  figures: byId(coded.figures),
  names: new Map(coded.entities.map(entity => [entity.id, entity.name])),
});

const nameOf = ({ names }: IndexedText, id: string | null | undefined): string | null =>
  names.get(id ?? '') ?? null;

/** A passage on its way into a cell. */
interface Found {
  readonly report: string;
  readonly passage: Passage;
  readonly value: string | null;
  readonly note: string | null;
}

/** What rows are built from: the story's columns, and the row number of every item that has one. */
export interface Setting {
  readonly columns: readonly Column[];
  readonly texts: Texts;
  /** By report id and the id of an event or statement. */
  readonly numbers: ReadonlyMap<string, number>;
}

const MOST_PASSAGES = 3;
const MOST_TRIGGERS = 50;
/** Around a figure less is needed than around an event. */
const SHORT_PASSAGE = 180;
const MOST_DENIED = 120;

const textOf = (texts: Texts, report: string): IndexedText => {
  const text = texts.get(report);
  if (!text) throw new Error(`a story's mention names report ${report}, which is not among the texts given`);
  return text;
};

const itemKey = (report: string, id: string): string => JSON.stringify([report, id]);

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

/** The words of what is denied: an event from its trigger on, a statement as it stands. */
const deniedWords = ({ report, events, statements }: IndexedText, id: string): string | null => {
  const event = events.get(id);
  const clause = event?.evidence.find(evidence => spanContains(evidence, event.trigger));
  const span = event
    ? { start: event.trigger.start, end: (clause ?? event.trigger).end }
    : statements.get(id)?.content[0];
  if (!span) return null;
  const words = report.text.slice(span.start, Math.min(span.end, span.start + MOST_DENIED));
  return span.end - span.start > MOST_DENIED ? `${words.replace(/\s+\S*$/, '')} …` : words;
};

const denialsOf = (story: StoryEvent, own: number, { texts, numbers }: Setting): Denial[] => {
  const denials = new Map<number | string, Denial>();
  for (const mention of story.mentions) {
    const text = textOf(texts, mention.report);
    const denied = text.events.get(mention.event)?.denies;
    if (!denied) continue;
    const row = numbers.get(itemKey(mention.report, denied)) ?? null;
    const words = deniedWords(text, denied);
    if (row === own || words === null) continue;
    denials.set(row ?? words, { row, words });
  }
  return [...denials.values()];
};

const differencesOf = (event: StoryEvent, columns: readonly Column[]): RowDifference[] => {
  const sigla = new Map(columns.flatMap(column => column.witnesses.map(w => [w.report, w.siglum] as const)));
  return event.differences.map(({ field, values }) => ({
    field,
    values: values.map(({ value, mentions }) => ({
      value,
      sigla: [...new Set(mentions.map(mention => sigla.get(mention.report) ?? mention.report))],
    })),
  }));
};

/** A place that is a party already is not named twice. */
const placeLabel = ({ place, actors, recipients }: StoryEvent): string | null =>
  place && ![...actors, ...recipients].some(({ name }) => name === place.name) ? place.name : null;

const eventRow = (event: StoryEvent, number: number, anchor: string, setting: Setting): EventRow => {
  const triggersIn = new Map<string, Span[]>();
  for (const { report, trigger } of event.mentions)
    triggersIn.set(report, [...(triggersIn.get(report) ?? []).slice(-MOST_TRIGGERS), trigger]);
  const found = event.mentions.map((mention): Found => {
    const text = textOf(setting.texts, mention.report);
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
    differences: differencesOf(event, setting.columns),
    cells: cellsOf(setting.columns, dropContained(found)),
  };
};

const quoteRow = (quote: StoryQuote, number: number, anchor: string, setting: Setting): QuoteRow => {
  const wordings = quote.mentions.map(mention =>
    textOf(setting.texts, mention.report).report.text.slice(mention.start, mention.end),
  );
  const variants = quote.wording === 'variant' ? differingSpans(wordings) : [];
  const found = quote.mentions.map((mention, at): Found => {
    const { report } = textOf(setting.texts, mention.report);
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
    wording: quote.mentions.length > 1 ? quote.wording : 'single',
    cells: cellsOf(setting.columns, dropContained(found)),
  };
};

/** What is counted is said beside the number only where the words of the figure do not. */
const figureValue = (text: IndexedText, figure: Figure): string => {
  const of = nameOf(text, figure.of);
  const isSaid = of !== null && text.report.text.slice(figure.start, figure.end).includes(of);
  return of === null || isSaid ? figureLabel(figure) : `${figureLabel(figure)} (${of})`;
};

const figureRow = (figure: StoryFigure, number: number, anchor: string, setting: Setting): FigureRow => {
  const found = figure.mentions.map((mention): Found => {
    const text = textOf(setting.texts, mention.report);
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
    range: figureRangeLabel(figure),
    agreement: figure.agreement,
    cells: cellsOf(setting.columns, dropContained(found)),
  };
};

/** An event, quotation or figure of a story, before it is a row. */
export type Item =
  | { readonly kind: 'event'; readonly item: StoryEvent }
  | { readonly kind: 'quote'; readonly item: StoryQuote }
  | { readonly kind: 'figure'; readonly item: StoryFigure };

/** Row numbers of events and statements, so that a denial can point to the row of what it denies. */
export const numberItems = (items: readonly Item[]): ReadonlyMap<string, number> => {
  const numbers = new Map<string, number>();
  for (const [at, { kind, item }] of items.entries()) {
    if (kind === 'event')
      for (const { report, event } of item.mentions) numbers.set(itemKey(report, event), at + 1);
    if (kind === 'quote')
      for (const { report, statement } of item.mentions) numbers.set(itemKey(report, statement), at + 1);
  }
  return numbers;
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
