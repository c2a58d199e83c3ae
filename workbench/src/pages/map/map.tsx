// Where things happened: events with coordinates, by day, in the filters that the table has too.
import './map.css';
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QuadClass } from '../../../../src/schema/plover.ts';
import { dayLabel, QUAD_LABELS } from '../../../../src/synopsis/labels.ts';
import { FILTERS, filtersOf } from '../../api/filters.ts';
import { type MapPoints, useMapPoints } from '../../api/map.ts';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { QuadMark } from '../../parts/quad.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { goTo, usePlace, withQuery } from '../../url/place.ts';
import { drawMap, type EventMap } from './event-map.ts';
import { type DayWindow, drawn, placeKey, pointsWithin } from './geometry.ts';
import { strings } from './strings.ts';
import { TimeSlider } from './time-slider.tsx';

const dayOf = ({ days }: MapPoints, at: number): string => {
  const day = days[at];
  return day ? dayLabel(day) : '';
};

/** The days are the slider's. */
const MAP_FILTERS = FILTERS.filter(name => name !== 'since' && name !== 'until');
const MOST_LISTED = 100;

const Key = (): ReactElement => (
  <ul className="map-key small">
    {(Object.keys(QUAD_LABELS) as QuadClass[]).map(quad => (
      <li key={quad}>
        <QuadMark quad={quad} /> {QUAD_LABELS[quad]}
      </li>
    ))}
    {([1, 2, 3] as const).map(precision => (
      <li key={precision}>
        <span className={`ring ring-${precision}`} aria-hidden="true" /> {strings.precision[precision]}
      </li>
    ))}
  </ul>
);

const PlacePanel = ({
  points,
  chosen,
  close,
}: {
  points: MapPoints;
  chosen: readonly number[];
  close: () => void;
}): ReactElement => (
  <aside className="map-panel" aria-live="polite">
    <h2>{strings.here}</h2>
    <ul>
      {chosen.slice(0, MOST_LISTED).map(at => (
        <li key={points.ids[at]}>
          <QuadMark quad={points.quadClasses[points.quadClass[at] ?? 0] as QuadClass} />{' '}
          <Link to={`/events/${points.ids[at]}`}>{points.types[points.type[at] ?? 0]}</Link>{' '}
          <span className="soft numbers">{dayOf(points, at)}</span>
        </li>
      ))}
    </ul>
    {chosen.length > MOST_LISTED && <p className="soft">{strings.more(chosen.length - MOST_LISTED)}</p>}
    <button type="button" onClick={close}>
      {strings.close}
    </button>
  </aside>
);

const Drawn = ({ points }: { points: MapPoints }): ReactElement => {
  const place = usePlace();
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<EventMap | null>(null);
  const [isReady, setIsReady] = useState(false);
  const [isDrawn, setIsDrawn] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const since = place.query.get('since');
  const until = place.query.get('until');
  const window: DayWindow = useMemo(() => ({ since, until }), [since, until]);
  const kept = useMemo(() => pointsWithin(points, window), [points, window]);
  const shown = useMemo(() => drawn(points, kept), [points, kept]);
  const days = useMemo(() => [...new Set(points.days.filter(day => day !== null))].sort(), [points]);
  const latest = useRef(points);
  latest.current = points;
  const latestShown = useRef(shown);
  latestShown.current = shown;
  useEffect(() => {
    if (container.current === null) return;
    let isGone = false;
    drawMap(container.current, latestShown.current, what =>
      setChosen('key' in what ? what.key : placeKey(latest.current, what.at)),
    ).then(
      made => {
        if (isGone) return made.remove();
        map.current = made;
        setIsReady(true);
      },
      () => setHasFailed(true),
    );
    return () => {
      isGone = true;
      map.current?.remove();
      map.current = null;
    };
  }, []);
  // What the map was made with is on it already.
  const onMap = useRef(shown);
  const fitted = useRef(points);
  useEffect(() => {
    if (!isReady) return;
    if (onMap.current !== shown) {
      setIsDrawn(false);
      map.current?.show(shown, () => setIsDrawn(true));
    } else setIsDrawn(true);
    if (fitted.current !== points) map.current?.fit(shown);
    onMap.current = shown;
    fitted.current = points;
  }, [isReady, shown, points]);
  const change = useCallback(
    (next: DayWindow) => goTo(withQuery(place, { since: next.since, until: next.until }), { replace: true }),
    [place],
  );
  const here = chosen === null ? [] : kept.filter(at => placeKey(points, at) === chosen);
  return (
    <>
      <p className="small soft">
        {strings.shown(kept.length, points.ids.length)} {points.isCut && strings.cut} ·{' '}
        <Link to={withQuery({ path: '/events', query: place.query }, {})}>{strings.table}</Link>
      </p>
      <TimeSlider days={days} window={window} change={change} />
      {hasFailed && <Empty title={strings.cannot} />}
      <div className="map-sides">
        <section
          ref={container}
          className="map"
          aria-label={strings.map}
          data-drawn={isDrawn}
          hidden={hasFailed}
        />
        {here.length > 0 && <PlacePanel points={points} chosen={here} close={() => setChosen(null)} />}
      </div>
      <Key />
    </>
  );
};

export const MapPage = (): ReactElement => {
  const { query } = usePlace();
  useTitle(strings.title);
  const { data, error, refetch } = useMapPoints(filtersOf(query, ['since', 'until']));
  return (
    <article className="map-page">
      <h1 className="hidden">{strings.title}</h1>
      <FilterBar only={MAP_FILTERS} />
      {data && data.ids.length > 0 && <Drawn points={data} />}
      {data?.ids.length === 0 && (
        <Empty title={strings.none}>
          <p>{strings.noneHint}</p>
        </Empty>
      )}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
    </article>
  );
};
