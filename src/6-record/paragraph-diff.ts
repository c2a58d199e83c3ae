// Two texts of one page -> what became of its paragraphs: kept, changed, added, taken out.
import { hashOf } from './hash.ts';

export interface ParagraphChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** The paragraph before, null where it is new. */
  readonly before: string | null;
  /** The paragraph after, null where it is gone. */
  readonly after: string | null;
}

/** A longer text is compared as two lists without order. */
const MOST_PARAGRAPHS = 1500;
/** Share of words in common from which a paragraph is the same one, changed. */
const SAME = 0.5;

const paragraphsOf = (text: string): readonly string[] =>
  text
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '');

/** Lengths of the longest common subsequence of the two tails, row by row. */
const commonTails = (a: readonly string[], b: readonly string[]): readonly Uint16Array[] => {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [row, below] = [rows[i] as Uint16Array, rows[i + 1] as Uint16Array];
      row[j] =
        a[i] === b[j] ? (below[j + 1] as number) + 1 : Math.max(below[j] as number, row[j + 1] as number);
    }
  return rows;
};

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

const likeness = (a: string, b: string): number => {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  let shared = 0;
  for (const word of x) if (y.has(word)) shared++;
  return shared / Math.max(1, x.size, y.size);
};

/** Taken out and put in between two paragraphs that stayed: those alike are one that changed. */
const pair = (removed: readonly string[], added: readonly string[]): ParagraphChange[] => {
  const left = [...added];
  const changes: ParagraphChange[] = [];
  for (const before of removed) {
    const at = left.findIndex(after => likeness(before, after) >= SAME);
    const [after = null] = at < 0 ? [] : left.splice(at, 1);
    changes.push({ kind: after === null ? 'removed' : 'changed', before, after });
  }
  return [...changes, ...left.map(after => ({ kind: 'added' as const, before: null, after }))];
};

const diffUnordered = (a: readonly string[], b: readonly string[]): ParagraphChange[] => {
  const [before, after] = [new Set(a.map(hashOf)), new Set(b.map(hashOf))];
  return [
    ...a
      .filter(each => !after.has(hashOf(each)))
      .map(each => ({ kind: 'removed' as const, before: each, after: null })),
    ...b
      .filter(each => !before.has(hashOf(each)))
      .map(each => ({ kind: 'added' as const, before: null, after: each })),
  ];
};

/** In the order of the later text. */
export const diffParagraphs = (before: string, after: string): readonly ParagraphChange[] => {
  const [a, b] = [paragraphsOf(before), paragraphsOf(after)];
  if (Math.max(a.length, b.length) > MOST_PARAGRAPHS) return diffUnordered(a, b);
  const tails = commonTails(a, b);
  const changes: ParagraphChange[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push(...pair(removed, added));
      [removed, added] = [[], []];
      i++;
      j++;
    } else if (j < b.length && (i >= a.length || (tails[i]?.[j + 1] ?? 0) >= (tails[i + 1]?.[j] ?? 0)))
      added.push(b[j++] as string);
    else removed.push(a[i++] as string);
  }
  return [...changes, ...pair(removed, added)];
};
