// A report's text with the passages that the synopsis quotes becomes HTML paragraphs: every passage is an element with
// an anchor, and where two passages cross, the later one is split so that elements nest.

import { type Span, spanContains } from '../schema/span.ts';
import { escapeHtml } from './escape-html.ts';
import { paragraphsOf } from './paragraphs.ts';
import type { Witness } from './synopsis.ts';

export interface QuotedSpan extends Span {
  /** Anchors and numbers of the rows that quote it. */
  readonly rows: readonly { readonly anchor: string; readonly number: number }[];
}

/** Spans that would flood a page are no help to a reader; what is beyond is shown without an anchor. */
const MOST_SPANS = 5000;

/** The element id of a quoted span; `witness` is the report's number in the synopsis. */
export const spanAnchor = (witness: number, { start, end }: Span): string => `w${witness}-${start}-${end}`;

const openTag = (span: QuotedSpan, witness: number, isFirst: boolean): string =>
  isFirst ? `<span class="q" id="${spanAnchor(witness, span)}">` : '<span class="q">';

const backLinks = ({ rows }: QuotedSpan): string =>
  rows.map(({ anchor, number }) => `<a class="back" href="#${anchor}">${number}</a>`).join('');

const paragraphHtml = (
  text: string,
  paragraph: Span,
  spans: readonly QuotedSpan[],
  witness: number,
  opened: Set<QuotedSpan>,
  isProse: boolean,
): string => {
  const cuts = new Set([paragraph.start, paragraph.end]);
  for (const { start, end } of spans)
    for (const at of [start, end]) if (at > paragraph.start && at < paragraph.end) cuts.add(at);
  const edges = [...cuts].sort((a, b) => a - b);
  const stack: QuotedSpan[] = [];
  let html = '';
  for (const [at, start] of edges.slice(0, -1).entries()) {
    const end = edges[at + 1] as number;
    const wanted = spans.filter(span => span.start < end && span.end > start);
    let shared = 0;
    while (shared < stack.length && stack[shared] === wanted[shared]) shared++;
    while (stack.length > shared) {
      stack.pop();
      html += '</span>';
    }
    for (const span of wanted.slice(shared)) {
      html += openTag(span, witness, !opened.has(span));
      opened.add(span);
      stack.push(span);
    }
    html += escapeHtml(text.slice(start, end));
    for (const span of wanted) if (span.end === end) html += backLinks(span);
  }
  return `<p${isProse ? '' : ' class="aside"'}><bdi>${html}${'</span>'.repeat(stack.length)}</bdi></p>`;
};

/** Paragraphs of the whole text; `spans` in any order. */
export const reportTextHtml = (
  { text, nonProse, number }: Pick<Witness, 'text' | 'nonProse' | 'number'>,
  spans: readonly QuotedSpan[],
): string => {
  const inOrder = [...spans].sort((a, b) => a.start - b.start || b.end - a.end).slice(0, MOST_SPANS);
  const opened = new Set<QuotedSpan>();
  let from = 0;
  return paragraphsOf(text)
    .map(paragraph => {
      while (from < inOrder.length && (inOrder[from] as QuotedSpan).end <= paragraph.start) from++;
      const inside: QuotedSpan[] = [];
      for (let at = from; at < inOrder.length; at++) {
        const span = inOrder[at] as QuotedSpan;
        if (span.start >= paragraph.end) break;
        if (span.end > paragraph.start) inside.push(span);
      }
      const isProse = !nonProse.some(span => spanContains(span, paragraph));
      return paragraphHtml(text, paragraph, inside, number, opened, isProse);
    })
    .join('\n');
};
