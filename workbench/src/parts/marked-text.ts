// Spans over a text, crossing as they like -> runs of text, each with the spans that cover it, in one pass.
import type { Span } from '../../../src/schema/span.ts';

export interface MarkedRun<S extends Span> extends Span {
  readonly text: string;
  readonly spans: readonly S[];
}

/** Runs in order that together are `text` from `range.start` to `range.end`, word for word. */
export const markText = <S extends Span>(
  text: string,
  spans: readonly S[],
  range: Span = { start: 0, end: text.length },
): MarkedRun<S>[] => {
  const inside = spans.filter(({ start, end }) => start < range.end && end > range.start && end > start);
  const cuts = new Set([range.start, range.end]);
  for (const { start, end } of inside) {
    cuts.add(Math.max(range.start, start));
    cuts.add(Math.min(range.end, end));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const byStart = [...inside].sort((a, b) => a.start - b.start || b.end - a.end);
  let open: S[] = [];
  let at = 0;
  return edges.slice(0, -1).map((start, edge) => {
    const end = edges[edge + 1] as number;
    open = open.filter(span => span.end > start);
    for (let next = byStart[at]; next && next.start <= start; next = byStart[at]) {
      open.push(next);
      at++;
    }
    return { start, end, text: text.slice(start, end), spans: [...open] };
  });
};
