// A coded span becomes the passage a reader is shown: the clause or sentence around it, cut at words where it is
// long, with the words the coding rests on marked in place.
import type { Report } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';

export type Mark = 'trigger' | 'variant' | 'actor' | 'recipient' | 'place' | 'time' | 'figure';

/** Marks of the words that a row is about; the others tell who, whom, where and when around them. */
export const isTelling = (mark: Mark | null): boolean =>
  mark === 'trigger' || mark === 'variant' || mark === 'figure';

/** A stretch of a passage; `gap` stands for words left out. */
export type Run =
  | { readonly kind: 'text'; readonly text: string; readonly mark: Mark | null }
  | { readonly kind: 'gap' };

export interface Passage extends Span {
  /** Report id; the span is the range quoted, without what a gap leaves out. */
  readonly report: string;
  readonly runs: readonly Run[];
}

export interface MarkedSpan extends Span {
  readonly mark: Mark;
}

const LONGEST_PASSAGE = 280;
/** How far a sentence's end is sought: a text without one must not be walked to its end. */
const SIGHT = 400;
const SENTENCE_END = /[.!?…]["'”’»)\]]*\s+(?=["'“‘«([]*[\p{Lu}\p{N}])|\n\s*\n/gu;

/** The sentence around a span, found without a parse: for spans whose clause the coder did not give. */
const sentenceAround = (text: string, { start, end }: Span): Span => {
  const before = text.slice(Math.max(0, start - SIGHT), start);
  const after = text.slice(end, end + SIGHT);
  let from = start - before.length;
  for (const match of before.matchAll(SENTENCE_END))
    from = start - before.length + match.index + match[0].length;
  const stop = [...after.matchAll(SENTENCE_END)][0];
  return { start: from, end: stop ? end + stop.index + stop[0].length : end + after.length };
};

const hullOf = (spans: readonly Span[]): Span => ({
  start: Math.min(...spans.map(span => span.start)),
  end: Math.max(...spans.map(span => span.end)),
});

/** Keeps clear of a dateline or a leading date line that is not prose. */
const clipToProse = (range: Span, focus: Span, nonProse: Report['nonProse']): Span => {
  let { start, end } = range;
  for (const span of nonProse) {
    if (span.end <= focus.start) start = Math.max(start, span.end);
    if (span.start >= focus.end) end = Math.min(end, span.start);
  }
  return { start, end };
};

const trimmed = (text: string, { start, end }: Span): Span => {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from] as string)) from++;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  return { start: from, end: to };
};

const PAIRS = [
  ['“', '”'],
  ['‘', '’'],
  ['(', ')'],
  ['"', '"'],
] as const;

/** A quotation that the clause opens and whose end stands just behind it is closed. */
const closed = (text: string, { start, end }: Span): Span => {
  const words = text.slice(Math.max(start, end - SIGHT), end);
  const isOpen = (open: string, close: string): boolean => {
    const at = words.lastIndexOf(open);
    if (open === close) return words.split(open).length % 2 === 0;
    return at >= 0 && words.lastIndexOf(close) < at;
  };
  const behind = /^[.,!?]?([”’)"])/.exec(text.slice(end, end + 2));
  const isEnd = behind && PAIRS.some(([open, close]) => close === behind[1] && isOpen(open, close));
  return isEnd ? { start, end: end + behind[0].length } : { start, end };
};

/** At most `longest` units around the focus, cut between words. */
const shortened = (text: string, range: Span, focus: Span, longest: number): Span => {
  if (range.end - range.start <= longest) return range;
  const room = Math.max(0, longest - (focus.end - focus.start));
  let start = Math.max(range.start, focus.start - Math.floor(room / 2));
  let end = Math.min(range.end, start + longest);
  start = Math.max(range.start, end - longest);
  if (start > range.start) {
    const space = text.slice(start, focus.start).search(/\s/);
    start = space < 0 ? Math.min(start, focus.start) : start + space;
  }
  if (end < range.end) {
    const space = text.slice(Math.min(focus.end, end), end).search(/\s\S*$/);
    end = space < 0 ? end : Math.min(focus.end, end) + space;
  }
  return trimmed(text, { start, end });
};

/** Text of `range` in runs; later marks lie over earlier ones. */
const runsOf = (text: string, range: Span, marks: readonly MarkedSpan[]): Run[] => {
  const painted: (Mark | null)[] = new Array(range.end - range.start).fill(null);
  for (const { start, end, mark } of marks)
    for (let at = Math.max(start, range.start); at < Math.min(end, range.end); at++)
      painted[at - range.start] = mark;
  const runs: Run[] = [];
  for (let from = 0; from < painted.length; ) {
    let to = from + 1;
    while (to < painted.length && painted[to] === painted[from]) to++;
    const mark = painted[from] ?? null;
    runs.push({ kind: 'text', text: text.slice(range.start + from, range.start + to), mark });
    from = to;
  }
  return runs;
};

/** Shows exactly `range`, cut around `focus` where it is too long. */
const passageIn = (
  report: Report,
  full: Span,
  focus: Span,
  marks: readonly MarkedSpan[],
  longest: number,
): Passage => {
  const range = shortened(report.text, full, focus, longest);
  const runs = runsOf(report.text, range, marks);
  if (range.start > full.start) runs.unshift({ kind: 'gap' });
  if (range.end < full.end) runs.push({ kind: 'gap' });
  return { report: report.id, ...range, runs };
};

/** The passage for a coded span: its evidence where that says more than the span itself, else its sentence. */
export const quotePassage = (
  report: Report,
  focus: Span,
  evidence: readonly Span[],
  marks: readonly MarkedSpan[],
  longest = LONGEST_PASSAGE,
): Passage => {
  const near = evidence.filter(span => span.end > focus.start - SIGHT && span.start < focus.end + SIGHT);
  const hull = hullOf([focus, ...near]);
  const isTelling = hull.end - hull.start > focus.end - focus.start + 12;
  const wide = isTelling ? hull : sentenceAround(report.text, focus);
  return passageIn(
    report,
    closed(report.text, trimmed(report.text, clipToProse(wide, focus, report.nonProse))),
    focus,
    marks,
    longest,
  );
};

/** The passage for words quoted as they stand: a quotation. */
export const quoteWords = (report: Report, span: Span, marks: readonly MarkedSpan[]): Passage => {
  const start = marks[0]?.start ?? span.start;
  return passageIn(
    report,
    closed(report.text, trimmed(report.text, span)),
    { start, end: start },
    marks,
    LONGEST_PASSAGE,
  );
};
