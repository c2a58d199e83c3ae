// What is on its way, what was handed in and came of it, and the newest reports of the store.
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ReportSummary } from '../../../../src/6-record/index.ts';
import { dayLabel } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import { Ago } from '../../parts/ago.tsx';
import { Link } from '../../url/link.tsx';
import { strings } from './strings.ts';
import type { Tray } from './tray.ts';

interface Job {
  readonly id: string;
  readonly at: string;
  readonly name: string | null;
  readonly state: keyof typeof strings.states;
  readonly received: number;
  readonly added: number;
  readonly known: number;
  readonly reports: readonly string[];
  readonly problems: readonly { readonly line: number | null; readonly message: string }[];
}

const MOST_JOBS = 20;
const MOST_LINKS = 3;
const MOST_PROBLEMS = 10;

const isOpen = ({ state }: Job): boolean => state === 'waiting' || state === 'working';
const ofReport = (id: string): string => `/reports/${encodeURIComponent(id)}`;

export const OnTheWay = ({ tray: { parcels, forgetFailed } }: { tray: Tray }): ReactElement | null => {
  if (parcels.length === 0) return null;
  return (
    <section aria-live="polite">
      <h2>{strings.sending}</h2>
      <ul className="parcels">
        {parcels.map(({ key, name, kind, state, message }) => (
          <li key={key} role={state === 'failed' ? 'alert' : undefined}>
            <bdi>{name}</bdi>:{' '}
            {state === 'failed'
              ? message
              : state === 'waiting'
                ? strings.waits
                : kind === 'link'
                  ? strings.isFetched
                  : strings.isSent}
          </li>
        ))}
      </ul>
      {parcels.some(({ state }) => state === 'failed') && (
        <button type="button" onClick={forgetFailed}>
          {strings.forget}
        </button>
      )}
    </section>
  );
};

const JobLine = ({ job }: { job: Job }): ReactElement => (
  <li>
    {isOpen(job) && <progress aria-label={strings.states[job.state]} />} <b>{strings.states[job.state]}</b>{' '}
    <bdi>{job.name}</bdi>{' '}
    <span className="small soft">
      {strings.counts(job.received, job.added, job.known)} · <Ago moment={job.at} />
    </span>{' '}
    {job.reports.slice(0, MOST_LINKS).map(id => (
      <span key={id}>
        <Link to={ofReport(id)}>
          <bdi>{id}</bdi>
        </Link>{' '}
      </span>
    ))}
    {job.added + job.known > MOST_LINKS && job.reports.length > 0 && (
      <span className="soft">
        {strings.more(job.added + job.known - Math.min(MOST_LINKS, job.reports.length))}
      </span>
    )}
    {job.problems.length > 0 && (
      <ul className="small">
        {job.problems.slice(0, MOST_PROBLEMS).map(({ line, message }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same message may come twice
          <li key={at}>
            {strings.problemLine(line)}
            <bdi>{message}</bdi>
          </li>
        ))}
        {job.problems.length > MOST_PROBLEMS && <li>{strings.more(job.problems.length - MOST_PROBLEMS)}</li>}
      </ul>
    )}
  </li>
);

export const Jobs = (): ReactElement | null => {
  const { data } = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => getJson<{ items: readonly Job[] }>('/jobs', {}, signal),
    // The stream tells of changes; this is for when it does not.
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? 2000 : false),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h2>{strings.progress}</h2>
      <ul aria-live="polite" className="jobs">
        {data.items.slice(0, MOST_JOBS).map(job => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
};

export const Newest = (): ReactElement | null => {
  const { data } = useQuery({
    queryKey: ['reports', 'newest'],
    queryFn: ({ signal }) => getJson<{ items: readonly ReportSummary[] }>('/reports', { limit: 10 }, signal),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h2>{strings.newest}</h2>
      <ul>
        {data.items.map(({ id, title, outlet, publishedAt, story }) => (
          <li key={id}>
            <Link to={ofReport(id)}>
              <bdi>{title ?? id}</bdi>
            </Link>{' '}
            <span className="small soft">
              <bdi>{[outlet, publishedAt && dayLabel(publishedAt)].filter(Boolean).join(' · ')}</bdi>
            </span>{' '}
            {story !== null && (
              <Link to={`/stories/${encodeURIComponent(story)}`}>{strings.story(story)}</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
