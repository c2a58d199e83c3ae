// What the reports count, measure by measure: each figure over time with its source, contradictions marked.
import './figures.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useCallback } from 'react';
import type { FigureSeries, MeasureCount } from '../../../../src/6-record/index.ts';
import { dayLabel, figureLabel } from '../../../../src/synopsis/labels.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../parts/answer.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FilterBar } from '../../parts/filter-bar.tsx';
import { reportAt } from '../../parts/report-address.ts';
import { Empty } from '../../parts/states.tsx';
import { Table } from '../../parts/table.tsx';
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
  <Table className="figure-table" columns={Object.values(strings.heads)} numbers={[strings.heads.figure]}>
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
  </Table>
);

const Series = ({ measure, unit }: { measure: string; unit: string }): ReactElement => {
  const { query } = usePlace();
  const [named, change] = useQueryValue('scale');
  const scale: ScaleName = named === 'log' ? 'log' : 'linear';
  const filters = Object.fromEntries(DAY_FILTERS.map(name => [name, query.getAll(name)]));
  const series = useQuery({
    queryKey: ['figures', 'series', measure, unit, filters],
    queryFn: ({ signal }) => getJson<FigureSeries>('/figures/series', { measure, unit, ...filters }, signal),
  });
  const format = useCallback((value: number) => formatIn(unit === '' ? null : unit)(value), [unit]);
  const draw = (data: FigureSeries): ReactElement => {
    if (data.points.length === 0)
      return (
        <Empty title={strings.noneLeft}>
          <p>{strings.noneLeftHint}</p>
        </Empty>
      );
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
  return <Answer query={series}>{draw}</Answer>;
};

const Measures = ({ items }: { items: readonly MeasureCount[] }): ReactElement => {
  const place = usePlace();
  const [first] = items;
  const measure = place.query.get('measure') ?? first?.measure ?? '';
  const unit = place.query.has('measure') ? (place.query.get('unit') ?? '') : (first?.unit ?? '');
  return (
    <div className="figure-sides">
      <nav aria-label={strings.measures}>
        <ul>
          {items.map(item => (
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
  );
};

export const FiguresPage = (): ReactElement => {
  useTitle(strings.title);
  const measures = useQuery({
    queryKey: ['figures', 'measures'],
    queryFn: ({ signal }) => getJson<{ items: readonly MeasureCount[] }>('/figures/measures', {}, signal),
  });
  return (
    <article className="figures">
      <h1>{strings.title}</h1>
      <FilterBar only={DAY_FILTERS} />
      <Answer query={measures}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={strings.none}>
              <p>{strings.noneHint}</p>
            </Empty>
          ) : (
            <Measures items={items} />
          )
        }
      </Answer>
    </article>
  );
};
