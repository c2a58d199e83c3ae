// How many independent voices give something: an outlet speaks once however often it reports, and one text speaks once
// whoever prints it. A report of an unknown outlet is an outlet of its own.
import type { CodedText } from '../schema/story.ts';

/** Counts the independent voices among some of a story's reports, given by index. */
export type CountVoices = (reports: Iterable<number>) => number;

const outletOf = (text: CodedText, at: number): string =>
  (text.report.outlet ?? text.coded.outlet)?.trim().toLowerCase() || `\0${at}`;

/**
 * The most reports that can be picked so that no two share an outlet or a text: a maximum matching of outlets and
 * texts by augmenting paths. So a paper that prints its own report beside a wire copy is still two voices with the wire.
 */
const maximumMatching = (textsByOutlet: ReadonlyMap<string, ReadonlySet<number>>): number => {
  const printedBy = new Map<number, string>();
  const place = (outlet: string, tried: Set<number>): boolean => {
    for (const text of textsByOutlet.get(outlet) ?? []) {
      if (tried.has(text)) continue;
      tried.add(text);
      const holder = printedBy.get(text);
      if (holder === undefined || place(holder, tried)) {
        printedBy.set(text, outlet);
        return true;
      }
    }
    return false;
  };
  let voices = 0;
  for (const outlet of textsByOutlet.keys()) if (place(outlet, new Set())) voices++;
  return voices;
};

/** `copies[i]` is the number of the text that report i prints. */
export const voiceCounter = (texts: readonly CodedText[], copies: readonly number[]): CountVoices => {
  const outlets = texts.map(outletOf);
  return reports => {
    const textsByOutlet = new Map<string, Set<number>>();
    for (const at of reports) {
      const outlet = outlets[at] as string;
      const printed = textsByOutlet.get(outlet) ?? new Set();
      textsByOutlet.set(outlet, printed.add(copies[at] as number));
    }
    return maximumMatching(textsByOutlet);
  };
};
