// What one report gives and no other. A text that several outlets print gives it under each of them.
import type { Story, StoryEvent, StoryFigure, StoryQuote } from '../schema/story.ts';

interface Told {
  readonly id: string;
  readonly mentions: readonly { readonly report: string }[];
}

/** Ids of the items that stand in one text only, by report. */
const tellers = (items: readonly Told[], copyOf: ReadonlyMap<string, number>): Map<string, string[]> => {
  const byReport = new Map<string, string[]>();
  for (const { id, mentions } of items) {
    const reports = new Set(mentions.map(({ report }) => report));
    if (new Set([...reports].map(report => copyOf.get(report))).size !== 1) continue;
    for (const report of reports) {
      const told = byReport.get(report);
      if (told) told.push(id);
      else byReport.set(report, [id]);
    }
  }
  return byReport;
};

/** `copies[i]` is the number of the text that report `ids[i]` prints. */
export const findOnlyHere = (
  ids: readonly string[],
  copies: readonly number[],
  told: {
    readonly events: readonly StoryEvent[];
    readonly quotes: readonly StoryQuote[];
    readonly figures: readonly StoryFigure[];
  },
): Story['onlyHere'] => {
  const copyOf = new Map(ids.map((id, i) => [id, copies[i] as number]));
  const events = tellers(told.events, copyOf);
  const quotes = tellers(told.quotes, copyOf);
  const figures = tellers(told.figures, copyOf);
  return Object.fromEntries(
    ids.map(id => [
      id,
      { events: events.get(id) ?? [], quotes: quotes.get(id) ?? [], figures: figures.get(id) ?? [] },
    ]),
  );
};
