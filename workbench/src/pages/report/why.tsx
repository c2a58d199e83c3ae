// Why a record was coded so: the reasons that `code --explain` gives, each with its words and the line that says so.
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Explanation, Reason } from '../../../../src/schema/explanation.ts';
import { getJson } from '../../api/client.ts';
import { strings } from './strings.ts';

const Reasons = ({ reasons }: { reasons: readonly Reason[] }): ReactElement => (
  <ul className="reasons">
    {reasons.map(({ about, says, words, source, because }) => (
      <li key={`${about}${says}`}>
        <b>{about}</b> {says}
        {words.map(({ start, text }) => (
          <q key={start}>{text}</q>
        ))}
        {source !== null && <code>{source}</code>}
        {because.length > 0 && <Reasons reasons={because} />}
      </li>
    ))}
  </ul>
);

export const Why = ({ report, record }: { report: string; record: string }): ReactElement => {
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['reports', report, 'explain', record],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly Explanation[] }>(
        `/reports/${encodeURIComponent(report)}/explain`,
        { asked: record },
        signal,
      ),
    enabled: isOpen,
  });
  return (
    <details className="why" onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>{strings.why}</summary>
      {data?.items.length === 0 && <p className="soft">{strings.noWhy}</p>}
      {data?.items.map(({ says, reasons }) => (
        <div key={says}>
          <p>{says}</p>
          <Reasons reasons={reasons} />
        </div>
      ))}
      {!data && !error && <p className="soft">{strings.whyLoading}</p>}
      {error && <p className="soft">{error.message}</p>}
    </details>
  );
};
