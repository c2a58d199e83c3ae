// Events in the 61 columns of GDELT 2.0, tab-separated and without a header. GDELT's FIPS codes, tone and Goldstein scale
// are not in the store: codes and tone stay empty, the scale's place has PLOVER's intensity.
import type { Participant } from '../../schema/coded-report.ts';
import type { EventRecord } from '../../schema/recorded-event.ts';
import { type Cell, tsvLine } from './csv.ts';

const QUADS = {
  verbalCooperation: 1,
  materialCooperation: 2,
  verbalConflict: 3,
  materialConflict: 4,
} as const;

const actorCells = (participant: Participant | undefined): Cell[] => [
  participant?.code ?? null,
  participant?.name.toUpperCase() ?? null,
  participant?.country ?? null,
  null,
  null,
  null,
  null,
  participant?.sector ?? null,
  null,
  null,
];

const NO_GEO: readonly Cell[] = Array.from({ length: 8 }, () => null);

/** 1 a country, 4 a city of the world, 5 a region of it. */
const geoCells = ({ event: { place } }: EventRecord): readonly Cell[] => {
  if (place === null) return NO_GEO;
  const name = [place.name, place.admin1, place.country].filter(Boolean).join(', ');
  return [place.precision === 1 ? 4 : 5, name, null, null, null, place.latitude, place.longitude, null];
};

/** Share of the year gone by, as GDELT's FractionDate. */
const fraction = (day: string): number => {
  const start = Date.parse(`${day.slice(0, 4)}-01-01`);
  return Number((Number(day.slice(0, 4)) + (Date.parse(day) - start) / (366 * 86_400_000)).toFixed(4));
};

/** Null for an event without a day: GDELT has none. */
export const gdeltLine = (record: EventRecord): string | null => {
  const { event } = record;
  const day = event.time?.from ?? event.time?.to ?? event.firstReported;
  if (day === null) return null;
  const plain = day.replaceAll('-', '');
  const code = event.cameo;
  return tsvLine([
    event.id.slice(1),
    plain,
    plain.slice(0, 6),
    plain.slice(0, 4),
    fraction(day),
    ...actorCells(event.actors[0]),
    ...actorCells(event.recipients[0]),
    1,
    code,
    code === null ? null : code.slice(0, 3),
    code === null ? null : code.slice(0, 2),
    QUADS[event.quadClass],
    event.intensity,
    event.mentions.length,
    event.outlets.length,
    new Set(event.mentions.map(({ report }) => report)).size,
    null,
    ...NO_GEO,
    ...NO_GEO,
    ...geoCells(record),
    record.updatedAt.replace(/\D/g, '').slice(0, 14),
    null,
  ]);
};
