// What makes stories of reports, handed in: this stage keeps what it makes and knows none of its rules.
import type { CodedReport } from '../../schema/coded-report.ts';
import type { Report } from '../../schema/report.ts';
import type { Sketch, WeighedSketch } from '../../schema/sketch.ts';
import type { CodedText, Story } from '../../schema/story.ts';

/** Reports that hold a feature, of how many. */
export interface Frequencies {
  readonly of: (feature: number) => number;
  readonly reports: number;
}

export interface StoryMaking {
  readonly sketchFeatures: (text: CodedText) => Uint8Array;
  readonly featureKeys: (features: Uint8Array) => Iterable<number>;
  readonly weighFeatures: (
    features: Uint8Array,
    publishedAt: string | null,
    frequencies: Frequencies,
  ) => Uint8Array;
  readonly strongestFeatures: (sketch: Pick<Sketch, 'vector'>) => readonly { key: number; weight: number }[];
  /** 0 to 1, days apart counted in; for some thousands of reports, what they are compared by is kept. */
  readonly makeLikeness: () => (one: WeighedSketch, other: WeighedSketch) => number;
  /** Ids of the reports of each story, and the days that undated ones take from their story. */
  readonly groupSketches: (sketches: readonly Sketch[]) => {
    readonly groups: readonly (readonly string[])[];
    readonly lent: ReadonlyMap<string, string>;
  };
  /** Milliseconds; infinite without a date. */
  readonly moment: (publishedAt: string | null) => number;
  /** In the order of the story; ids within it are the story's own. */
  readonly tellStory: (texts: readonly CodedText[]) => Story;
  /** For a report that takes the date of its story. */
  readonly code: (report: Report) => CodedReport;
}
