// Who acts and is acted upon in the events that the filters keep, and who does what to whom.
import './actors.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useRef } from 'react';
import type { ActorList, WhoToWhom } from '../../../../src/6-record/index.ts';
import { getJson } from '../../api/client.ts';
import { filtersOf } from '../../api/filters.ts';
import { Answer } from '../../parts/answer.tsx';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { useRowKeys } from '../../parts/row-keys.ts';
import { Empty } from '../../parts/states.tsx';
import { Table } from '../../parts/table.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { usePlace } from '../../url/place.ts';
import { Matrix } from './matrix.tsx';
import { strings } from './strings.ts';

const ActorTable = ({ actors }: { actors: ActorList }): ReactElement => {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <section>
      <h2>{strings.list}</h2>
      {actors.isApproximate && <p className="small soft">{strings.about}</p>}
      <Table
        ref={table}
        columns={Object.values(strings.heads)}
        numbers={[strings.heads.asActor, strings.heads.asRecipient]}
      >
        {actors.items.map(actor => (
          <tr key={actor.name}>
            <td>
              <Link to={`/actors/${encodeURIComponent(actor.name)}`} data-row>
                <bdi>{actor.name}</bdi>
              </Link>
            </td>
            <td className="soft">{actor.code}</td>
            <td className="numbers">{actor.asActor.toLocaleString()}</td>
            <td className="numbers">{actor.asRecipient.toLocaleString()}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
};

export const ActorsPage = (): ReactElement => {
  const { query } = usePlace();
  const filters = filtersOf(query);
  useTitle(strings.title);
  const actors = useQuery({
    queryKey: ['actors', 'list', filters],
    queryFn: ({ signal }) => getJson<ActorList>('/actors', { ...filters, limit: 100 }, signal),
  });
  const matrix = useQuery({
    queryKey: ['actors', 'matrix', filters],
    queryFn: ({ signal }) => getJson<WhoToWhom>('/actors/matrix', { ...filters, limit: 20 }, signal),
  });
  return (
    <article className="actors">
      <h1>{strings.title}</h1>
      <FilterBar />
      <Answer query={actors}>
        {list =>
          list.items.length === 0 ? (
            <Empty title={strings.none}>
              <p>{strings.noneHint}</p>
            </Empty>
          ) : (
            <div className="actor-sides">
              <ActorTable actors={list} />
              {matrix.data && matrix.data.cells.length > 0 && (
                <section>
                  <h2>{strings.matrix}</h2>
                  <Matrix matrix={matrix.data} />
                </section>
              )}
            </div>
          )
        }
      </Answer>
    </article>
  );
};
