// The columns of the table of events: what each shows of one event, and what it is sorted by.
import type { ReactNode } from 'react';
import type { EventRecord } from '../../../../src/schema/recorded-event.ts';
import { rangeLabel } from '../../../../src/synopsis/labels.ts';
import { QuadMark, StandingMark } from '../../parts/quad.tsx';
import { sidesLabel } from '../../parts/sides.ts';
import type { strings } from './strings.ts';

export interface Column {
  readonly id: keyof typeof strings.heads;
  /** CSS grid track. */
  readonly track: string;
  /** What the API sorts by; null where it does not. */
  readonly order: string | null;
  readonly isUsual: boolean;
  readonly isNumber?: true;
  readonly show: (record: EventRecord) => ReactNode;
}

export const COLUMNS: readonly Column[] = [
  {
    id: 'date',
    track: '8rem',
    order: 'date',
    isUsual: true,
    show: ({ event }) => (event.time ? rangeLabel(event.time) : ''),
  },
  {
    id: 'type',
    track: '9.5rem',
    order: 'type',
    isUsual: true,
    show: ({ event }) => (
      <>
        <QuadMark quad={event.quadClass} /> {event.type}
        {event.mode !== null && <span className="soft"> {event.mode}</span>}
      </>
    ),
  },
  {
    id: 'sides',
    track: 'minmax(10rem, 2fr)',
    order: null,
    isUsual: true,
    show: ({ event }) => <bdi>{sidesLabel(event)}</bdi>,
  },
  {
    id: 'place',
    track: 'minmax(6rem, 1fr)',
    order: 'country',
    isUsual: true,
    show: ({ event }) =>
      event.place && (
        <>
          <bdi>{event.place.name}</bdi> <span className="soft">{event.place.country}</span>
        </>
      ),
  },
  { id: 'status', track: '5.5rem', order: null, isUsual: true, show: ({ event }) => event.status },
  {
    id: 'standing',
    track: '6.5rem',
    order: null,
    isUsual: true,
    show: ({ event }) => <StandingMark standing={event.standing} />,
  },
  {
    id: 'outlets',
    track: '3.5rem',
    order: 'outlets',
    isUsual: true,
    isNumber: true,
    show: ({ event }) => <span title={event.outlets.join(', ')}>{event.independentOutlets}</span>,
  },
  {
    id: 'killed',
    track: '5rem',
    order: 'killed',
    isUsual: false,
    isNumber: true,
    show: ({ event }) => event.killed?.best ?? '',
  },
  {
    id: 'confidence',
    track: '4rem',
    order: 'confidence',
    isUsual: false,
    isNumber: true,
    show: ({ event }) => `${Math.round(event.confidence * 100)}%`,
  },
  { id: 'review', track: '5.5rem', order: null, isUsual: false, show: ({ reviewed }) => reviewed ?? '' },
  {
    id: 'words',
    track: 'minmax(8rem, 3fr)',
    order: null,
    isUsual: true,
    show: ({ event }) => <bdi className="event-words">{event.words}</bdi>,
  },
];

const USUAL = COLUMNS.filter(({ isUsual }) => isUsual).map(({ id }) => id);

/** Columns named in the address, the usual ones where none is. */
export const columnsOf = (named: string): readonly Column[] => {
  const wanted = named === '' ? USUAL : named.split(',');
  const found = COLUMNS.filter(({ id }) => wanted.includes(id));
  return found.length > 0 ? found : COLUMNS.filter(({ isUsual }) => isUsual);
};

/** What the address has for a choice of columns; null for the usual ones. */
export const nameColumns = (columns: readonly Column[]): string | null => {
  const ids = columns.map(({ id }) => id);
  return ids.join() === USUAL.join() || ids.length === 0 ? null : ids.join();
};
