// A decision of review: who changed what, when and why. Decisions are only ever added; they are applied when events are
// read, and a decision is undone by another one that rejects it.
import type { RecordedEvent } from './recorded-event.ts';
import type { StoryEventMention } from './story.ts';

export const ACTIONS = ['accept', 'correct', 'reject', 'merge', 'split', 'note'] as const;
type Action = (typeof ACTIONS)[number];

/**
 * New values of an event's fields. A participant or place that the reports do not name stands at no words: its `entity`
 * is empty, `start` and `end` are 0.
 */
export type Correction = Partial<
  Pick<
    RecordedEvent,
    | 'type'
    | 'mode'
    | 'contexts'
    | 'cameo'
    | 'quadClass'
    | 'intensity'
    | 'status'
    | 'actors'
    | 'recipients'
    | 'place'
    | 'time'
    | 'killed'
    | 'acled'
  >
>;

export interface Merge {
  /** The event that takes the mentions. */
  readonly into: string;
}

export interface Split {
  /** The new event. */
  readonly event: string;
  readonly mentions: readonly StoryEventMention[];
}

export interface Decision {
  /** `d1`, `d2`, ... in the order in which they were made. */
  readonly id: string;
  readonly at: string;
  readonly by: string;
  /** Id of an event; of a decision where one is rejected; of a report or story too for a note. */
  readonly target: string;
  readonly action: Action;
  /** Of a correction: the values that it replaced. */
  readonly before: Correction | null;
  readonly after: Correction | Merge | Split | null;
  readonly reason: string | null;
}
