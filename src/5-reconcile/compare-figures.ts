// Whether two figures for one thing agree, can both be true, or contradict.
import type { Figure } from '../schema/coded-report.ts';
import type { Moments } from './days.ts';

/** Rounded numbers this close are one: "about 660" and "more than 665". */
const ROUNDING = 0.05;
/** Measures that only rise as a report follows another: a later, higher toll is an update. */
export const RISING: ReadonlySet<string> = new Set([
  'killed',
  'injured',
  'casualties',
  'missing',
  'displaced',
  'refugees',
  'detained',
  'abducted',
  'executed',
  'strikes',
  'attacks',
]);

/** The numbers a figure allows: "more than 40" is open above, "about 40" is some way either side. */
export const boundsOf = (figure: Figure): { readonly low: number; readonly high: number } => {
  const slack = figure.comparator === '~' ? Math.abs(figure.value) * 0.1 : 0;
  const high =
    figure.comparator === '>'
      ? Number.POSITIVE_INFINITY
      : (figure.high ?? Math.max(figure.value, figure.low)) + slack;
  return { low: figure.comparator === '<' ? 0 : figure.low - slack, high };
};

const digitsOf = (value: number): number => {
  const digits = String(Math.abs(value))
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.max(1, digits.length);
};

/** 500,000 for 497,300: one of the two says fewer digits, and they are near. */
const isRounding = (a: number, b: number): boolean =>
  digitsOf(a) !== digitsOf(b) && Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));

/** A figure with when its report was published; Infinity where that is not known, or a guess. */
export interface DatedFigure {
  readonly figure: Figure;
  readonly published: Moments;
}

/** A toll published later than another and higher: news of the same happening, not a contradiction. */
const isUpdate = (a: DatedFigure, b: DatedFigure): boolean => {
  if (!RISING.has(a.figure.measure)) return false;
  const [lower, higher] = a.figure.value < b.figure.value ? [a, b] : [b, a];
  return lower.published.last < higher.published.first && Number.isFinite(higher.published.first);
};

export type Agreement = 'agree' | 'compatible' | 'contradict';

export const compareFigures = (a: DatedFigure, b: DatedFigure): Agreement => {
  if (a.figure.value === b.figure.value) return 'agree';
  if (isRounding(a.figure.value, b.figure.value) || isUpdate(a, b)) return 'compatible';
  const [x, y] = [boundsOf(a.figure), boundsOf(b.figure)];
  return x.low > y.high || y.low > x.high ? 'contradict' : 'compatible';
};
