// What happens in the live flow, as it happens: told to whoever watches it.
import type { Recorded, StoryChanges } from '../6-record/index.ts';
import type { ReadingOutcome, SourceProblem } from '../schema/source.ts';

export type LiveEvent =
  /** A source was read; `items` are new in the queue. */
  | {
      readonly kind: 'read';
      readonly source: string;
      readonly outcome: ReadingOutcome;
      readonly items: number;
      readonly problems: readonly SourceProblem[];
      /** ISO 8601: when it is read next. */
      readonly dueAt: string;
    }
  /** An item of a source was fetched; `queued` reports wait to be coded. */
  | {
      readonly kind: 'fetched';
      readonly source: string;
      readonly address: string | null;
      readonly queued: number;
      readonly known: number;
    }
  | {
      readonly kind: 'recorded';
      readonly source: string | null;
      readonly batch: string | null;
      readonly title: string | null;
      readonly recorded: Recorded;
    }
  /** A report or an item failed: it waits for another try, or is set aside. */
  | {
      readonly kind: 'failed';
      readonly job: number;
      readonly state: 'waiting' | 'failed';
      readonly source: string | null;
      readonly batch: string | null;
      /** Its address, else its title or id. */
      readonly what: string;
      readonly error: string;
    }
  | { readonly kind: 'stories'; readonly changes: StoryChanges }
  /** Something is amiss with the store or the machine; the work goes on or ends, as it says. */
  | { readonly kind: 'trouble'; readonly message: string };

export type Tell = (event: LiveEvent) => void;
