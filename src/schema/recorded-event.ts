// An event as the store keeps it: what the reports together support, under an id that stays, with what queries and
// exports need beside it.
import type { AcledClass } from './acled.ts';
import type { StoryEvent } from './story.ts';

/** Deaths by the figures that the mentions give, as UCDP states them. */
export interface Toll {
  readonly low: number;
  readonly best: number;
  readonly high: number | null;
}

export interface RecordedEvent extends StoryEvent {
  /** `e12`: given once, kept through re-coding and review, never given again. */
  readonly id: string;
  readonly story: string | null;
  /** PLOVER's, -10 to 10. */
  readonly intensity: number;
  /** What most mentions are; ACLED's hierarchy decides between equals. */
  readonly acled: AcledClass | null;
  /** Outlets of the mentions, in order of name. */
  readonly outlets: readonly string[];
  readonly independentOutlets: number;
  /** Of the surest mention. */
  readonly confidence: number;
  /** Words of the first mention's evidence, as they stand in its report; cut where they are long. */
  readonly words: string;
  /** Day on which the first of its reports was published. */
  readonly firstReported: string | null;
  /** Null where no report gives a number of killed for it. */
  readonly killed: Toll | null;
}

/** A recorded event with its history. */
export interface EventRecord {
  readonly event: RecordedEvent;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  readonly mergedInto: string | null;
  /** The last decision on it that counts: `accept`, `correct`, `reject`, ...; null where nobody looked at it. */
  readonly reviewed: string | null;
  /** As ACLED's event_id_cnty: `SYR12`; null where no report places it in a country. */
  readonly acledId: string | null;
}
