// Wordings of one quotation become the words in which they differ: longest common subsequence of words, sentence by
// sentence (Wagner and Fischer 1974), so that what one outlet quotes further is not taken for a variant.
import type { Span } from '../schema/span.ts';

interface Word extends Span {
  readonly key: string;
  readonly sentence: number;
}

const LONGEST = 300;
const MOST_WORDINGS = 8;
/** A sentence is a version of another only if this share of its words returns there. */
const KINSHIP = 0.4;

const wordsOf = (text: string): Word[] => {
  const words: Word[] = [];
  let sentence = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|[.!?]+/gu)) {
    if (/^[.!?]/.test(match[0])) sentence++;
    else {
      const key = match[0].toLowerCase().replaceAll('’', "'");
      words.push({ start: match.index, end: match.index + match[0].length, key, sentence });
    }
    if (words.length >= LONGEST) break;
  }
  return words;
};

/** Pairs of indices of a longest common subsequence. */
const commonPairs = (a: readonly Word[], b: readonly Word[]): [number, number][] => {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] =
        a[i]?.key === b[j]?.key
          ? (lengths[at + width + 1] as number) + 1
          : Math.max(lengths[at + width] as number, lengths[at + 1] as number);
    }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]?.key === b[j]?.key) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) i++;
    else j++;
  }
  return pairs;
};

/** Sentences of `words` that are versions of something on the other side. */
const kinOf = (words: readonly Word[], matched: readonly number[]): Set<number> => {
  const all = new Map<number, number>();
  const hits = new Map<number, number>();
  for (const word of words) all.set(word.sentence, (all.get(word.sentence) ?? 0) + 1);
  for (const at of matched) {
    const sentence = (words[at] as Word).sentence;
    hits.set(sentence, (hits.get(sentence) ?? 0) + 1);
  }
  return new Set(
    [...hits].filter(([sentence, n]) => n >= KINSHIP * (all.get(sentence) ?? 1)).map(([s]) => s),
  );
};

/** Indices of the words of `a` that stand otherwise or not at all in `b`. */
const variantWords = (a: readonly Word[], b: readonly Word[]): Set<number> => {
  const pairs = commonPairs(a, b);
  const kinA = kinOf(
    a,
    pairs.map(([i]) => i),
  );
  const kinB = kinOf(
    b,
    pairs.map(([, j]) => j),
  );
  const kept = new Set(
    pairs
      .filter(([i, j]) => kinA.has((a[i] as Word).sentence) && kinB.has((b[j] as Word).sentence))
      .map(([i]) => i),
  );
  return new Set([...a.keys()].filter(i => kinA.has((a[i] as Word).sentence) && !kept.has(i)));
};

/** For every wording, the spans of it in which it differs from any of the others; neighbours are joined. */
export const differingSpans = (wordings: readonly string[]): Span[][] => {
  const split = wordings.map(wordsOf);
  const distinct = new Map(split.map(words => [words.map(word => word.key).join(' '), words]));
  const others = [...distinct.values()].slice(0, MOST_WORDINGS);
  return split.map(words => {
    const variants = new Set<number>();
    for (const other of others) for (const at of variantWords(words, other)) variants.add(at);
    const spans: Span[] = [];
    for (const [at, word] of words.entries()) {
      if (!variants.has(at)) continue;
      const last = spans.at(-1);
      if (last && variants.has(at - 1)) spans[spans.length - 1] = { start: last.start, end: word.end };
      else spans.push({ start: word.start, end: word.end });
    }
    return spans;
  });
};
