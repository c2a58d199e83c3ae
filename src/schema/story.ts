// A story: the reports of the same happenings, with what they agree on, differ on and alone say.
import type { CodedReport, EventStatus, Participant } from './coded-report.ts';
import type { Context, EventType, QuadClass } from './plover.ts';
import type { Report } from './report.ts';
import type { Span } from './span.ts';

/** A report with its coded form: what reconciliation works on. */
export interface CodedText {
  readonly report: Report;
  readonly coded: CodedReport;
}

export interface StoryEventMention {
  readonly report: string;
  readonly event: string;
  readonly trigger: Span;
}

export const DIFFERENCE_FIELDS = [
  'type',
  'status',
  'actors',
  'recipients',
  'place',
  'time',
  'counts',
] as const;

/** A field in which the mentions of one event differ; a value that a mention does not give is not a difference. */
export interface Difference {
  readonly field: (typeof DIFFERENCE_FIELDS)[number];
  readonly values: readonly { readonly value: string; readonly mentions: readonly StoryEventMention[] }[];
}

export const STANDINGS = ['corroborated', 'singleSource', 'disputed'] as const;

export interface StoryEvent {
  readonly id: string;
  readonly type: EventType;
  readonly mode: string | null;
  readonly contexts: readonly Context[];
  readonly cameo: string | null;
  readonly quadClass: QuadClass;
  readonly status: EventStatus;
  readonly actors: readonly Participant[];
  readonly recipients: readonly Participant[];
  readonly place: CodedReport['events'][number]['place'];
  readonly time: CodedReport['events'][number]['time'];
  readonly mentions: readonly StoryEventMention[];
  readonly standing: (typeof STANDINGS)[number];
  readonly differences: readonly Difference[];
}

export const WORDINGS = ['identical', 'variant'] as const;

export interface StoryQuote {
  readonly id: string;
  /** Name of the speaker, null where no mention gives one. */
  readonly speaker: string | null;
  /** Who the reports say spoke, most named first: more than one is a conflict. */
  readonly speakers: readonly { readonly name: string; readonly reports: readonly string[] }[];
  /** Direct wordings before indirect ones, the longest first. */
  readonly mentions: readonly (Span & { readonly report: string; readonly statement: string })[];
  readonly wording: (typeof WORDINGS)[number];
}

export const AGREEMENTS = ['agree', 'compatible', 'contradict', 'single'] as const;

export interface StoryFigure {
  readonly id: string;
  readonly measure: string;
  readonly unit: string | null;
  readonly low: number;
  readonly best: number;
  readonly high: number | null;
  readonly agreement: (typeof AGREEMENTS)[number];
  readonly mentions: readonly (Span & { readonly report: string; readonly figure: string })[];
}

/** Whose text a group of copies is, with the words that say so. */
export interface Origin extends Span {
  /** `Reuters`. */
  readonly name: string;
  /** The report that says so. */
  readonly report: string;
}

/** One event of a story denies another: the reports of either may never have seen those of the other. */
export interface Denial {
  /** Event ids. */
  readonly denial: string;
  readonly claim: string;
}

export const STANCES = ['cooperation', 'conflict'] as const;

/** One step of an actor's position: what it did in words, or its own words. */
export interface PositionStep {
  readonly kind: 'event' | 'quote';
  /** Event or quote id. */
  readonly id: string;
  /** ISO 8601 day of the event, else of the first report of it. */
  readonly day: string | null;
  /** The other party. */
  readonly toward: string | null;
  readonly stance: (typeof STANCES)[number] | null;
  /** Id of the last event on an earlier day whose stance toward the same party was the contrary. */
  readonly changes: string | null;
}

/** What one actor says and where it stands in a story, in order of time. */
export interface Position {
  readonly actor: string;
  readonly steps: readonly PositionStep[];
}

export interface Story {
  readonly id: string;
  readonly title: string;
  /** Report ids. */
  readonly reports: readonly string[];
  /** Groups of reports that share one text; each group counts as one outlet. */
  readonly copies: readonly (readonly string[])[];
  /** One a group of copies: null where no byline or agency tag tells. */
  readonly origins: readonly (Origin | null)[];
  readonly independentOutlets: number;
  readonly events: readonly StoryEvent[];
  readonly quotes: readonly StoryQuote[];
  readonly figures: readonly StoryFigure[];
  readonly denials: readonly Denial[];
  /** Of actors with two steps or more. */
  readonly positions: readonly Position[];
  /** By report id: ids of what only that report gives. */
  readonly onlyHere: Readonly<
    Record<
      string,
      {
        readonly events: readonly string[];
        readonly quotes: readonly string[];
        readonly figures: readonly string[];
      }
    >
  >;
}
