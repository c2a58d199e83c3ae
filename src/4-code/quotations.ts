// Quotation marks -> quoted spans. Marks are paired by their shapes; an apostrophe is no mark, and a paragraph that
// opens a quotation without closing it goes on in the next one that opens anew, as newspapers print.
import type { Sentence } from '../schema/analysis.ts';
import type { Span } from '../schema/span.ts';

export interface Quotation extends Span {
  /** The words between the marks. */
  readonly inner: Span;
  readonly marks: 'double' | 'single';
}

const opening = new Map([
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['‘', '’'],
  ['"', '"'],
  // as wire services and archives type them
  ["''", "''"],
  ['""', '""'],
  ['``', "''"],
]);
/** A quotation that never closes ends with its paragraph; no speech in print is longer than this. */
const MAX_LENGTH = { double: 4000, single: 400 };

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

const findClose = (text: string, from: number, open: string, close: string, limit: number): number => {
  for (let i = from; i < limit; i++) {
    const char = text[i];
    if (text.startsWith(close, i)) {
      // ’ inside a word is an apostrophe; after a word it closes unless a letter follows
      if (close === '’' && isLetter(text[i + 1])) continue;
      return i;
    }
    if (open !== close && char === open && open !== '‘') return -1;
    if (char === '\n' && /^\n\s*\n/.test(text.slice(i, i + 8))) return -1;
  }
  return -1;
};

/** Where each paragraph ends, and whether the one after it opens with a mark of its own. */
const paragraphsOf = (
  text: string,
  sentences: readonly Sentence[],
): Map<number, { end: number; goesOn: boolean }> => {
  const paragraphs = new Map<number, { end: number; goesOn: boolean }>();
  for (const [i, { paragraph, end }] of sentences.entries()) {
    const next = sentences[i + 1];
    const goesOn = next !== undefined && next.paragraph !== paragraph && markAt(text, next.start) !== null;
    paragraphs.set(paragraph, { end, goesOn });
  }
  return paragraphs;
};

export const findQuotations = (text: string, sentences: readonly Sentence[]): Quotation[] => {
  const found: Quotation[] = [];
  const paragraphs = paragraphsOf(text, sentences);
  let past = 0;
  for (const sentence of sentences) {
    const paragraph = paragraphs.get(sentence.paragraph);
    if (!paragraph) continue;
    for (let i = Math.max(past, sentence.start); i < sentence.end; i++) {
      const quotation = quotationAt(text, i, paragraph);
      if (!quotation) continue;
      found.push(quotation);
      i = quotation.end - 1;
      past = quotation.end;
    }
  }
  return found;
};

const quotationAt = (
  text: string,
  start: number,
  paragraph: { readonly end: number; readonly goesOn: boolean },
): Quotation | null => {
  const open = markAt(text, start);
  const close = open && opening.get(open);
  if (!open || !close || isLetter(text[start - 1])) return null;
  const from = start + open.length;
  if (open === '‘' && !isLetter(text[from])) return null;
  // a straight mark before a space closes something that was never opened
  if (open === close && /\s/.test(text[from] ?? ' ')) return null;
  const marks = open === '‘' ? 'single' : 'double';
  const limit = Math.min(paragraph.end, start + MAX_LENGTH[marks]);
  const end = findClose(text, from, open, close, limit);
  if (end >= 0) return { start, end: end + close.length, inner: { start: from, end }, marks };
  if (marks !== 'double' || !paragraph.goesOn) return null;
  return { start, end: limit, inner: { start: from, end: limit }, marks };
};

/** The mark that opens at an offset, the longest there. */
const markAt = (text: string, at: number): string | null => {
  const two = text.slice(at, at + 2);
  if (opening.has(two)) return two;
  const one = text[at] ?? '';
  return opening.has(one) ? one : null;
};

/** Whether an opening mark ends right before the offset. */
export const isAfterMark = (text: string, at: number): boolean =>
  opening.has(text[at - 1] ?? '') || opening.has(text.slice(at - 2, at));
