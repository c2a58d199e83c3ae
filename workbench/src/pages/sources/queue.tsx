// What waits, and what was set aside with its error: tried again or dropped.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { JobSummary } from '../../../../src/6-record/queue/index.ts';
import { getJson, sendJson } from '../../api/client.ts';
import { Ago } from '../../parts/ago.tsx';
import { Answer } from '../../parts/answer.tsx';
import { Failed } from '../../parts/states.tsx';
import { Table } from '../../parts/table.tsx';
import { useTask } from '../../parts/use-task.ts';
import { Link } from '../../url/link.tsx';
import { strings } from './strings.ts';

interface Counts {
  readonly waiting: number;
  readonly leased: number;
  readonly done: number;
  readonly failed: number;
}

const SHOWN = 100;

const JobRow = ({ job, act }: { job: JobSummary; act: ((work: () => Promise<unknown>) => void) | null }) => (
  <tr>
    <td>
      <bdi>{job.title ?? job.url ?? job.id}</bdi>{' '}
      <span className="small soft">
        {[strings.kinds[job.kind], job.source, strings.attempts(job.attempts)].filter(Boolean).join(' · ')}
      </span>
    </td>
    <td className="small">
      <bdi>{job.error}</bdi>
    </td>
    <td className="small soft">
      <Ago moment={job.endedAt ?? job.queuedAt} />
    </td>
    <td>
      {act && (
        <span className="row-actions">
          <button type="button" onClick={() => act(() => sendJson('POST', `/queue/${job.id}/retry`))}>
            {strings.retry}
          </button>
          <button type="button" onClick={() => act(() => sendJson('DELETE', `/queue/${job.id}`))}>
            {strings.drop}
          </button>
        </span>
      )}
    </td>
  </tr>
);

export const Queue = ({ source, mayChange }: { source: string; mayChange: boolean }): ReactElement => {
  const queries = useQueryClient();
  const { isBusy, error, run } = useTask();
  const counts = useQuery({
    queryKey: ['queue', 'counts'],
    queryFn: ({ signal }) => getJson<Counts>('/queue/counts', {}, signal),
  });
  const aside = useQuery({
    queryKey: ['queue', 'aside', source],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly JobSummary[] }>('/queue', { state: 'failed', source, limit: SHOWN }, signal),
  });
  const act = (work: () => Promise<unknown>): void =>
    void run(work).then(() => {
      void queries.invalidateQueries({ queryKey: ['queue'] });
      void queries.invalidateQueries({ queryKey: ['sources'] });
    });
  return (
    <section id="queue">
      <h2>{strings.queue}</h2>
      {counts.data && (
        <p className="numbers">
          {strings.counts(counts.data.waiting, counts.data.leased, counts.data.failed)}
        </p>
      )}
      <h3>{source === '' ? strings.allAside : strings.aside(source)}</h3>
      {source !== '' && <Link to="/sources">{strings.showAll}</Link>}
      {error !== null && <Failed error={error} />}
      <Answer query={aside}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{strings.noAside}</p>
          ) : (
            <>
              {mayChange && items.length > 1 && (
                <button
                  type="button"
                  disabled={isBusy}
                  onClick={() =>
                    act(async () => {
                      for (const { id } of items) await sendJson('POST', `/queue/${id}/retry`);
                    })
                  }
                >
                  {strings.retryAll}
                </button>
              )}
              <Table className="sources-table" columns={Object.values(strings.jobColumns)}>
                {items.map(job => (
                  <JobRow key={job.id} job={job} act={mayChange ? act : null} />
                ))}
              </Table>
            </>
          )
        }
      </Answer>
    </section>
  );
};
