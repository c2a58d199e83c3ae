// The synopsis as data: columns of witnesses, rows of events, quotations and figures, and in each cell the words a
// report gives, as in an edition of parallel texts. Nothing here is escaped or styled; the renderers do that.
import type { EventStatus } from '../schema/coded-report.ts';
import type { EventType, QuadClass } from '../schema/plover.ts';
import type { DateBasis } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';
import type { Difference, StoryEvent, StoryFigure, StoryQuote } from '../schema/story.ts';
import { countLabel } from './labels.ts';
import type { Passage } from './passage.ts';

/** A report as the synopsis names it. */
export interface Witness {
  readonly siglum: string;
  /** Number in the whole synopsis, from 1: what anchors are made of. */
  readonly number: number;
  readonly report: string;
  readonly label: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
  readonly dateBasis: DateBasis;
  readonly text: string;
  /** Spans of `text` that are metadata, not prose. */
  readonly nonProse: readonly Span[];
}

/** One witness, or several that share one text: those count once and stand in one column, the first in the lead. */
export interface Column {
  readonly witnesses: readonly [Witness, ...Witness[]];
  /** Whose text it is, and the witness whose byline or agency tag says so; null where none does, or for one witness. */
  readonly origin: { readonly name: string; readonly siglum: string } | null;
}

export interface CellPassage extends Passage {
  readonly witness: Witness;
  /** The value read from the passage, where it is a figure: `> 665`. */
  readonly value: string | null;
  /** On whose account: `according to the Ministry of Health`. */
  readonly note: string | null;
}

/** What one column says on a row; no passages where it is silent. */
export interface Cell {
  readonly passages: readonly CellPassage[];
  /** Passages beyond those shown. */
  readonly more: number;
}

export interface RowDifference {
  readonly field: Difference['field'] | 'speaker';
  readonly values: readonly { readonly value: string; readonly sigla: readonly string[] }[];
}

/** What is denied: a row of this story where it has one, else the words. */
export interface Denial {
  readonly row: number | null;
  readonly words: string;
}

/** Who denies what a row claims, and at which row. */
export interface DeniedBy {
  readonly row: number | null;
  readonly who: string | null;
  readonly sigla: readonly string[];
}

type Stance = 'cooperation' | 'conflict';

/** A stance that is the contrary of an earlier one toward the same party. */
export interface PositionChange {
  /** Row and day of the earlier stance. */
  readonly row: number | null;
  readonly day: string | null;
  readonly from: Stance;
  readonly to: Stance;
}

/** What an actor did in words, or its own words, on one day. */
export interface Step {
  readonly row: number;
  readonly day: string | null;
  readonly isQuote: boolean;
  readonly quadClass: QuadClass | null;
  readonly stance: Stance | null;
  readonly toward: string | null;
  readonly words: string;
  readonly sigla: readonly string[];
  readonly change: PositionChange | null;
}

export interface ActorPosition {
  readonly actor: string;
  readonly steps: readonly Step[];
  /** Lesser steps that are left out. */
  readonly more: number;
}

interface RowBase {
  /** From 1, through the whole story. */
  readonly number: number;
  readonly anchor: string;
  /** One a column. */
  readonly cells: readonly Cell[];
}

export interface EventRow extends RowBase {
  readonly kind: 'event';
  readonly type: EventType;
  readonly mode: string | null;
  readonly quadClass: QuadClass;
  readonly who: string | null;
  readonly whom: string | null;
  readonly place: string | null;
  readonly when: string | null;
  readonly status: EventStatus;
  readonly standing: StoryEvent['standing'];
  readonly denials: readonly Denial[];
  readonly deniedBy: readonly DeniedBy[];
  readonly changes: readonly (PositionChange & { readonly actor: string })[];
  readonly differences: readonly RowDifference[];
}

export interface QuoteRow extends RowBase {
  readonly kind: 'quote';
  readonly speaker: string | null;
  readonly differences: readonly RowDifference[];
  readonly wording: StoryQuote['wording'] | 'single';
}

export interface FigureRow extends RowBase {
  readonly kind: 'figure';
  readonly measure: string;
  readonly range: string;
  readonly agreement: StoryFigure['agreement'];
}

export type Row = EventRow | QuoteRow | FigureRow;

export interface Section {
  readonly title: string;
  /** True where one column alone has all the rows: that the others are silent goes without saying. */
  readonly isOfOne: boolean;
  readonly rows: readonly Row[];
}

export interface StorySynopsis {
  readonly number: number;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly independentOutlets: number;
  /** First and last day of publication as words, null where no report is dated. */
  readonly dates: string | null;
  /** Events, quotations, figures in more than one column, then what stands in each column alone. */
  readonly sections: readonly Section[];
  /** Of actors heard on two days or more. */
  readonly positions: readonly ActorPosition[];
}

export interface Synopsis {
  readonly stories: readonly StorySynopsis[];
}

export const witnessesOf = (story: StorySynopsis): readonly Witness[] =>
  story.columns.flatMap(column => column.witnesses);

/** True where some figure row names a best number, whose rule must then be told. */
export const namesBest = ({ stories }: Synopsis): boolean =>
  stories.some(({ sections }) =>
    sections.some(({ rows }) => rows.some(row => row.kind === 'figure' && row.range.includes('best'))),
  );

/** `3 reports`, `2 independent outlets`, `14 to 16 May 2024`. */
export const storySummary = (story: StorySynopsis): readonly string[] => [
  countLabel(witnessesOf(story).length, 'report'),
  countLabel(story.independentOutlets, 'independent outlet'),
  story.dates ?? 'undated',
];
