// Days and values -> places on the chart.
import { scaleLinear, scaleLog, scaleUtc } from 'd3-scale';
import { dayLabel } from '../../../../src/synopsis/labels.ts';

export const SCALES = ['linear', 'log'] as const;
export type ScaleName = (typeof SCALES)[number];

export interface Axis {
  readonly place: (value: number) => number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export interface Ranged {
  readonly day: string | null;
  readonly value: number;
  readonly low: number;
  readonly high: number | null;
}

const DAY = 86_400_000;

/** `1 Jan 2024`, over years `Jan 2024`: as every other day of the workbench. */
const labelOf = (tick: Date, isOverYears: boolean): string =>
  dayLabel(tick.toISOString().slice(0, isOverYears ? 7 : 10));

export const dayAxis = (points: readonly Ranged[], width: number): Axis => {
  const times = points.flatMap(({ day }) => (day === null ? [] : [Date.parse(day)]));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  // One day alone still has a place: the middle.
  const scale = scaleUtc(
    [first === last ? first - DAY : first, first === last ? last + DAY : last],
    [0, width],
  );
  return {
    place: time => scale(time),
    ticks: scale.ticks(Math.max(2, Math.floor(width / 110))).map(tick => ({
      at: scale(tick),
      label: labelOf(tick, last - first > 400 * DAY),
    })),
  };
};

export const valueAxis = (
  points: readonly Ranged[],
  name: ScaleName,
  height: number,
  format: (value: number) => string,
): Axis => {
  const ends = points.flatMap(({ value, low, high }) => [value, low, high ?? value]).filter(Number.isFinite);
  const most = Math.max(1e-9, ...ends);
  if (name === 'linear') {
    const scale = scaleLinear([Math.min(0, ...ends), most], [height, 0]).nice();
    return { place: scale, ticks: scale.ticks(6).map(tick => ({ at: scale(tick), label: format(tick) })) };
  }
  // A logarithm has no place for 0 and below: those stand on the floor.
  const positive = ends.filter(value => value > 0);
  // More than twelve orders of magnitude are no chart.
  const least = Math.max(most / 1e12, positive.length > 0 ? Math.min(...positive) : most / 10);
  const scale = scaleLog([least === most ? least / 10 : least, most], [height, 0])
    .nice()
    .clamp(true);
  const [floor] = scale.domain() as [number, number];
  return {
    place: value => scale(Math.max(value, floor)),
    ticks: scale
      .ticks(6)
      .filter(tick => /^[125]/.test(tick.toExponential()))
      .map(tick => ({ at: scale(tick), label: format(tick) })),
  };
};
