// The report's words in paragraphs. Words that a record rests on are marked by underline form and label; those of the
// selected record and of the one under the pointer stand out. Text is only ever text: nothing of it becomes markup.
import { memo, type ReactElement, useMemo } from 'react';
import type { Report } from '../../../../src/schema/report.ts';
import { type Span, spanContains } from '../../../../src/schema/span.ts';
import { paragraphsOf } from '../../../../src/synopsis/paragraphs.ts';
import { type MarkedRun, markText } from '../../parts/marked-text.ts';
import { isPlainClick } from '../../url/link.tsx';
import type { Role, RoleSpan, TextRecord } from './records.ts';
import { strings } from './strings.ts';

interface TextMark extends RoleSpan {
  /** `anchor` shows that there is a record; the others are of the record in hand. */
  readonly layer: 'anchor' | 'selected' | 'pointed' | 'target';
}

/** A text of very many records stays quick to draw: what is beyond has no anchor, and shows when selected. */
const MOST_ANCHORS = 3000;

/** Inner roles win over the evidence around them. */
const RANK: Readonly<Partial<Record<Role, number>>> = { evidence: 0, content: 1, mention: 2, relation: 2 };
const rankOf = ({ role, layer }: TextMark): number => (layer === 'anchor' ? -1 : (RANK[role] ?? 5));

const marksOf = (
  records: readonly TextRecord[],
  selected: TextRecord | null,
  pointed: TextRecord | null,
  target: Span | null,
): TextMark[] => [
  ...records
    .filter(({ kind }) => kind === 'event' || kind === 'statement' || kind === 'figure')
    .slice(0, MOST_ANCHORS)
    .map(({ id, kind, anchor }) => ({
      start: anchor.start,
      end: anchor.end,
      record: id,
      role:
        kind === 'figure' ? ('figure' as const) : kind === 'event' ? ('trigger' as const) : ('cue' as const),
      layer: 'anchor' as const,
    })),
  ...(selected?.spans ?? []).map(span => ({ ...span, layer: 'selected' as const })),
  ...(pointed && pointed !== selected ? pointed.spans : []).map(span => ({
    ...span,
    layer: 'pointed' as const,
  })),
  ...(target ? [{ ...target, record: '', role: 'evidence' as const, layer: 'target' as const }] : []),
];

interface RunProps {
  readonly run: MarkedRun<TextMark>;
  readonly select: (record: string) => void;
  readonly point: (record: string | null) => void;
}

const RunText = ({ run, select, point }: RunProps): ReactElement => {
  const { spans, text } = run;
  if (spans.length === 0) return <>{text}</>;
  const main = spans.reduce((best, span) => (rankOf(span) > rankOf(best) ? span : best));
  const layers = [...new Set(spans.map(({ layer }) => layer))];
  const anchor = spans.find(({ layer }) => layer === 'anchor');
  const classes = [...layers.map(layer => `mark-${layer}`), `role-${main.role}`].join(' ');
  const isEnd = main.end === run.end && main.layer === 'selected';
  const label = isEnd ? <small className="role-label">{strings.roles[main.role]}</small> : null;
  const id = spans.some(({ layer, start }) => layer === 'target' && start === run.start) ? 'at' : undefined;
  if (anchor === undefined)
    return (
      <mark className={classes} id={id}>
        {text}
        {label}
      </mark>
    );
  return (
    // a link flows with the text; a button would be a box that lines break around
    <a
      href={`?record=${encodeURIComponent(anchor.record)}`}
      className={`anchor ${classes}`}
      id={id}
      data-record={anchor.record}
      onClick={event => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        select(anchor.record);
      }}
      onMouseEnter={() => point(anchor.record)}
      onMouseLeave={() => point(null)}
      onFocus={() => point(anchor.record)}
      onBlur={() => point(null)}
    >
      {text}
      {label}
    </a>
  );
};

const Paragraph = memo(
  ({
    text,
    range,
    marks,
    isProse,
    select,
    point,
  }: {
    text: string;
    range: Span;
    marks: readonly TextMark[];
    isProse: boolean;
    select: RunProps['select'];
    point: RunProps['point'];
  }): ReactElement => (
    <p dir="auto" className={isProse ? undefined : 'aside'}>
      <bdi>
        {markText(text, marks, range).map(run => (
          <RunText key={run.start} run={run} select={select} point={point} />
        ))}
      </bdi>
    </p>
  ),
  (a, b) =>
    a.text === b.text &&
    a.select === b.select &&
    a.point === b.point &&
    a.marks.length === b.marks.length &&
    a.marks.every((mark, at) => {
      const other = b.marks[at] as TextMark;
      return (
        mark.record === other.record &&
        mark.role === other.role &&
        mark.layer === other.layer &&
        mark.start === other.start
      );
    }),
);

export const AnnotatedText = ({
  report,
  records,
  selected,
  pointed,
  target,
  select,
  point,
}: {
  report: Pick<Report, 'text' | 'nonProse'>;
  records: readonly TextRecord[];
  selected: TextRecord | null;
  pointed: TextRecord | null;
  target: Span | null;
  select: RunProps['select'];
  point: RunProps['point'];
}): ReactElement => {
  const paragraphs = useMemo(() => paragraphsOf(report.text), [report.text]);
  const marks = useMemo(
    () => marksOf(records, selected, pointed, target).sort((a, b) => a.start - b.start),
    [records, selected, pointed, target],
  );
  return (
    <div className="report-text">
      {paragraphs.map(range => (
        <Paragraph
          key={range.start}
          text={report.text}
          range={range}
          marks={marks.filter(({ start, end }) => start < range.end && end > range.start)}
          isProse={!report.nonProse.some(span => spanContains(span, range))}
          select={select}
          point={point}
        />
      ))}
    </div>
  );
};
