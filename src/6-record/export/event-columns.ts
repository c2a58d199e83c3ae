// Events as a table. Columns that a reviewer may write are read back by review/correction.ts under the same names.
import type { EventRecord } from '../../schema/recorded-event.ts';
import { peopleInWords } from '../field-words.ts';
import type { Cell, CellType, Column } from './csv.ts';

const column = (
  name: string,
  read: (record: EventRecord) => Cell,
  type: CellType = 'text',
): Column<EventRecord> => ({ name, read, type });

export const EVENT_COLUMNS: readonly Column<EventRecord>[] = [
  column('id', ({ event }) => event.id),
  column('story', ({ event }) => event.story),
  column('type', ({ event }) => event.type),
  column('mode', ({ event }) => event.mode),
  column('contexts', ({ event }) => event.contexts.join('; ')),
  column('status', ({ event }) => event.status),
  column('standing', ({ event }) => event.standing),
  column('cameo', ({ event }) => event.cameo),
  column('quad_class', ({ event }) => event.quadClass),
  column('intensity', ({ event }) => event.intensity, 'decimal'),
  column('acled_event_type', ({ event }) => event.acled?.eventType ?? null),
  column('acled_sub_event_type', ({ event }) => event.acled?.subEventType ?? null),
  column('actors', ({ event }) => peopleInWords(event.actors)),
  column('recipients', ({ event }) => peopleInWords(event.recipients)),
  column('place', ({ event }) => event.place?.name ?? null),
  column('country', ({ event }) => event.place?.country ?? null),
  column('admin1', ({ event }) => event.place?.admin1 ?? null),
  column('latitude', ({ event }) => event.place?.latitude ?? null, 'decimal'),
  column('longitude', ({ event }) => event.place?.longitude ?? null, 'decimal'),
  column('geo_precision', ({ event }) => event.place?.precision ?? null, 'whole'),
  column('date_from', ({ event }) => event.time?.from ?? null, 'day'),
  column('date_to', ({ event }) => event.time?.to ?? null, 'day'),
  column('time_precision', ({ event }) => event.time?.precision ?? null, 'whole'),
  column('killed_low', ({ event }) => event.killed?.low ?? null, 'decimal'),
  column('killed_best', ({ event }) => event.killed?.best ?? null, 'decimal'),
  column('killed_high', ({ event }) => event.killed?.high ?? null, 'decimal'),
  column('mentions', ({ event }) => event.mentions.length, 'whole'),
  column('reports', ({ event }) => new Set(event.mentions.map(({ report }) => report)).size, 'whole'),
  column('outlets', ({ event }) => event.outlets.join('; ')),
  column('independent_outlets', ({ event }) => event.independentOutlets, 'whole'),
  column('first_reported', ({ event }) => event.firstReported, 'day'),
  column('confidence', ({ event }) => event.confidence, 'decimal'),
  column('differences', ({ event }) =>
    event.differences
      .map(({ field, values }) => `${field}: ${values.map(({ value }) => value).join(' / ')}`)
      .join('; '),
  ),
  column('words', ({ event }) => event.words),
  column('reviewed', record => record.reviewed),
  column('updated_at', record => record.updatedAt, 'instant'),
];
