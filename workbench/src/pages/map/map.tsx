// Where things happened: places with their events, by day, in the filters that the table has too.
import './map.css';
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { QUAD_CLASSES } from '../../../../src/schema/plover.ts';
import { QUAD_LABELS } from '../../../../src/synopsis/labels.ts';
import { FILTERS, filtersOf } from '../../api/filters.ts';
import { type MapPoints, useMapPoints } from '../../api/map.ts';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { QuadMark } from '../../parts/quad.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { goTo, usePlace, useQueryValue, withQuery } from '../../url/place.ts';
import type { EventMap } from './event-map.ts';
import { placesOf } from './geometry.ts';
import { PlacePanel } from './place-panel.tsx';
import { strings } from './strings.ts';
import { type DayWindow, TimeSlider } from './time-slider.tsx';

/** MapLibre is large: it is read while the events are asked for. */
const eventMap = import('./event-map.ts');
// Whoever draws is told; until then nobody has to be.
eventMap.catch(() => {});

/** The days are the slider's, the place is the panel's. */
const MAP_FILTERS = FILTERS.filter(name => !['since', 'until', 'at'].includes(name));

const Key = (): ReactElement => (
  <ul className="map-key small">
    {QUAD_CLASSES.map(quad => (
      <li key={quad}>
        <QuadMark quad={quad} /> {QUAD_LABELS[quad]}
      </li>
    ))}
    {(['many', 1, 2, 3] as const).map(precision => (
      <li key={precision}>
        <span className={`ring ring-${precision}`} aria-hidden="true" /> {strings.precision[precision]}
      </li>
    ))}
  </ul>
);

/** The map in `container` with these points on it; what it shows moves to them when `view` changes. */
const useEventMap = (points: MapPoints, view: string, open: (at: string) => void) => {
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<EventMap | null>(null);
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  const wanted = useMemo(() => ({ places: placesOf(points), view }), [points, view]);
  const latest = useRef(wanted);
  latest.current = wanted;
  const onMap = useRef(wanted);
  useEffect(() => {
    let isGone = false;
    let made: EventMap | null = null;
    const draw = async (): Promise<void> => {
      const { drawMap } = await eventMap;
      if (container.current === null || isGone) return;
      onMap.current = latest.current;
      made = await drawMap(container.current, latest.current.places, open);
      if (isGone) made.remove();
      else setMap(made);
    };
    draw().catch(() => setState('failed'));
    return () => {
      isGone = true;
      made?.remove();
    };
  }, [open]);
  useEffect(() => {
    if (map === null) return;
    if (onMap.current === wanted) return setState('drawn');
    setState('drawing');
    map.show(wanted.places, () => setState('drawn'));
    if (onMap.current.view !== wanted.view) map.fit(wanted.places);
    onMap.current = wanted;
  }, [map, wanted]);
  return { container, state };
};

const Drawn = ({
  whole,
  shown,
  isShown,
}: {
  /** Of all days. */
  whole: MapPoints;
  /** Of the days chosen. */
  shown: MapPoints;
  /** False while those are still the ones of the days before. */
  isShown: boolean;
}): ReactElement => {
  const place = usePlace();
  const { query } = place;
  const [at, choose] = useQueryValue('at');
  const { container, state } = useEventMap(
    shown,
    JSON.stringify(filtersOf(query, ['since', 'until', 'at'])),
    choose,
  );
  const [since, until] = [query.get('since'), query.get('until')];
  const days: DayWindow = useMemo(() => ({ since, until }), [since, until]);
  const change = useCallback(
    (next: DayWindow) => goTo(withQuery(place, { since: next.since, until: next.until }), { replace: true }),
    [place],
  );
  return (
    <>
      <p className="small soft" role="status">
        {strings.shown(shown.events, whole.events)} {whole.isApproximate && strings.about}{' '}
        {whole.isCut && strings.cut} ·{' '}
        <Link to={withQuery({ path: '/events', query }, { at: null })}>{strings.table}</Link>
      </p>
      {whole.firstDay !== null && whole.lastDay !== null && (
        <TimeSlider
          first={whole.firstDay}
          last={whole.lastDay}
          window={days}
          change={change}
          isReady={isShown && state === 'drawn'}
        />
      )}
      {state === 'failed' && <Empty title={strings.cannot} />}
      <div className="map-sides">
        <section
          ref={container}
          className="map"
          aria-label={strings.map}
          data-drawn={state === 'drawn'}
          hidden={state === 'failed'}
        />
        {at !== '' && <PlacePanel filters={filtersOf(query, ['at'])} at={at} close={() => choose(null)} />}
      </div>
      <Key />
    </>
  );
};

export const MapPage = (): ReactElement => {
  const { query } = usePlace();
  useTitle(strings.title);
  const whole = useMapPoints(filtersOf(query, ['since', 'until', 'at']));
  const shown = useMapPoints(filtersOf(query, ['at']));
  const { data, error, refetch } = whole;
  return (
    <article className="map-page">
      <h1 className="hidden">{strings.title}</h1>
      <FilterBar only={MAP_FILTERS} />
      {data && shown.data && data.events > 0 && (
        <Drawn whole={data} shown={shown.data} isShown={!shown.isPlaceholderData} />
      )}
      {data?.events === 0 && (
        <Empty title={strings.none}>
          <p>{strings.noneHint}</p>
        </Empty>
      )}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
    </article>
  );
};
