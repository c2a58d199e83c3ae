// Where reports come from by themselves: how each source does, what is read of it, what was set aside.
import './sources.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SourceHealth } from '../../../../src/6-record/sources/index.ts';
import type { SourceLook } from '../../../../src/7-serve/index.ts';
import { getJson, sendJson } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { Ago } from '../../parts/ago.tsx';
import { Answer } from '../../parts/answer.tsx';
import { Empty, Failed } from '../../parts/states.tsx';
import { Table } from '../../parts/table.tsx';
import { useTitle } from '../../parts/title.ts';
import { useTask } from '../../parts/use-task.ts';
import { Link } from '../../url/link.tsx';
import { usePlace } from '../../url/place.ts';
import { Look, NewSource } from './new-source.tsx';
import { Queue } from './queue.tsx';
import { strings } from './strings.ts';

interface Sources {
  readonly items: readonly SourceHealth[];
  readonly isGathering: boolean;
}

/** Lags and times grow while nothing happens. */
const REFRESH = 30_000;

const pathOf = (id: string): string => `/sources/${encodeURIComponent(id)}`;

const stateOf = ({ pausedAt, failures, triedAt }: SourceHealth): keyof typeof strings.states =>
  pausedAt !== null ? 'paused' : failures > 0 ? 'failing' : triedAt === null ? 'new' : 'fine';

const Actions = ({ source }: { source: SourceHealth }): ReactElement => {
  const queries = useQueryClient();
  const [isSure, setIsSure] = useState(false);
  const { isBusy, error, run } = useTask();
  const [look, setLook] = useState<SourceLook | null>(null);
  const act = (work: () => Promise<unknown>): void =>
    void run(work).then(() => queries.invalidateQueries({ queryKey: ['sources'] }));
  const test = (address: string): void =>
    void run(async () => {
      setLook(null);
      setLook(
        await sendJson<SourceLook>('POST', '/sources/look', {
          address,
          ...(address === source.address && { kind: source.kind, words: source.options.words }),
        }),
      );
    });
  const isOnTheWeb = source.kind !== 'file' && source.kind !== 'folder';
  const verb = source.pausedAt === null ? 'pause' : 'resume';
  if (isSure)
    return (
      <span className="row-actions">
        <span className="small">{strings.removeHint}</span>
        <button type="button" onClick={() => act(() => sendJson('DELETE', pathOf(source.id)))}>
          {strings.reallyRemove}
        </button>
        <button type="button" onClick={() => setIsSure(false)}>
          {strings.keep}
        </button>
      </span>
    );
  return (
    <>
      <span className="row-actions">
        {isOnTheWeb && (
          <button
            type="button"
            disabled={isBusy}
            onClick={() => (look ? setLook(null) : test(source.address))}
            aria-expanded={look !== null}
          >
            {strings.test}
          </button>
        )}
        <button
          type="button"
          disabled={isBusy}
          onClick={() => act(() => sendJson('POST', `${pathOf(source.id)}/${verb}`))}
        >
          {strings[verb]}
        </button>
        <button type="button" disabled={isBusy} onClick={() => setIsSure(true)}>
          {strings.remove}
        </button>
      </span>
      {error !== null && <Failed error={error} />}
      {look && <Look look={look} turnTo={test} />}
    </>
  );
};

const SourceRow = ({ source, mayChange }: { source: SourceHealth; mayChange: boolean }): ReactElement => {
  const state = stateOf(source);
  return (
    <tr>
      <th scope="row">
        <bdi>{source.outlet ?? source.id}</bdi> <span className="small soft">{source.kind}</span>
        <br />
        <span className="small soft">{source.address}</span>
      </th>
      <td>
        <span className={`source-${state}`}>{strings.states[state]}</span>
        {state === 'failing' && (
          <span className="small">
            {' '}
            {strings.failures(source.failures)}
            <br />
            <bdi>{source.error}</bdi>
          </span>
        )}
      </td>
      <td>{source.succeededAt === null ? strings.never : <Ago moment={source.succeededAt} />}</td>
      <td>{source.lag === null ? '' : strings.lag(source.lag)}</td>
      <td>{source.reportsADay.toLocaleString()}</td>
      <td>{source.reports.toLocaleString()}</td>
      <td>{source.waiting.toLocaleString()}</td>
      <td>
        {source.setAside > 0 ? (
          <Link to={`/sources?source=${encodeURIComponent(source.id)}`}>
            {source.setAside.toLocaleString()}
          </Link>
        ) : (
          0
        )}
      </td>
      <td>{mayChange && <Actions source={source} />}</td>
    </tr>
  );
};

export const SourcesPage = (): ReactElement => {
  const { query } = usePlace();
  const mayChange = useMay('editor');
  useTitle(strings.title);
  const sources = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => getJson<Sources>('/sources', {}, signal),
    refetchInterval: REFRESH,
  });
  return (
    <article className="sources">
      <h1>{strings.title}</h1>
      {!mayChange && <p className="soft">{strings.mayNot}</p>}
      <Answer query={sources}>
        {({ items, isGathering }) => (
          <>
            {!isGathering && <p className="notice">{strings.notGathering}</p>}
            {items.length === 0 ? (
              <Empty title={strings.none}>
                <p>{strings.noneHint}</p>
              </Empty>
            ) : (
              <Table className="sources-table numbers" columns={Object.values(strings.columns)}>
                {items.map(source => (
                  <SourceRow key={source.id} source={source} mayChange={mayChange} />
                ))}
              </Table>
            )}
          </>
        )}
      </Answer>
      {mayChange && <NewSource />}
      <Queue source={query.get('source') ?? ''} mayChange={mayChange} />
    </article>
  );
};
