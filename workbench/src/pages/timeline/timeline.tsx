// When things happened: a row of bars a type, and days chosen by dragging over them; what is chosen is in the address.
import './timeline.css';
import { useQuery } from '@tanstack/react-query';
import { type PointerEvent, type ReactElement, useMemo, useState } from 'react';
import type { Timeline } from '../../../../src/6-record/index.ts';
import { eventTypeInfo } from '../../../../src/schema/plover.ts';
import { dayLabel } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import { FILTERS, filtersOf } from '../../api/filters.ts';
import { Choice } from '../../parts/choice.tsx';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { QuadMark } from '../../parts/quad.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/title.ts';
import { useWidth } from '../../parts/width.ts';
import { Link } from '../../url/link.tsx';
import { goTo, usePlace, useQueryValue, withQuery } from '../../url/place.ts';
import { daysBetween, type Steps, stepsOf, type TypeRow } from './steps.ts';
import { strings } from './strings.ts';

const STEP_NAMES = ['day', 'week', 'month'] as const;
const ROW = 34;
const LABELS = 140;
const NO_DAYS = FILTERS.filter(name => name !== 'since' && name !== 'until');

const BarRow = ({
  row,
  at,
  step,
  most,
}: {
  row: TypeRow;
  at: number;
  step: number;
  most: number;
}): ReactElement => {
  const { quadClass } = eventTypeInfo(row.type);
  const bars = [...row.bars].map(([place, events]) => {
    const height = Math.max(2, (events / most) * (ROW - 6));
    return `M${place * step} ${ROW}v${-height}h${Math.max(1, step - 1)}v${height}z`;
  });
  return (
    <g transform={`translate(0 ${at * ROW})`}>
      <path className={`bars bars-${quadClass}`} d={bars.join('')} />
      <line className="grid" x2="100%" y1={ROW} y2={ROW} />
    </g>
  );
};

/** Pixels of a day's label. */
const LABEL = 90;

/** As many labels as there is room for, each whole. */
const ticksOf = ({ days }: Steps, width: number): { x: number; label: string }[] => {
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor(width / LABEL))));
  return days
    .map((day, at) => ({ at, x: (at * width) / days.length, label: dayLabel(day) }))
    .filter(({ at, x }) => at % every === 0 && (at === 0 || x + LABEL - 10 <= width));
};

const Chart = ({ timeline, steps }: { timeline: Timeline; steps: Steps }): ReactElement => {
  const place = usePlace();
  const [box, width] = useWidth<HTMLDivElement>(900);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const inner = Math.max(120, width - LABELS);
  const step = inner / steps.days.length;
  const since = place.query.get('since');
  const until = place.query.get('until');
  const count = steps.days.length;
  const chosen = useMemo(() => {
    if (since === null && until === null) return null;
    const first = steps.days.findIndex((_, at) => (steps.days[at + 1] ?? '9999') > (since ?? ''));
    const last = steps.days.findLastIndex(day => day <= (until ?? '9999'));
    return { from: Math.max(0, first), to: last < 0 ? 0 : last };
  }, [since, until, steps]);
  const choose = (from: number, to: number): void => {
    const days = daysBetween(steps, timeline.step, from, to);
    if (days) goTo(withQuery(place, days), { replace: true });
  };
  const stepAt = (event: PointerEvent<SVGSVGElement>): number => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor((event.clientX - left) / step)));
  };
  const shown = drag ?? chosen;
  const height = steps.rows.length * ROW;
  return (
    <div ref={box} className="timeline-chart chart">
      <ul className="timeline-labels" style={{ width: LABELS }}>
        {steps.rows.map(({ type, events }) => (
          <li key={type} style={{ height: ROW }}>
            <QuadMark quad={eventTypeInfo(type).quadClass} />{' '}
            <Link to={withQuery({ path: '/events', query: place.query }, { type })}>{type}</Link>{' '}
            <span className="soft numbers">{events.toLocaleString()}</span>
          </li>
        ))}
      </ul>
      <div>
        <svg
          width={inner}
          height={height + 22}
          role="img"
          aria-label={strings.title}
          onPointerDown={event => {
            event.currentTarget.setPointerCapture(event.pointerId);
            const at = stepAt(event);
            setDrag({ from: at, to: at });
          }}
          onPointerMove={event => drag && setDrag({ ...drag, to: stepAt(event) })}
          onPointerUp={() => {
            if (drag) choose(drag.from, drag.to);
            setDrag(null);
          }}
        >
          {shown && (
            <rect
              className="chosen-days"
              x={Math.min(shown.from, shown.to) * step}
              width={(Math.abs(shown.to - shown.from) + 1) * step}
              height={height}
            />
          )}
          {steps.rows.map((row, at) => (
            <BarRow key={row.type} row={row} at={at} step={step} most={steps.most} />
          ))}
          {ticksOf(steps, inner).map(({ x, label }) => (
            <text key={x} x={x} y={height + 16}>
              {label}
            </text>
          ))}
        </svg>
        <div className="ends">
          {(['from', 'to'] as const).map(end => (
            <label key={end} className="small">
              {strings[end]}
              <input
                type="range"
                min={0}
                max={count - 1}
                value={chosen?.[end] ?? (end === 'from' ? 0 : count - 1)}
                aria-valuetext={dayLabel(steps.days[chosen?.[end] ?? (end === 'from' ? 0 : count - 1)] ?? '')}
                onChange={({ target }) => {
                  const at = Number(target.value);
                  const { from, to } = chosen ?? { from: 0, to: count - 1 };
                  choose(end === 'from' ? at : from, end === 'to' ? at : to);
                }}
              />
            </label>
          ))}
        </div>
      </div>
    </div>
  );
};

const Drawn = ({ timeline }: { timeline: Timeline }): ReactElement => {
  const place = usePlace();
  const steps = useMemo(() => stepsOf(timeline), [timeline]);
  const since = place.query.get('since');
  const until = place.query.get('until');
  if (steps.days.length === 0)
    return (
      <Empty title={strings.none}>
        <p>{strings.noneHint}</p>
      </Empty>
    );
  return (
    <>
      <p className="small soft">
        {strings.hint} {timeline.isApproximate && strings.about}{' '}
        {timeline.undated > 0 && strings.undated(timeline.undated.toLocaleString())}
      </p>
      <p className="small" role="status">
        {since !== null && until !== null && <b>{strings.chosen(dayLabel(since), dayLabel(until))} </b>}
        <Link to={withQuery({ path: '/events', query: place.query }, { step: null })}>{strings.table}</Link>
        {' · '}
        <Link to={withQuery({ path: '/map', query: place.query }, { step: null })}>{strings.map}</Link>{' '}
        {(since !== null || until !== null) && (
          <button type="button" onClick={() => goTo(withQuery(place, { since: null, until: null }))}>
            {strings.all}
          </button>
        )}
      </p>
      <Chart timeline={timeline} steps={steps} />
    </>
  );
};

export const TimelinePage = (): ReactElement => {
  const { query } = usePlace();
  const [named, change] = useQueryValue('step');
  const step = STEP_NAMES.find(one => one === named) ?? 'week';
  const filters = filtersOf(query, ['since', 'until']);
  useTitle(strings.title);
  const { data, error, refetch } = useQuery({
    queryKey: ['timeline', filters, step],
    queryFn: ({ signal }) => getJson<Timeline>('/events/timeline', { ...filters, step }, signal),
  });
  return (
    <article className="timeline">
      <h1>{strings.title}</h1>
      <FilterBar only={NO_DAYS} />
      <Choice
        label={strings.step}
        value={step}
        names={strings.steps}
        change={next => change(next === 'week' ? null : next)}
      />
      {data && <Drawn timeline={data} />}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
    </article>
  );
};
