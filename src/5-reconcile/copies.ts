// Reports that share one text: wire copy printed by several outlets, and light rewrites of it. Shingles of words
// (Broder, "On the resemblance and containment of documents", 1997), compared by containment so that a trimmed copy
// is found too. A rare shingle is looked up in an index, so cost grows with the text, not with the pairs of reports.
import type { CodedText } from '../schema/story.ts';
import { Groups } from './groups.ts';
import { keyOf } from './word-key.ts';
import type { Word } from './words.ts';

/** Words a shingle: long enough that two writers hardly hit on one by chance, short enough to survive an edit. */
const SHINGLE = 6;
/** Share of the shorter report's shingles in the longer one from which it is a copy. */
const COPIED_SHARE = 0.4;
/** A report with fewer shingles (a headline) is no copy by its words alone. */
const MIN_SHINGLES = 8;
/** Shingles looked at a report: the lead and more; past it, a book. */
const MAX_SHINGLES = 3000;
/** A shingle of more reports than this (a standing phrase, a footer) links none. */
const MAX_REPORTS = 60;

/** Words inside quotation marks are not the reporter's: two who quote one speech have not copied each other. */
const isQuoted = (text: string): ((word: Word) => boolean) => {
  const spans = [...text.matchAll(/“[^“”]{1,2000}”|"[^"]{1,2000}"/gu)].map(
    m => [m.index, m.index + m[0].length] as const,
  );
  let at = 0;
  return word => {
    while (at < spans.length && (spans[at]?.[1] ?? 0) <= word.start) at++;
    const span = spans[at];
    return span !== undefined && span[0] <= word.start;
  };
};

const shinglesOf = (text: string, words: readonly Word[]): Set<number> => {
  const quoted = isQuoted(text);
  const forms = words.filter(word => !quoted(word)).map(word => word.form);
  const keys = new Set<number>();
  for (let i = 0; i + SHINGLE <= forms.length && i < MAX_SHINGLES; i++)
    keys.add(keyOf(forms.slice(i, i + SHINGLE)));
  return keys;
};

/** For every report of a story the number of its text: copies of one text share it. */
export const findCopies = (
  texts: readonly CodedText[],
  words: readonly (readonly Word[])[],
): readonly number[] => {
  const shingles = texts.map(({ report }, i) => shinglesOf(report.text, words[i] as readonly Word[]));
  const index = new Map<number, number[]>();
  const short = new Map<string, number>();
  const groups = new Groups(texts.length);
  for (const [b, keys] of shingles.entries()) {
    const shared = new Map<number, number>();
    for (const key of keys) {
      const reports = index.get(key);
      if (!reports) index.set(key, [b]);
      else {
        for (const a of reports) shared.set(a, (shared.get(a) ?? 0) + 1);
        if (reports.length < MAX_REPORTS) reports.push(b);
      }
    }
    for (const [a, count] of shared) {
      const shorter = Math.min(keys.size, shingles[a]?.size ?? 0);
      if (shorter >= MIN_SHINGLES && count / shorter >= COPIED_SHARE) groups.join(a, b);
    }
    if (keys.size < MIN_SHINGLES) {
      const text = texts[b]?.report.text ?? '';
      const same = short.get(text);
      if (same === undefined) short.set(text, b);
      else groups.join(same, b);
    }
  }
  return texts.map((_, i) => groups.root(i));
};
