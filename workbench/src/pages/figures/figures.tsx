// What the reports count, measure by measure: each figure over time with its source, contradictions marked.
import './figures.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useCallback } from 'react';
import type { FigureSeries, MeasureCount } from '../../../../src/6-record/index.ts';
import { dayLabel, figureLabel } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import { Choice } from '../../parts/choice.tsx';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { reportAt } from '../../parts/report-address.ts';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { useTitle } from '../../parts/title.ts';
import { Link } from '../../url/link.tsx';
import { usePlace, useQueryValue, withQuery } from '../../url/place.ts';
import { FigureChart } from './figure-chart.tsx';
import type { ScaleName } from './scale.ts';
import { strings } from './strings.ts';

type Point = FigureSeries['points'][number];

const DAY_FILTERS = ['since', 'until', 'outlet'] as const;

const formatIn =
  (unit: string | null) =>
  (value: number): string =>
    unit === 'share'
      ? value.toLocaleString(undefined, { style: 'percent', maximumFractionDigits: 1 })
      : value.toLocaleString(undefined, { maximumFractionDigits: 2 }) + (unit === null ? '' : ` ${unit}`);

const agreementOf = ({ agreement }: Point): ReactElement | null =>
  agreement === null ? null : (
    <span className={agreement === 'contradict' ? 'standing-disputed' : 'soft'}>
      {strings.agreement[agreement]}
    </span>
  );

const FigureTable = ({ points }: { points: readonly Point[] }): ReactElement => (
  <section className="scroll">
    <table className="figure-table">
      <TableHead columns={Object.values(strings.heads)} numbers={[strings.heads.figure]} />
      <tbody>
        {points.toReversed().map(point => (
          <tr key={`${point.report}-${point.id}`}>
            <td>{point.day === null ? '' : dayLabel(point.day)}</td>
            <td className="numbers">
              {figureLabel({ ...point, measure: '', places: [], attributedTo: null, of: null })}
            </td>
            <td>
              <bdi>{point.of}</bdi>
            </td>
            <td>
              <bdi>{point.outlet ?? point.report}</bdi>
            </td>
            <td>
              <bdi>{point.attributedTo}</bdi>
            </td>
            <td>{agreementOf(point)}</td>
            <td className="figure-words">
              <Link to={reportAt(point.report, point)}>
                <bdi>{point.words}</bdi>
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const Series = ({ measure, unit }: { measure: string; unit: string }): ReactElement => {
  const { query } = usePlace();
  const [named, change] = useQueryValue('scale');
  const scale: ScaleName = named === 'log' ? 'log' : 'linear';
  const filters = Object.fromEntries(DAY_FILTERS.map(name => [name, query.getAll(name)]));
  const { data, error, refetch } = useQuery({
    queryKey: ['figures', 'series', measure, unit, filters],
    queryFn: ({ signal }) => getJson<FigureSeries>('/figures/series', { measure, unit, ...filters }, signal),
  });
  const format = useCallback((value: number) => formatIn(unit === '' ? null : unit)(value), [unit]);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.points.length === 0) return <Empty title={strings.noneLeft} />;
  const undated = data.points.filter(({ day }) => day === null).length;
  return (
    <section className="figure-series">
      <h2>
        {measure} {unit}
      </h2>
      <Choice
        label={strings.scale}
        value={scale}
        names={strings.scales}
        change={next => change(next === 'linear' ? null : next)}
      />
      {data.isCut && <p className="small soft">{strings.cut}</p>}
      {undated < data.points.length && <FigureChart series={data} scale={scale} format={format} />}
      {undated > 0 && <p className="small soft">{strings.undated(undated)}</p>}
      <FigureTable points={data.points} />
    </section>
  );
};

export const FiguresPage = (): ReactElement => {
  const place = usePlace();
  useTitle(strings.title);
  const { data, error, refetch } = useQuery({
    queryKey: ['figures', 'measures'],
    queryFn: ({ signal }) => getJson<{ items: readonly MeasureCount[] }>('/figures/measures', {}, signal),
  });
  const [first] = data?.items ?? [];
  const measure = place.query.get('measure') ?? first?.measure ?? '';
  const unit = place.query.has('measure') ? (place.query.get('unit') ?? '') : (first?.unit ?? '');
  return (
    <article className="figures">
      <h1>{strings.title}</h1>
      <FilterBar only={DAY_FILTERS} />
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && (
        <Empty title={strings.none}>
          <p>{strings.noneHint}</p>
        </Empty>
      )}
      {data && data.items.length > 0 && (
        <div className="figure-sides">
          <nav aria-label={strings.measures}>
            <ul>
              {data.items.map(item => (
                <li key={`${item.measure} ${item.unit}`}>
                  <Link
                    to={withQuery(place, { measure: item.measure, unit: item.unit })}
                    aria-current={item.measure === measure && (item.unit ?? '') === unit ? 'true' : undefined}
                  >
                    <bdi>{item.measure}</bdi> <span className="soft">{item.unit}</span>{' '}
                    <span className="numbers soft">{item.figures}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Series key={`${measure} ${unit}`} measure={measure} unit={unit} />
        </div>
      )}
    </article>
  );
};
