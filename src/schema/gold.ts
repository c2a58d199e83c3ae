// What reviewers decided, by report and words: the gold that `evaluate` scores against and `train events` learns from.
import type { EventMention } from './coded-report.ts';
import type { Report } from './report.ts';
import type { Span } from './span.ts';

export const GOLD_FIELDS = ['type', 'mode', 'status', 'actors', 'recipients', 'place', 'time'] as const;
export type GoldField = (typeof GOLD_FIELDS)[number];

export interface GoldMention {
  /** Id of the store's event that was decided on; mentions of one event share it. */
  readonly event: string;
  readonly trigger: Span;
  /** False: a reviewer rejected it, and nothing else is known of these words. */
  readonly isRight: boolean;
  /** What a reviewer left standing or corrected. A field that is not here is not known. */
  readonly known: Partial<Pick<EventMention, GoldField>>;
}

/** A line of `review gold`. */
export interface GoldReport {
  readonly report: Report;
  /** In the order of the words. Other events of the report were not decided on. */
  readonly mentions: readonly GoldMention[];
}
