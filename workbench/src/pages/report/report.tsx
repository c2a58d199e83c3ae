// One report: its words with what was read from them, and the records beside; either side lights the other.
import './report.css';
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { dayLabel, publishedLabel } from '../../../../src/synopsis/labels.ts';
import { type ReportWithCoding, useReport } from '../../api/reports.ts';
import { Answer } from '../../parts/answer.tsx';
import { useRowKeys } from '../../parts/row-keys.ts';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { usePlace, useQueryValue } from '../../url/place.ts';
import { AnnotatedText } from './annotated-text.tsx';
import { RecordList } from './record-list.tsx';
import { recordsOf, type TextRecord } from './records.ts';
import { strings } from './strings.ts';

/** `120-145` -> the span, null where it is none of this text. */
const readSpan = (value: string | null, length: number): { start: number; end: number } | null => {
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(value ?? '') ?? [];
  if (start === undefined || end === undefined) return null;
  const span = { start: Number(start), end: Math.min(Number(end), length) };
  return span.start < span.end ? span : null;
};

const isWebAddress = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url);

const Head = ({ whole }: { whole: ReportWithCoding }): ReactElement => {
  const { report, summary, versions } = whole;
  return (
    <header>
      <h1>
        <bdi>{report.title ?? report.id}</bdi>
      </h1>
      <p className="soft">
        {report.outlet !== null && <bdi>{report.outlet}</bdi>}
        {report.outlet !== null && ' · '}
        {publishedLabel(report.publishedAt, report.dateBasis)} · {report.language}
        {summary.story !== null && (
          <>
            {' · '}
            <Link to={`/stories/${encodeURIComponent(summary.story)}`}>{strings.story}</Link>
          </>
        )}
        {isWebAddress(report.url) && (
          <>
            {' · '}
            <a href={report.url} rel="noreferrer noopener" target="_blank">
              {strings.original}
            </a>
          </>
        )}
      </p>
      {versions.length > 1 && (
        <p className="small">
          {strings.versions}:{' '}
          {versions.map(({ id, addedAt, isCurrent }, at) => (
            <Link
              key={id}
              to={`/reports/${encodeURIComponent(id)}`}
              aria-current={id === report.id ? 'true' : undefined}
            >
              {strings.version(at + 1, dayLabel(addedAt), isCurrent)}
            </Link>
          ))}
        </p>
      )}
    </header>
  );
};

const Reading = ({ whole }: { whole: ReportWithCoding }): ReactElement => {
  const { report, coded, links } = whole;
  const records = useMemo(() => recordsOf(coded, report.text), [coded, report]);
  const byId = useMemo(() => new Map(records.map(record => [record.id, record])), [records]);
  const [chosen, choose] = useQueryValue('record');
  const [pointedId, point] = useState<string | null>(null);
  const at = usePlace().query.get('at');
  const target = useMemo(() => readSpan(at, report.text.length), [at, report]);
  const list = useRef<HTMLElement>(null);
  useRowKeys(list);
  useTitle(report.title ?? report.id);
  const select = useCallback((id: string) => choose(id === chosen ? null : id), [choose, chosen]);
  const selected: TextRecord | null = byId.get(chosen) ?? null;
  useEffect(() => {
    if (target) document.getElementById('at')?.scrollIntoView({ block: 'center' });
  }, [target]);
  const isNew = useRef(true);
  useEffect(() => {
    const beside = list.current !== null && getComputedStyle(list.current).position === 'sticky';
    // On a phone the list stands below the text: who chose in it stays there, who came by a link sees the words.
    if (selected && !target && (beside || isNew.current))
      document.querySelector('.report-text .mark-selected')?.scrollIntoView({ block: 'nearest' });
    if (selected && beside)
      document.getElementById(`record-${selected.id}`)?.scrollIntoView({ block: 'nearest' });
    isNew.current = false;
  }, [selected, target]);
  return (
    <article className="report">
      <Head whole={whole} />
      <div className="report-sides">
        <section aria-label={strings.text}>
          <AnnotatedText
            report={report}
            records={records}
            selected={selected}
            pointed={byId.get(pointedId ?? '') ?? null}
            target={target}
            select={select}
            point={point}
          />
        </section>
        <aside ref={list} aria-label={strings.records}>
          {records.length === 0 ? (
            <Empty title={strings.none} />
          ) : (
            <p className="soft small">{strings.selectHint}</p>
          )}
          <RecordList
            report={report.id}
            links={links}
            records={records}
            selected={selected}
            pointed={byId.get(pointedId ?? '') ?? null}
            select={select}
            point={point}
          />
          {coded.issues.length > 0 && (
            <section>
              <h2>{strings.issues}</h2>
              <ul className="soft small">
                {coded.issues.map(({ code, message, start }) => (
                  <li key={`${code}${start}${message}`}>{message}</li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </article>
  );
};

export const ReportPage = ({ id }: { id: string }): ReactElement => {
  const query = useReport(id);
  return <Answer query={query}>{whole => <Reading whole={whole} />}</Answer>;
};
