// The events of the place that was chosen on the map, beside it.
import type { ReactElement } from 'react';
import { rangeLabel } from '../../../../src/synopsis/labels.ts';
import type { Params } from '../../api/client.ts';
import { useEventsAt } from '../../api/map.ts';
import { QuadMark } from '../../parts/quad.tsx';
import { sidesLabel } from '../../parts/sides.ts';
import { Failed, Loading } from '../../parts/states.tsx';
import { Link } from '../../url/link.tsx';
import { usePlace, withQuery } from '../../url/place.ts';
import { strings } from './strings.ts';

const MOST_LISTED = 100;

export const PlacePanel = ({
  filters,
  at,
  close,
}: {
  filters: Params;
  /** `latitude,longitude`. */
  at: string;
  close: () => void;
}): ReactElement => {
  const { query } = usePlace();
  const { data, error, refetch } = useEventsAt(filters, at, MOST_LISTED);
  const name = data?.items.find(({ event }) => event.place !== null)?.event.place?.name;
  return (
    <aside className="map-panel" aria-live="polite">
      <header>
        <h2>
          <bdi>{name ?? strings.here}</bdi>
        </h2>
        <button type="button" onClick={close}>
          {strings.close}
        </button>
      </header>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <p className="soft">{strings.noneHere}</p>}
      <ul>
        {data?.items.map(({ event }) => (
          <li key={event.id}>
            <QuadMark quad={event.quadClass} />
            <p>
              <Link to={`/events/${encodeURIComponent(event.id)}`}>{event.type}</Link>{' '}
              <bdi>{sidesLabel(event)}</bdi>{' '}
              <span className="soft numbers small">{event.time && rangeLabel(event.time)}</span>
            </p>
          </li>
        ))}
      </ul>
      {data && (
        <p className="small">
          {data.next !== null && `${strings.more(MOST_LISTED)} `}
          <Link to={withQuery({ path: '/events', query }, { at })}>{strings.tableHere}</Link>
        </p>
      )}
    </aside>
  );
};
