// What stage 3 settles: which mentions are one entity, who and where that is in the registries, and which days a
// time expression means.
import type { MentionForm, NameKind } from './analysis.ts';
import type { Issue } from './issue.ts';
import type { Sector } from './plover.ts';
import type { Span } from './span.ts';

/** An actor as the registry or the words give it. */
export interface ActorRef {
  /** Registry id, null for an actor described but not listed ("armed opposition fighters"). */
  readonly id: string | null;
  readonly name: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string | null;
  readonly sector: Sector | null;
  /** `country` and `sector` joined as PLOVER does: `SYRGOV`. */
  readonly code: string;
}

export interface PlaceRef {
  readonly id: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly admin1: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** ACLED's geo_precision: 1 a town, 2 part of a region, 3 a larger region. */
  readonly precision: 1 | 2 | 3;
}

export interface EntityMention extends Span {
  readonly kind: MentionForm;
}

export interface Entity {
  /** `n1`, `n2`, ... in the order of first mention. */
  readonly id: string;
  readonly kind: NameKind;
  /** The fullest name: the registry's, else the longest in the report. */
  readonly name: string;
  readonly actor: ActorRef | null;
  readonly place: PlaceRef | null;
  readonly mentions: readonly EntityMention[];
}

/** Days, both inclusive, ISO 8601. `from` null: open start ("until May"); `to` null: open end ("since 2016"). */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

export interface TimeExpression extends Span {
  /**
   * By the specification of Recognizers-Text: a range ends with the day before its last unit, "from 2014 to 2018" on
   * 31 December 2017. Null where it cannot be resolved: "In July this year" with no year known.
   */
  readonly value: DayRange | null;
  /** ACLED's time_precision: 1 day, 2 week, 3 month, 4 longer. */
  readonly precision: 1 | 2 | 3 | 4;
  /** ISO 8601-2; both ends of a range belong to it: `2014/2018`. Digits that are not known are `XXXX-07`. */
  readonly edtf: string | null;
}

/** A time expression with what events and figures take from it. */
export interface GroundedTime extends TimeExpression {
  /** As a reader means it: "from 2014 to 2018" until the end of 2018. Null where `value` is. */
  readonly days: DayRange | null;
}

export interface GroundedMention extends Span {
  /** Entity id. */
  readonly entity: string;
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
  readonly head: number;
  readonly form: MentionForm;
  /**
   * The actor that this very mention stands for where it differs from the entity's: "Turkish" in "Turkish troops"
   * points to the state.
   */
  readonly reading: 'actor' | 'place' | 'both';
  /** Alpha-3 of the country in which a place without a name lies: "a village" in Mali. */
  readonly locatedIn: string | null;
}

export interface Grounding {
  readonly entities: readonly Entity[];
  readonly mentions: readonly GroundedMention[];
  readonly times: readonly GroundedTime[];
  readonly issues: readonly Issue[];
}
