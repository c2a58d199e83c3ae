// Line breaks -> paragraph and line boundaries. A blank line always parts; a single line break parts unless it is a
// line wrap, that is, unless the next word would not have fitted on the line.
import type { Span } from '../schema/span.ts';

export const JOINED = 0;
export const SPACED = 1;
/** A line wrap. */
export const WRAPPED = 2;
/** A deliberate line break: headline, list item, verse. */
export const LINE = 3;
export const PARAGRAPH = 4;

/** Nobody wraps lines wider than this; longer ones are whole paragraphs. */
const WIDEST_WRAP = 120;
/** Ragged margins leave this much room. */
const SLACK = 12;
const LIST_ITEM = /^\s*(?:[-*•·–—▪]\s|\(?\d{1,3}[.)]\s)/;

/** What stands between each token and the next: `gaps[i]` follows token i. */
export function readLayout(text: string, tokens: readonly Span[], skip: readonly Span[]): Uint8Array {
  const gaps = new Uint8Array(tokens.length);
  const widths = new LineWidths(text);
  let hole = 0;
  for (let i = 0; i < tokens.length; i++) {
    const { end } = tokens[i] as Span;
    const next = tokens[i + 1]?.start ?? text.length;
    while (hole < skip.length && (skip[hole] as Span).end <= end) hole++;
    if (hole < skip.length && (skip[hole] as Span).start < next) gaps[i] = PARAGRAPH;
    else gaps[i] = next === end ? JOINED : readGap(text, end, next, widths);
  }
  return gaps;
}

function readGap(text: string, end: number, next: number, widths: LineWidths): number {
  let breaks = 0;
  for (let i = end; i < next; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 0x2028 || (code === 13 && text.charCodeAt(i + 1) !== 10)) breaks++;
    else if (code === 12 || code === 0x2029) breaks += 2;
  }
  if (breaks === 0) return SPACED;
  if (breaks > 1) return PARAGRAPH;
  return widths.isWrap(end, next) ? WRAPPED : LINE;
}

/** Widest line of each block of lines, found once a block. */
class LineWidths {
  readonly #text: string;
  #blockEnd = -1;
  #widest = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isWrap(end: number, next: number): boolean {
    const text = this.#text;
    if (LIST_ITEM.test(text.slice(next, next + 8))) return false;
    if (end >= this.#blockEnd) this.#measure(end);
    if (this.#widest > WIDEST_WRAP) return false;
    if (/^\p{Ll}/u.test(text.slice(next, next + 2)) && !/[.!?:]/.test(text.charAt(end - 1))) return true;
    const lineStart = Math.max(text.lastIndexOf('\n', end - 1), end - WIDEST_WRAP) + 1;
    const word = /^\S*/.exec(text.slice(next, next + WIDEST_WRAP))?.[0].length ?? 0;
    return end - lineStart + 1 + word > this.#widest - SLACK && end - lineStart > this.#widest / 2;
  }

  #measure(from: number): void {
    const text = this.#text;
    let lineStart = text.lastIndexOf('\n', from - 1) + 1;
    this.#widest = 0;
    for (;;) {
      const found = text.indexOf('\n', lineStart);
      const lineEnd = found < 0 ? text.length : found;
      this.#widest = Math.max(this.#widest, lineEnd - lineStart);
      this.#blockEnd = lineEnd;
      if (found < 0 || this.#widest > WIDEST_WRAP) return;
      lineStart = lineEnd + 1;
      if (/^[\t \r]*(?:\n|$)/.test(text.slice(lineStart, lineStart + 80))) return;
    }
  }
}
