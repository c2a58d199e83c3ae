// The words that a report's coding rests on as W3C Web Annotations (JSON-LD, Recommendation of 2017): a span each, by
// position and by quotation, so that it is found again where the text is shown elsewhere.
import type { CodedReport } from '../../schema/coded-report.ts';
import type { Report } from '../../schema/report.ts';
import type { Span } from '../../schema/span.ts';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
const AROUND = 32;

/** Web Annotation counts code points, the store UTF-16 code units. */
const codePointsIn = (text: string): ((offset: number) => number) => {
  if (!/[\uD800-\uDBFF]/.test(text)) return offset => offset;
  const counts = new Uint32Array(text.length + 1);
  for (let at = 0, count = 0; at < text.length; count++) {
    const width = (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
    counts.fill(count + 1, at + 1, at + width + 1);
    at += width;
  }
  return offset => counts[offset] ?? 0;
};

const selectorsOf = (
  text: string,
  codePoints: (offset: number) => number,
  { start, end }: Span,
): object[] => [
  { type: 'TextPositionSelector', start: codePoints(start), end: codePoints(end) },
  {
    type: 'TextQuoteSelector',
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - AROUND), start),
    suffix: text.slice(end, end + AROUND),
  },
];

interface Item {
  readonly kind: 'event' | 'statement' | 'figure';
  readonly id: string;
  readonly value: string;
  readonly spans: readonly Span[];
}

const itemsOf = ({ events, statements, figures, entities }: CodedReport): Item[] => {
  const nameOf = (id: string | undefined): string => entities.find(each => each.id === id)?.name ?? 'unnamed';
  return [
    ...events.map(({ id, type, mode, status, trigger, evidence }) => ({
      kind: 'event' as const,
      id,
      value: `${type}${mode === null ? '' : `/${mode}`}, ${status}`,
      spans: [trigger, ...evidence],
    })),
    ...statements.map(({ id, act, speaker, content }) => ({
      kind: 'statement' as const,
      id,
      value: `${nameOf(speaker?.entity)} ${act}`,
      spans: content,
    })),
    ...figures.map(({ id, measure, comparator, value, start, end }) => ({
      kind: 'figure' as const,
      id,
      value: `${measure} ${comparator} ${value}`,
      spans: [{ start, end }],
    })),
  ];
};

/** Ids are URNs of report and item; the target is the report's address where it has one. */
export const annotationsOf = (report: Report, coded: CodedReport): object[] => {
  const source = report.url ?? `urn:synoptic:report:${encodeURIComponent(report.id)}`;
  const codePoints = codePointsIn(report.text);
  return itemsOf(coded).map(({ kind, id, value, spans }) => ({
    '@context': CONTEXT,
    id: `urn:synoptic:${kind}:${encodeURIComponent(report.id)}:${id}`,
    type: 'Annotation',
    motivation: 'classifying',
    body: { type: 'TextualBody', purpose: 'classifying', format: 'text/plain', language: 'en', value },
    target: spans.map(span => ({ source, selector: selectorsOf(report.text, codePoints, span) })),
  }));
};
