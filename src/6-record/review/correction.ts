// What a reviewer writes for a column of an event -> new values of its fields, checked against what is allowed.
import { ACLED_CLASSES } from '../../schema/acled.ts';
import { EVENT_STATUSES, type EventPlace, type Participant } from '../../schema/coded-report.ts';
import type { Correction } from '../../schema/decision.ts';
import {
  CONTEXTS,
  EVENT_TYPES,
  type EventType,
  eventTypeInfo,
  SECTORS,
  type Sector,
} from '../../schema/plover.ts';
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import { dayOrNull } from '../days.ts';
import { StoreRefusal } from '../store-refusal.ts';

const refuse = (column: string, written: string, allowed: string): StoreRefusal =>
  new StoreRefusal(
    'record/bad-correction',
    `${column}: "${written.slice(0, 80)}" is not allowed. Allowed: ${allowed}`,
  );

const oneOf = <T extends string>(column: string, written: string, allowed: readonly T[]): T => {
  const found = allowed.find(each => each.toLowerCase() === written.toLowerCase());
  if (found === undefined) throw refuse(column, written, allowed.join(', '));
  return found;
};

const numberIn = (column: string, written: string, low: number, high: number): number => {
  const value = Number(written);
  if (written.trim() === '' || !(value >= low && value <= high))
    throw refuse(column, written, `a number from ${low} to ${high}`);
  return value;
};

const listed = (written: string): string[] =>
  written
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');

/** `Norvian army [NRVMIL]; Mira Sol`: who is named before keeps its words; a code is a country and a sector. */
const participants = (column: string, written: string, before: readonly Participant[]): Participant[] =>
  listed(written).map(part => {
    const [, name = '', code] = /^(.*?)(?:\s*\[([^\]]*)\])?$/.exec(part) ?? [];
    const known = before.find(each => each.name === name && (code === undefined || code === each.code));
    if (known) return known;
    const [, country, sector] = /^([A-Z]{3})?([A-Z]{3})?$/.exec((code ?? '').toUpperCase()) ?? [];
    const alone = country !== undefined && sector === undefined && SECTORS.includes(country as Sector);
    if (name === '' || (code && country === undefined) || (sector && !SECTORS.includes(sector as Sector)))
      throw refuse(
        column,
        part,
        `a name, then its code in brackets: Norvian army [NRVMIL]; sectors ${SECTORS.join(', ')}`,
      );
    return {
      entity: '',
      start: 0,
      end: 0,
      name,
      country: alone ? null : (country ?? null),
      sector: alone ? (country as Sector) : ((sector as Sector | undefined) ?? null),
      code: (code ?? '').toUpperCase(),
    };
  });

const NO_PLACE: EventPlace = {
  entity: '',
  start: 0,
  end: 0,
  name: '',
  country: null,
  admin1: null,
  latitude: null,
  longitude: null,
  precision: 1,
};

const place = (event: RecordedEvent, change: Partial<EventPlace>): Correction => {
  const changed = { ...(event.place ?? NO_PLACE), ...change };
  return { place: changed.name === '' && changed.country === null ? null : changed };
};

const time = (event: RecordedEvent, end: 'from' | 'to', column: string, written: string): Correction => {
  const day = written === '' ? null : dayOrNull(written);
  if (written !== '' && (day === null || written.length !== 10))
    throw refuse(column, written, 'a day such as 2024-05-15');
  const before = event.time ?? { from: null, to: null, start: 0, end: 0, precision: 1 };
  // one day given of an event without any: that day
  const changed = event.time === null ? { ...before, from: day, to: day } : { ...before, [end]: day };
  if (changed.from !== null && changed.to !== null && changed.from > changed.to && end === 'from')
    changed.to = day;
  return { time: changed.from === null && changed.to === null ? null : changed };
};

const killed = (
  event: RecordedEvent,
  part: 'low' | 'best' | 'high',
  column: string,
  written: string,
): Correction => {
  if (written === '' && part !== 'high') return { killed: null };
  const value = written === '' ? null : numberIn(column, written, 0, 1e9);
  const before = event.killed ?? { low: value ?? 0, best: value ?? 0, high: value };
  return { killed: { ...before, [part]: value } };
};

type Write = (event: RecordedEvent, written: string, column: string) => Correction;

const orNull =
  (write: (written: string) => string): ((written: string) => string | null) =>
  written =>
    written === '' ? null : write(written);

/** The columns of an event that a reviewer may write, by name. */
const WRITERS: Readonly<Record<string, Write>> = {
  type: (event, written, column) => {
    const type = oneOf(column, written, Object.keys(EVENT_TYPES) as EventType[]);
    const { quadClass, intensity, modes } = eventTypeInfo(type);
    const mode = event.mode !== null && event.mode in modes ? event.mode : null;
    return { type, mode, quadClass, intensity: mode === null ? intensity : (modes[mode] ?? intensity) };
  },
  mode: (event, written, column) => {
    const { modes, intensity } = eventTypeInfo(event.type);
    const mode = orNull(value => oneOf(`${column} of ${event.type}`, value, Object.keys(modes)))(written);
    return { mode, intensity: mode === null ? intensity : (modes[mode] ?? intensity) };
  },
  contexts: (_, written, column) => ({
    contexts: listed(written).map(each => oneOf(column, each, CONTEXTS)),
  }),
  status: (_, written, column) => ({ status: oneOf(column, written, EVENT_STATUSES) }),
  cameo: (_, written, column) => {
    if (!/^\d{0,4}$/.test(written)) throw refuse(column, written, 'two to four digits');
    return { cameo: written || null };
  },
  acled_sub_event_type: (_, written, column) => ({
    acled:
      written === '' ? null : (ACLED_CLASSES.get(oneOf(column, written, [...ACLED_CLASSES.keys()])) ?? null),
  }),
  actors: (event, written, column) => ({ actors: participants(column, written, event.actors) }),
  recipients: (event, written, column) => ({ recipients: participants(column, written, event.recipients) }),
  place: (event, written) => place(event, { name: written }),
  country: (event, written, column) => {
    if (!/^([A-Za-z]{3})?$/.test(written))
      throw refuse(column, written, 'three letters of ISO 3166-1, such as SYR');
    return place(event, { country: written.toUpperCase() || null });
  },
  admin1: (event, written) => place(event, { admin1: written || null }),
  latitude: (event, written, column) =>
    place(event, { latitude: written === '' ? null : numberIn(column, written, -90, 90) }),
  longitude: (event, written, column) =>
    place(event, { longitude: written === '' ? null : numberIn(column, written, -180, 180) }),
  geo_precision: (event, written, column) =>
    written === '' && event.place === null
      ? {}
      : place(event, { precision: Number(oneOf(column, written, ['1', '2', '3'])) as 1 | 2 | 3 }),
  date_from: (event, written, column) => time(event, 'from', column, written),
  date_to: (event, written, column) => time(event, 'to', column, written),
  time_precision: (event, written, column) =>
    event.time === null
      ? {}
      : {
          time: {
            ...event.time,
            precision: Number(oneOf(column, written, ['1', '2', '3', '4'])) as 1 | 2 | 3 | 4,
          },
        },
  killed_low: (event, written, column) => killed(event, 'low', column, written),
  killed_best: (event, written, column) => killed(event, 'best', column, written),
  killed_high: (event, written, column) => killed(event, 'high', column, written),
};

export const CORRECTABLE: readonly string[] = Object.keys(WRITERS);

/** New values of the fields that the columns touch; each column sees what the ones before it changed. */
export const readCorrection = (
  event: RecordedEvent,
  cells: readonly (readonly [column: string, written: string])[],
): Correction => {
  let correction: Correction = {};
  for (const [column, written] of cells) {
    const write = WRITERS[column];
    if (!write)
      throw new StoreRefusal(
        'record/bad-correction',
        `there is no column "${column.slice(0, 80)}" to correct. Allowed: ${CORRECTABLE.join(', ')}`,
      );
    correction = { ...correction, ...write({ ...event, ...correction }, written.trim(), column) };
  }
  return correction;
};
