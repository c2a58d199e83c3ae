// A report's text -> its paragraphs as spans, for every form in which it is shown.
import type { Span } from '../schema/span.ts';

/** Paragraphs as ranges of the text: parted at line ends, empty ones left out. */
export const paragraphsOf = (text: string): Span[] => {
  const paragraphs: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r?\n[^\S\n]*(?:\r?\n\s*)?/g)) {
    paragraphs.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  paragraphs.push({ start, end: text.length });
  return paragraphs.filter(({ start, end }) => /\S/.test(text.slice(start, end)));
};
