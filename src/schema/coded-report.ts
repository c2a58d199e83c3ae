// A coded report: what `code --to jsonl` prints, one a line. The field names are a contract that other programs read.
import type { AcledClass } from './acled.ts';
import type { DayRange, Entity, TimeExpression } from './grounding.ts';
import type { Issue } from './issue.ts';
import type { Context, EventType, QuadClass, Sector } from './plover.ts';
import type { DateBasis, Report } from './report.ts';
import type { Span } from './span.ts';

export const EVENT_STATUSES = [
  'happened',
  'ongoing',
  'planned',
  'offered',
  'demanded',
  'threatened',
  'denied',
  'hypothetical',
  'rumoured',
  'negated',
] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

export interface Participant extends Span {
  /** Entity id. */
  readonly entity: string;
  readonly name: string;
  readonly country: string | null;
  readonly sector: Sector | null;
  readonly code: string;
}

export interface EventPlace extends Span {
  readonly entity: string;
  readonly name: string;
  readonly country: string | null;
  readonly admin1: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly precision: 1 | 2 | 3;
}

export interface EventTime extends DayRange, Span {
  readonly precision: 1 | 2 | 3 | 4;
}

/** What one report says happened, with its status and account. */
export interface EventMention {
  readonly id: string;
  readonly type: EventType;
  readonly mode: string | null;
  readonly contexts: readonly Context[];
  readonly cameo: string | null;
  readonly quadClass: QuadClass;
  readonly intensity: number;
  readonly acled: AcledClass | null;
  readonly status: EventStatus;
  readonly trigger: Span;
  readonly actors: readonly Participant[];
  readonly recipients: readonly Participant[];
  readonly mediators: readonly Participant[];
  readonly place: EventPlace | null;
  readonly time: EventTime | null;
  /** Figure ids. */
  readonly counts: readonly string[];
  /** Id of the statement this event was reported in. */
  readonly statement: string | null;
  /** Id of the event or statement denied. */
  readonly denies: string | null;
  readonly evidence: readonly Span[];
  /** 0 to 1. */
  readonly confidence: number;
}

/** What is done by saying it. */
export const SPEECH_ACTS = [
  'says',
  'accuses',
  'demands',
  'denies',
  'rejects',
  'promises',
  'threatens',
  'praises',
  'asks',
] as const;
export type SpeechAct = (typeof SPEECH_ACTS)[number];

export const QUOTATIONS = ['direct', 'indirect', 'mixed'] as const;

export interface EntityAt extends Span {
  readonly entity: string;
}

export interface Statement {
  readonly id: string;
  readonly speaker: EntityAt | null;
  readonly cue: Span | null;
  readonly content: readonly Span[];
  readonly quotation: (typeof QUOTATIONS)[number];
  readonly act: SpeechAct;
  /** Where it was said: an interview, a press conference, an outlet. */
  readonly venue: EntityAt | null;
  readonly time: EventTime | null;
  /** Id of the enclosing statement. */
  readonly within: string | null;
}

/** Exactly, about, more than, fewer than. */
export const COMPARATORS = ['=', '~', '>', '<'] as const;
export type Comparator = (typeof COMPARATORS)[number];

export interface Figure extends Span {
  readonly id: string;
  readonly value: number;
  readonly low: number;
  readonly high: number | null;
  readonly comparator: Comparator;
  /** killed, injured, displaced, ..., money, area, distance, or the noun itself in the plural. */
  readonly measure: string;
  /** Null for counts, an ISO 4217 code for money, `km`, `km2`, or `share`. */
  readonly unit: string | null;
  readonly of: string | null;
  readonly period: DayRange | null;
  readonly places: readonly string[];
  readonly attributedTo: string | null;
  readonly event: string | null;
}

export const RELATION_TYPES = [
  'supports',
  'opposes',
  'controls',
  'occupies',
  'partOf',
  'leads',
  'memberOf',
  'locatedIn',
  'mediates',
  'alliedWith',
  'fights',
  'aliasOf',
] as const;
export type RelationType = (typeof RELATION_TYPES)[number];

export interface Relation extends Span {
  readonly type: RelationType;
  readonly subject: string;
  readonly object: string;
  readonly statement: string | null;
}

export interface CodedReport {
  readonly id: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly publishedAt: string | null;
  readonly dateBasis: DateBasis;
  readonly language: string;
  readonly entities: readonly Entity[];
  /** What the report is mainly about first. */
  readonly events: readonly EventMention[];
  readonly statements: readonly Statement[];
  readonly figures: readonly Figure[];
  readonly times: readonly TimeExpression[];
  readonly relations: readonly Relation[];
  readonly issues: readonly Issue[];
}

/** A report of which nothing is coded, and what is coded after all. */
export const bareCoded = (
  { id, outlet, title, publishedAt, dateBasis, language }: Report,
  fields: Partial<CodedReport> = {},
): CodedReport => ({
  id,
  outlet,
  title,
  publishedAt,
  dateBasis,
  language,
  entities: [],
  events: [],
  statements: [],
  figures: [],
  times: [],
  relations: [],
  issues: [],
  ...fields,
});
