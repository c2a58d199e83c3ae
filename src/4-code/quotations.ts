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
]);
/** A quotation that never closes ends with its paragraph; no speech in print is longer than this. */
const MAX_LENGTH = { double: 4000, single: 400 };

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

const findClose = (text: string, from: number, open: string, close: string, limit: number): number => {
  for (let i = from; i < limit; i++) {
    const char = text[i];
    if (char === close) {
      // ’ inside a word is an apostrophe; after a word it closes unless a letter follows
      if (close === '’' && isLetter(text[i + 1])) continue;
      return i;
    }
    if (open !== close && char === open && open !== '‘') return -1;
    if (char === '\n' && /^\n\s*\n/.test(text.slice(i, i + 8))) return -1;
  }
  return -1;
};

const endOfParagraph = (text: string, from: number, limit: number): number => {
  const blank = text.slice(from, limit).search(/\n\s*\n/);
  return blank < 0 ? limit : from + blank;
};

export const findQuotations = (text: string, sentences: readonly Sentence[]): Quotation[] => {
  const found: Quotation[] = [];
  const first = sentences[0];
  const last = sentences.at(-1);
  if (!first || !last) return found;
  for (let i = first.start; i < last.end; i++) {
    const open = text[i] as string;
    const close = opening.get(open);
    if (close === undefined || isLetter(text[i - 1])) continue;
    if (open === '‘' && !isLetter(text[i + 1])) continue;
    const marks = open === '‘' ? 'single' : 'double';
    const limit = Math.min(last.end, i + MAX_LENGTH[marks]);
    const end = findClose(text, i + 1, open, close, limit);
    if (end >= 0) {
      found.push({ start: i, end: end + 1, inner: { start: i + 1, end }, marks });
      i = end;
    } else if (marks === 'double') {
      const stop = endOfParagraph(text, i, limit);
      found.push({ start: i, end: stop, inner: { start: i + 1, end: stop }, marks });
      i = stop;
    }
  }
  return found;
};
