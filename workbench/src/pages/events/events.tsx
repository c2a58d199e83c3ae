// All events as a table: filtered, sorted, counted by value; what is shown is what is exported, and all in the address.
import './events.css';
import { usePrefetchQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import { addressOf } from '../../api/client.ts';
import { useFacets } from '../../api/events.ts';
import { filtersOf, hasFilters } from '../../api/filters.ts';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { usePlace, useQueryValue } from '../../url/place.ts';
import { COLUMNS, columnsOf, nameColumns } from './columns.tsx';
import { blockQuery } from './event-blocks.ts';
import { EventTable } from './event-table.tsx';
import { FacetList } from './facets.tsx';
import { strings } from './strings.ts';

const ColumnChoice = (): ReactElement => {
  const [named, change] = useQueryValue('columns');
  const chosen = columnsOf(named);
  return (
    <details className="menu">
      <summary className="button">{strings.columns}</summary>
      <ul>
        {COLUMNS.map(column => (
          <li key={column.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(column)}
                onChange={({ target }) =>
                  change(
                    nameColumns(
                      COLUMNS.filter(one => (one === column ? target.checked : chosen.includes(one))),
                    ),
                  )
                }
              />{' '}
              {strings.heads[column.id]}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
};

const Exports = (): ReactElement => {
  const { query } = usePlace();
  return (
    <details className="menu">
      <summary className="button">{strings.export}</summary>
      <ul>
        {Object.entries(strings.formats).map(([format, name]) => (
          <li key={format}>
            <a href={addressOf('/export/events', { ...filtersOf(query), to: format })} download>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
};

export const EventsPage = (): ReactElement => {
  const { query } = usePlace();
  const [named] = useQueryValue('columns');
  useTitle(strings.title);
  const filters = filtersOf(query);
  const facets = useFacets(filters);
  const params = { ...filters, sort: query.get('sort') };
  // The table waits for its length, the rows need not.
  usePrefetchQuery(blockQuery(params, 0));
  const columns = useMemo(() => columnsOf(named), [named]);
  const total = facets.data?.total ?? 0;
  return (
    <article className="events">
      <header>
        <h1>{strings.title}</h1>
        <p className="soft numbers" role="status">
          {facets.data && strings.count(total.toLocaleString(), facets.data.isApproximate)}
        </p>
        <ColumnChoice />
        <Exports />
      </header>
      <FilterBar />
      {facets.isPending && <Loading />}
      {facets.error && <Failed error={facets.error} retry={() => void facets.refetch()} />}
      {facets.data?.total === 0 && (
        <Empty title={hasFilters(query) ? strings.none : strings.empty}>
          <p>{hasFilters(query) ? strings.noneHint : strings.emptyHint}</p>
          {!hasFilters(query) && (
            <Link className="button" to="/add">
              {strings.add}
            </Link>
          )}
        </Empty>
      )}
      {facets.data && total > 0 && (
        <div className="event-sides">
          <FacetList facets={facets.data} />
          <EventTable params={params} total={total} columns={columns} />
        </div>
      )}
    </article>
  );
};
