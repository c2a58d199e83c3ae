// The records beside the text, by kind; the one in hand says more, and why.
import type { ReactElement } from 'react';
import { STANDING_LABELS } from '../../../../src/synopsis/labels.ts';
import type { ReportWithCoding } from '../../api/reports.ts';
import { QuadMark } from '../../parts/quad.tsx';
import { Link } from '../../url/link.tsx';
import { RECORD_KINDS, type TextRecord } from './records.ts';
import { strings } from './strings.ts';
import { Why } from './why.tsx';

/** From a mention to what the reports together support. */
const EventLink = ({
  links,
  mention,
}: {
  links: ReportWithCoding['links'];
  mention: string;
}): ReactElement | null => {
  const link = links.find(one => one.mention === mention);
  return link === undefined ? null : (
    <p className="why">
      <Link to={`/events/${encodeURIComponent(link.event)}`}>
        {strings.event(STANDING_LABELS[link.standing])}
      </Link>
    </p>
  );
};

export const RecordList = ({
  report,
  links,
  records,
  selected,
  pointed,
  select,
  point,
}: {
  report: string;
  links: ReportWithCoding['links'];
  records: readonly TextRecord[];
  selected: TextRecord | null;
  pointed: TextRecord | null;
  select: (record: string) => void;
  point: (record: string | null) => void;
}): ReactElement => (
  <>
    {RECORD_KINDS.map(kind => {
      const ofKind = records.filter(record => record.kind === kind);
      if (ofKind.length === 0) return null;
      return (
        <section key={kind}>
          <h2>
            {strings.kinds[kind]} <span className="soft numbers">{ofKind.length}</span>
          </h2>
          <ul>
            {ofKind.map(record => (
              <li
                key={record.id}
                className={record === pointed ? 'is-pointed' : undefined}
                style={{ paddingInlineStart: `${record.depth * 1.2}rem` }}
              >
                <button
                  type="button"
                  data-row
                  id={`record-${record.id}`}
                  aria-pressed={record === selected}
                  onClick={() => select(record.id)}
                  onMouseEnter={() => point(record.id)}
                  onMouseLeave={() => point(null)}
                  onFocus={() => point(record.id)}
                  onBlur={() => point(null)}
                >
                  <span className="record-head">
                    {record.quad !== null && <QuadMark quad={record.quad} />} <bdi>{record.head}</bdi>
                    <span className="soft numbers record-id">{record.id}</span>
                  </span>
                  <bdi className="record-line">{record.line}</bdi>
                  {record.notes.length > 0 && <span className="soft">{record.notes.join(' · ')}</span>}
                </button>
                {record === selected && <EventLink links={links} mention={record.id} />}
                {record === selected && record.kind !== 'relation' && (
                  <Why report={report} record={record.id} />
                )}
              </li>
            ))}
          </ul>
        </section>
      );
    })}
  </>
);
