// Coded values become words for a reader: days, figures, participants, standings.

import type { EventStatus, Figure, Participant } from '../schema/coded-report.ts';
import type { DayRange } from '../schema/grounding.ts';
import type { QuadClass } from '../schema/plover.ts';
import type { DateBasis } from '../schema/report.ts';
import type { Difference, StoryEvent, StoryFigure } from '../schema/story.ts';
import type { DeniedBy, PositionChange } from './synopsis.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const STANDING_LABELS: Readonly<Record<StoryEvent['standing'], string>> = {
  corroborated: 'corroborated',
  singleSource: 'one source',
  disputed: 'disputed',
};

export const AGREEMENT_LABELS: Readonly<Record<StoryFigure['agreement'], string>> = {
  agree: 'figures agree',
  compatible: 'figures compatible',
  contradict: 'figures contradict',
  single: 'one source',
};

export const DIFFERENCE_LABELS: Readonly<Record<Difference['field'] | 'speaker', string>> = {
  speaker: 'speakers differ',
  type: 'types differ',
  status: 'status differs',
  actors: 'actors differ',
  recipients: 'recipients differ',
  place: 'places differ',
  time: 'times differ',
  counts: 'counts differ',
};

export const QUAD_LABELS: Readonly<Record<QuadClass, string>> = {
  verbalCooperation: 'verbal cooperation',
  materialCooperation: 'material cooperation',
  verbalConflict: 'verbal conflict',
  materialConflict: 'material conflict',
};

/** Status is shown only where an event did not simply happen. */
export const statusLabel = (status: EventStatus): string | null => (status === 'happened' ? null : status);

/** `2024-05-13T08:00:00Z` -> `13 May 2024`; what is no ISO date is left as it stands. */
export const dayLabel = (date: string): string => {
  const [, year, month, day] = /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?/.exec(date) ?? [];
  if (!year) return date;
  const parts = [day && Number(day), month && (MONTHS[Number(month) - 1] ?? month), year];
  return parts.filter(part => part).join(' ');
};

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days as a reader writes them: `May 2023`, `2022`, `1 Jan to 30 Jun 2023`, `since 2016`. */
export const rangeLabel = ({ from, to }: DayRange): string => {
  if (!from) return to ? `until ${dayLabel(to)}` : '';
  if (!to) return `since ${from.endsWith('-01-01') ? from.slice(0, -6) : dayLabel(from)}`;
  if (from === to) return dayLabel(from);
  const [year = '', month = '', day = ''] = from.split('-');
  const [toYear = '', toMonth = '', toDay = ''] = to.split('-');
  if (from.endsWith('-01-01') && to.endsWith('-12-31'))
    return year === toYear ? year : `${year} to ${toYear}`;
  const isWholeMonth =
    year === toYear &&
    month === toMonth &&
    day === '01' &&
    Number(toDay) === lastDayOf(Number(year), Number(month));
  if (isWholeMonth) return `${MONTHS[Number(month) - 1] ?? month} ${year}`;
  const isSameYear = year === toYear && day !== '';
  const start = isSameYear && month === toMonth ? String(Number(day)) : dayLabel(from);
  return `${isSameYear ? start.replace(/ \d{4}$/, '') : start} to ${dayLabel(to)}`;
};

/** `1234567.5` -> `1,234,567.5`. */
const grouped = (value: number): string => {
  const [whole = '', fraction] = String(value).split('.');
  if (whole.includes('e')) return String(value);
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
};

const inUnit = (value: number, unit: string | null): string => {
  if (unit === 'share') return `${grouped(Math.round(value * 1000) / 10)}%`;
  if (unit === null) return grouped(value);
  return /^[A-Z]{3}$/.test(unit) ? `${unit} ${grouped(value)}` : `${grouped(value)} ${unit}`;
};

const COMPARATORS: Readonly<Record<Figure['comparator'], string>> = {
  '=': '',
  '~': '~ ',
  '>': '> ',
  '<': '< ',
};

/** `> 665`, `12 to 15`, `~ USD 3,000,000`. */
export const figureLabel = (figure: Figure): string => {
  if (figure.high !== null && figure.high !== figure.low && figure.comparator === '=')
    return `${inUnit(figure.low, null)} to ${inUnit(figure.high, figure.unit)}`;
  return COMPARATORS[figure.comparator] + inUnit(figure.value, figure.unit);
};

/** How one number is chosen among several; said wherever one is. */
export const BEST_RULE =
  'best: what most independent outlets give or allow; of equals a number over a bound, then the later, then the lower';

/** The span of what the reports say together: `12 to 17, best 14`; one number where they agree. */
export const figureRangeLabel = ({ low, best, high, unit }: StoryFigure): string => {
  if (high === null) {
    const least = `at least ${inUnit(low, unit)}`;
    return best > low ? `${least}, best ${inUnit(best, unit)}` : least;
  }
  if (low === high) return inUnit(best, unit);
  return `${inUnit(low, null)} to ${inUnit(high, unit)}, best ${inUnit(best, unit)}`;
};

/** Names of participants, each once; null where the reports name none. */
export const participantsLabel = (participants: readonly Participant[]): string | null => {
  const names = [...new Set(participants.map(participant => participant.name))];
  return names.length > 0 ? names.join(', ') : null;
};

export const publishedLabel = (publishedAt: string | null, dateBasis: DateBasis): string => {
  if (!publishedAt) return 'undated';
  return dayLabel(publishedAt) + (dateBasis === 'inferred' ? ' (inferred)' : '');
};

/** `1 report`, `3 reports`. */
export const countLabel = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `one text, by Sahel Wire, as GR says; it counts once`; a witness of the text by its siglum. */
export const originLabel = (
  { name, siglum }: { readonly name: string; readonly siglum: string },
  witnesses: readonly { readonly siglum: string; readonly label: string }[],
): string => {
  const own = witnesses.find(({ label }) => label.toLowerCase() === name.toLowerCase());
  return `one text, by ${own ? own.siglum : `${name}, as ${siglum} says`}; it counts once`;
};

/** After `denied`: ` by Ukraine (CP, RG), see 3`. */
export const deniedByLabel = ({ who, sigla, row }: DeniedBy): string =>
  `${who === null ? '' : ` by ${who}`} (${sigla.join(', ')})${row === null ? '' : `, see ${row}`}`;

/** `from conflict on 17 Sep 2023 (1) to cooperation`. */
export const changeLabel = ({ from, to, day, row }: PositionChange): string =>
  `from ${from}${day === null ? '' : ` on ${day}`}${row === null ? '' : ` (${row})`} to ${to}`;
