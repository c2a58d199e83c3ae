// How many independent voices give something: an outlet speaks once however often it reports, and one text speaks once
// whoever prints it; so does an agency, whoever prints its different texts. A report of no known outlet may be of any
// that is known, so it counts beside other such reports only.
import type { Outlets } from '../schema/registry.ts';
import type { CodedText } from '../schema/story.ts';
import { markIn } from './origins.ts';

/** Counts the independent voices among some of a story's reports, given by index. */
export type CountVoices = (reports: Iterable<number>) => number;

/** Names of one outlet are one ("BBC News", "BBC"), where the registry knows it. */
const keyOf = (name: string, outlets: Outlets): string =>
  outlets.named(name)?.id ?? name.trim().toLowerCase();

/** Who speaks in a report: the agency that it is signed with, else its outlet; null where neither is known. */
const speakerOf = (text: CodedText, outlets: Outlets): string | null => {
  const name = markIn(text, outlets)?.name ?? text.report.outlet ?? text.coded.outlet ?? '';
  return name.trim() === '' ? null : keyOf(name, outlets);
};

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
export const voiceCounter = (
  texts: readonly CodedText[],
  copies: readonly number[],
  registry: Outlets,
): CountVoices => {
  const outlets = texts.map(text => speakerOf(text, registry));
  return reports => {
    const textsByOutlet = new Map<string, Set<number>>();
    const unsigned = new Set<number>();
    for (const at of reports) {
      const outlet = outlets[at] ?? null;
      const text = copies[at] as number;
      if (outlet === null) unsigned.add(text);
      else textsByOutlet.set(outlet, (textsByOutlet.get(outlet) ?? new Set()).add(text));
    }
    return Math.max(maximumMatching(textsByOutlet), unsigned.size);
  };
};
