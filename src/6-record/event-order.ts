// Events in other orders than the newest first, and from any place of the order on: what a table that is sorted by a
// column and scrolled needs.
import type { EventRecord } from '../schema/recorded-event.ts';
import { dayOrNull } from './days.ts';
import { addEventConditions, Conditions, type EventFilter } from './filters.ts';
import { EVENT_COLUMNS, type EventRow, listEvents, recordOf } from './lists.ts';
import type { Listed, Page } from './newest-first.ts';
import type { Store } from './store.ts';
import { badPage } from './store-refusal.ts';

/** By name, what is sorted by: each has an index. Values that are not known come last downwards, first upwards. */
const KEYS = {
  date: { column: 'date_from', type: 'date', mayLack: true },
  updated: { column: 'updated_at', type: 'timestamptz', mayLack: false },
  type: { column: 'type', type: 'text', mayLack: false },
  country: { column: 'country', type: 'text', mayLack: true },
  confidence: { column: 'confidence', type: 'double precision', mayLack: false },
  outlets: { column: 'independent_outlets', type: 'integer', mayLack: false },
  reports: { column: 'report_count', type: 'integer', mayLack: false },
  killed: { column: 'killed_best', type: 'double precision', mayLack: true },
} as const;

type Key = keyof typeof KEYS;

/** `-date`: downwards. */
type EventOrder = Key | `-${Key}`;

export const EVENT_ORDERS = (Object.keys(KEYS) as Key[]).flatMap(key => [`-${key}`, key] as const);

interface Direction {
  readonly column: string;
  readonly type: (typeof KEYS)[Key]['type'];
  readonly mayLack: boolean;
  readonly way: 'asc' | 'desc';
  readonly beyond: '>' | '<';
}

const directionOf = (order: EventOrder): Direction => {
  const isDown = order.startsWith('-');
  const key = KEYS[order.replace('-', '') as Key];
  return { ...key, way: isDown ? 'desc' : 'asc', beyond: isDown ? '<' : '>' };
};

/** Upwards is downwards from the end: one index serves both. */
const orderBy = ({ column, way }: Direction): string =>
  `order by ${column} ${way} nulls ${way === 'desc' ? 'last' : 'first'}, number ${way}`;

/** Behind an event of this number and value: `[12, "2024-05-15"]`. */
const addPlace = (
  conditions: Conditions,
  { column, type, mayLack, way, beyond }: Direction,
  after: string,
): void => {
  const [, number, value] = /^(\d{1,15}) (?:=(.{0,300}))?$/s.exec(after) ?? [];
  if (number === undefined) throw badPage(after);
  const last = conditions.value(Number(number));
  const isDown = way === 'desc';
  if (value === undefined) {
    const among = `${column} is null and number ${beyond} ${last}`;
    conditions.add(isDown ? `(${among})` : `(${column} is not null or ${among})`);
    return;
  }
  const at = `${conditions.value(value)}::text::${type}`;
  const behind = `(${column}, number) ${beyond} (${at}, ${last})`;
  conditions.add(isDown && mayLack ? `(${column} is null or ${behind})` : behind);
};

interface PlacedRow extends EventRow {
  readonly number: number;
  readonly place: string | null;
}

/** What the database itself would not take must not come to it. */
const isPlaceOf = (type: Direction['type'], after: string): boolean => {
  const value = /^\d+ =(.*)$/s.exec(after)?.[1];
  if (value === undefined) return true;
  switch (type) {
    case 'text':
      return true;
    case 'date':
      return value.length === 10 && dayOrNull(value) !== null;
    case 'timestamptz':
      return INSTANT.test(value) && dayOrNull(value) !== null;
    case 'integer':
      return /^\d{1,9}$/.test(value);
    case 'double precision':
      return /^-?\d{1,15}(\.\d{1,20})?(e[+-]?\d{1,2})?$/.test(value);
  }
};

const INSTANT = /^[\d-]{10} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/;

export interface OrderedPage extends Page {
  readonly order: EventOrder;
  /** So many of the first are passed over. */
  readonly skip?: number;
}

export const listEventsBy = async (
  store: Store,
  filter: EventFilter,
  page: OrderedPage,
): Promise<Listed<EventRecord>> => {
  const { order, limit, after = null, skip = 0 } = page;
  if (order === '-date' && skip === 0) return listEvents(store, filter, page);
  const direction = directionOf(order);
  const conditions = new Conditions();
  addEventConditions(conditions, filter);
  if (after !== null) {
    if (!isPlaceOf(direction.type, after)) throw badPage(after);
    addPlace(conditions, direction, after);
  }
  const rows = await store.database.query<PlacedRow>(
    `select ${EVENT_COLUMNS}, events.number, ${direction.column}::text as place from events join
      (select id from events where ${conditions.sql} ${orderBy(direction)}
        limit ${limit + 1} offset ${conditions.value(skip)}) page using (id)
    ${orderBy(direction)}`,
    conditions.values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(recordOf),
    next: last ? `${last.number} ${last.place === null ? '' : `=${last.place}`}` : null,
  };
};
