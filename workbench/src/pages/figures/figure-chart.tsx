// One measure over time: a point a figure, a line for its range; what others contradict is marked by form and colour.
import { type ReactElement, useMemo } from 'react';
import type { FigureSeries } from '../../../../src/6-record/index.ts';
import { dayLabel } from '../../../../src/synopsis/labels.ts';
import { useWidth } from '../../parts/width.ts';
import { dayAxis, type ScaleName, valueAxis } from './scale.ts';
import { strings } from './strings.ts';

type Point = FigureSeries['points'][number];

const HEIGHT = 280;
const LEFT = 64;
const BOTTOM = 26;
const TOP = 10;

const nameOf = ({ outlet, report, day, words }: Point): string =>
  `${outlet ?? report}, ${day === null ? '' : dayLabel(day)}: ${words}`;

const Mark = ({
  point,
  x,
  y,
  low,
  high,
}: {
  point: Point;
  x: number;
  y: number;
  low: number;
  high: number;
}) => (
  <g className={point.agreement === 'contradict' ? 'figure-mark is-disputed' : 'figure-mark'}>
    <title>{nameOf(point)}</title>
    {low !== high && <line x1={x} x2={x} y1={low} y2={high} />}
    {point.high === null && <path d={`M${x - 4} ${high + 5}l4 -5l4 5`} fill="none" />}
    {point.agreement === 'contradict' ? (
      <path d={`M${x} ${y - 5}l5 5l-5 5l-5 -5z`} />
    ) : (
      <circle cx={x} cy={y} r={3.5} />
    )}
  </g>
);

export const FigureChart = ({
  series,
  scale,
  format,
}: {
  series: FigureSeries;
  scale: ScaleName;
  format: (value: number) => string;
}): ReactElement => {
  const [box, width] = useWidth<HTMLElement>(720);
  const dated = useMemo(() => series.points.filter(({ day }) => day !== null), [series]);
  const inner = Math.max(120, width - LEFT - 16);
  const days = useMemo(() => dayAxis(dated, inner), [dated, inner]);
  const values = useMemo(() => valueAxis(dated, scale, HEIGHT, format), [dated, scale, format]);
  return (
    <figure ref={box} className="figure-chart chart">
      <svg
        width={width}
        height={TOP + HEIGHT + BOTTOM}
        role="img"
        aria-label={strings.chart(series.measure)}
        className="numbers"
      >
        <g transform={`translate(${LEFT} ${TOP})`}>
          {values.ticks.map(({ at, label }) => (
            <g key={label} transform={`translate(0 ${at})`}>
              <line className="grid" x2={inner} />
              <text x={-8} dy="0.32em" textAnchor="end">
                {label}
              </text>
            </g>
          ))}
          {days.ticks.map(({ at, label }) => (
            <text key={`${label}${at}`} x={at} y={HEIGHT + 18} textAnchor="middle">
              {label}
            </text>
          ))}
          {dated.map(point => (
            <Mark
              key={`${point.report}-${point.id}`}
              point={point}
              x={days.place(Date.parse(point.day ?? ''))}
              y={values.place(point.value)}
              low={values.place(point.low)}
              high={values.place(point.high ?? point.value)}
            />
          ))}
        </g>
      </svg>
      <figcaption className="small soft">
        ● {strings.key.point} · <span className="standing-disputed">◆</span> {strings.key.contradict}
      </figcaption>
    </figure>
  );
};
