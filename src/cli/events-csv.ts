// Coded reports -> a table of events, one a row, for a spreadsheet: RFC 4180, every value with the words it was read from.
import { type Cell, csvLine } from '../6-record/export/csv.ts';
import type { EventMention, Participant } from '../schema/coded-report.ts';
import type { Span } from '../schema/span.ts';
import type { CodedText } from '../schema/story.ts';

type Column = readonly [name: string, read: (text: CodedText, event: EventMention) => Cell];

const wordsOf = ({ report }: CodedText, { start, end }: Span): string =>
  report.text.slice(start, end).replace(/\s+/g, ' ');

const named = (participants: readonly Participant[]): string =>
  participants.map(({ name }) => name).join('; ');
const codes = (participants: readonly Participant[]): string =>
  participants.map(({ code }) => code).join('; ');

/** `31 killed`. */
const countsOf = ({ coded }: CodedText, event: EventMention): string =>
  coded.figures
    .filter(({ id }) => event.counts.includes(id))
    .map(({ value, measure, unit }) => `${value} ${measure}${unit === null ? '' : ` (${unit})`}`)
    .join('; ');

const speakerOf = ({ coded }: CodedText, event: EventMention): string | null => {
  const speaker = coded.statements.find(({ id }) => id === event.statement)?.speaker;
  return coded.entities.find(({ id }) => id === speaker?.entity)?.name ?? null;
};

const COLUMNS: readonly Column[] = [
  ['report', ({ report }) => report.id],
  ['event', (_, event) => event.id],
  ['outlet', ({ report }) => report.outlet],
  ['published', ({ report }) => report.publishedAt],
  ['type', (_, event) => event.type],
  ['mode', (_, event) => event.mode],
  ['contexts', (_, event) => event.contexts.join('; ')],
  ['status', (_, event) => event.status],
  ['cameo', (_, event) => event.cameo],
  ['quad_class', (_, event) => event.quadClass],
  ['intensity', (_, event) => event.intensity],
  ['acled_event_type', (_, event) => event.acled?.eventType ?? null],
  ['acled_sub_event_type', (_, event) => event.acled?.subEventType ?? null],
  ['actors', (_, event) => named(event.actors)],
  ['actor_codes', (_, event) => codes(event.actors)],
  ['recipients', (_, event) => named(event.recipients)],
  ['recipient_codes', (_, event) => codes(event.recipients)],
  ['mediators', (_, event) => named(event.mediators)],
  ['place', (_, event) => event.place?.name ?? null],
  ['country', (_, event) => event.place?.country ?? null],
  ['admin1', (_, event) => event.place?.admin1 ?? null],
  ['latitude', (_, event) => event.place?.latitude ?? null],
  ['longitude', (_, event) => event.place?.longitude ?? null],
  ['geo_precision', (_, event) => event.place?.precision ?? null],
  ['date_from', (_, event) => event.time?.from ?? null],
  ['date_to', (_, event) => event.time?.to ?? null],
  ['time_precision', (_, event) => event.time?.precision ?? null],
  ['figures', countsOf],
  ['according_to', speakerOf],
  ['denies', (_, event) => event.denies],
  ['confidence', (_, event) => event.confidence],
  ['trigger', (text, event) => wordsOf(text, event.trigger)],
  ['evidence', (text, event) => event.evidence.map(span => wordsOf(text, span)).join(' … ')],
];

export const eventsCsvHeader = (): string => csvLine(COLUMNS.map(([name]) => name));

/** The rows of one report, none where it has no event. */
export const eventsCsvRows = (text: CodedText): string =>
  text.coded.events.map(event => csvLine(COLUMNS.map(([, read]) => read(text, event)))).join('');
