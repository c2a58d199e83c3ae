// Events in the columns of POLECAT. What the store does not know (COW codes, Wikipedia and GeoNames ids) is left empty.
import type { Participant } from '../../schema/coded-report.ts';
import type { EventRecord } from '../../schema/recorded-event.ts';
import type { Cell, Column } from './csv.ts';

const column = (name: string, read: (record: EventRecord) => Cell = () => null): Column<EventRecord> => ({
  name,
  read,
});

const joined = (list: readonly Participant[], read: (participant: Participant) => string | null): string =>
  [...new Set(list.map(read).filter(value => value !== null && value !== ''))].join('; ');

const sideColumns = (
  role: 'Actor' | 'Recipient',
  side: (record: EventRecord) => readonly Participant[],
): Column<EventRecord>[] => [
  column(`${role} Name`, record => joined(side(record), ({ name }) => name)),
  column(`${role} Country`, record => joined(side(record), ({ country }) => country)),
  column(`${role} COW`),
  column(`Primary ${role} Sector`, record => side(record)[0]?.sector ?? null),
  column(`${role} Sectors`, record => joined(side(record), ({ sector }) => sector)),
  column(`${role} Title`),
  column(`${role} Name Raw`, record => joined(side(record), ({ name }) => name)),
  column(`Wikipedia ${role} ID`),
];

const QUADS = {
  verbalCooperation: 'VERBAL COOPERATION',
  materialCooperation: 'MATERIAL COOPERATION',
  verbalConflict: 'VERBAL CONFLICT',
  materialConflict: 'MATERIAL CONFLICT',
} as const;

export const POLECAT_COLUMNS: readonly Column<EventRecord>[] = [
  column('Event ID', ({ event }) => event.id),
  column('Event Date', ({ event }) => event.time?.from ?? event.firstReported),
  column('Event Type', ({ event }) => event.type),
  column('Event Mode', ({ event }) => event.mode),
  column('Intensity', ({ event }) => event.intensity),
  column('Quad Code', ({ event }) => QUADS[event.quadClass]),
  column('Contexts', ({ event }) => event.contexts.join('; ')),
  ...sideColumns('Actor', ({ event }) => event.actors),
  ...sideColumns('Recipient', ({ event }) => event.recipients),
  column('Placename', ({ event }) => event.place?.name ?? null),
  column('City', ({ event }) => (event.place?.precision === 1 ? event.place.name : null)),
  column('District'),
  column('Province', ({ event }) => event.place?.admin1 ?? null),
  column('Country', ({ event }) => event.place?.country ?? null),
  column('Latitude', ({ event }) => event.place?.latitude ?? null),
  column('Longitude', ({ event }) => event.place?.longitude ?? null),
  column('GeoNames ID'),
  column('Raw Placename', ({ event }) => event.place?.name ?? null),
  column('Feature Type'),
  column('Source', ({ event }) => event.outlets.join('; ')),
  column('Publication Date', ({ event }) => event.firstReported),
  column('Story People'),
  column('Story Organizations'),
  column('Story Locations'),
  column('Language', () => 'en'),
  column('Version', () => 'PLOVER 0.8'),
];
