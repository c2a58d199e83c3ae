// What the rows of a story are built from: its reports with their coded items by id, and the row that each item stands
// in, so that one row can point to another.
import type { EventMention, Figure, Statement } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import { type Span, spanContains } from '../schema/span.ts';
import type { CodedText, Story, StoryEvent, StoryFigure, StoryQuote } from '../schema/story.ts';
import type { Column } from './synopsis.ts';

/** A report with its coded items by id: a long report has thousands, and every row looks some up. */
export interface IndexedText {
  readonly report: Report;
  readonly events: ReadonlyMap<string, EventMention>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly names: ReadonlyMap<string, string>;
}

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map(item => [item.id, item]));

export const indexText = ({ report, coded }: CodedText): IndexedText => ({
  report,
  events: byId(coded.events),
  statements: byId(coded.statements),
  figures: byId(coded.figures),
  names: new Map(coded.entities.map(entity => [entity.id, entity.name])),
});

export const nameOf = ({ names }: IndexedText, id: string | null | undefined): string | null =>
  names.get(id ?? '') ?? null;

/** An event, quotation or figure of a story, before it is a row. */
export type Item =
  | { readonly kind: 'event'; readonly item: StoryEvent }
  | { readonly kind: 'quote'; readonly item: StoryQuote }
  | { readonly kind: 'figure'; readonly item: StoryFigure };

/** Row numbers of what a story holds. */
export interface RowNumbers {
  /** By id of the story's event, quotation or figure. */
  readonly items: ReadonlyMap<string, number>;
  /** By report and the id of an event or statement in it. */
  readonly mentions: ReadonlyMap<string, number>;
}

export const mentionKey = (report: string, id: string): string => JSON.stringify([report, id]);

/** `items` in the order of their rows. */
export const numberItems = (items: readonly Item[]): RowNumbers => {
  const mentions = new Map<string, number>();
  for (const [at, { kind, item }] of items.entries()) {
    if (kind === 'event')
      for (const { report, event } of item.mentions) mentions.set(mentionKey(report, event), at + 1);
    if (kind === 'quote')
      for (const { report, statement } of item.mentions) mentions.set(mentionKey(report, statement), at + 1);
  }
  return { items: new Map(items.map(({ item }, at) => [item.id, at + 1])), mentions };
};

export interface Setting {
  readonly story: Story;
  readonly columns: readonly Column[];
  readonly texts: ReadonlyMap<string, IndexedText>;
  readonly numbers: RowNumbers;
}

export const textOf = ({ texts }: Pick<Setting, 'texts'>, report: string): IndexedText => {
  const text = texts.get(report);
  if (!text) throw new Error(`a story's mention names report ${report}, which is not among the texts given`);
  return text;
};

/** Sigla of the witnesses that give some mentions, each once. */
export const siglaOf = (
  { columns }: Pick<Setting, 'columns'>,
  mentions: readonly { readonly report: string }[],
): string[] => {
  const reports = new Set(mentions.map(({ report }) => report));
  return columns.flatMap(({ witnesses }) =>
    witnesses.filter(({ report }) => reports.has(report)).map(({ siglum }) => siglum),
  );
};

/** An event in the words of its report: from its trigger to the end of its clause. */
export const eventWords = (event: EventMention): Span => {
  const clause = event.evidence.find(evidence => spanContains(evidence, event.trigger));
  return { start: event.trigger.start, end: (clause ?? event.trigger).end };
};

/** The words of a span, cut at a word where they are too many. */
export const cutWords = ({ report }: IndexedText, { start, end }: Span, most: number): string => {
  const words = report.text.slice(start, Math.min(end, start + most));
  return end - start > most ? `${words.replace(/\s+\S*$/, '')} …` : words;
};
