// Offsets: UTF-16 code units into a report's verbatim text, half-open.

export interface Span {
  readonly start: number;
  readonly end: number;
}

export const spansOverlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const spanContains = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;
