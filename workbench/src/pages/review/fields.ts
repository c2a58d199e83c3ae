// The fields of an event that a reviewer may write: their values as text, and the words of the reports behind each.
import type { EventMention, Participant } from '../../../../src/schema/coded-report.ts';
import { EVENT_STATUSES } from '../../../../src/schema/coded-report.ts';
import { CONTEXTS, EVENT_TYPES, eventTypeInfo } from '../../../../src/schema/plover.ts';
import type { RecordedEvent } from '../../../../src/schema/recorded-event.ts';
import type { Span } from '../../../../src/schema/span.ts';
import type { strings } from './strings.ts';

export type FieldName = keyof typeof strings.fields;

export interface Field {
  readonly name: FieldName;
  /** Its value as a reviewer writes it. */
  readonly text: (event: RecordedEvent) => string;
  /** Where a mention's report says so. */
  readonly spans: (mention: EventMention) => readonly (Span | null)[];
  /** What may be written; null for free text. */
  readonly choices: (event: RecordedEvent) => readonly string[] | null;
}

const people = (participants: readonly Participant[]): string =>
  participants.map(({ name, code }) => (code === '' ? name : `${name} [${code}]`)).join('; ');

const free = (): null => null;
const none = (): readonly Span[] => [];
const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

export const FIELDS: readonly Field[] = [
  {
    name: 'type',
    text: ({ type }) => type,
    spans: ({ trigger }) => [trigger],
    choices: () => Object.keys(EVENT_TYPES),
  },
  {
    name: 'mode',
    text: ({ mode }) => mode ?? '',
    spans: ({ trigger }) => [trigger],
    choices: ({ type }) => ['', ...Object.keys(eventTypeInfo(type).modes)],
  },
  {
    name: 'status',
    text: ({ status }) => status,
    spans: ({ trigger }) => [trigger],
    choices: () => EVENT_STATUSES,
  },
  { name: 'actors', text: ({ actors }) => people(actors), spans: ({ actors }) => actors, choices: free },
  {
    name: 'recipients',
    text: ({ recipients }) => people(recipients),
    spans: ({ recipients }) => recipients,
    choices: free,
  },
  { name: 'date_from', text: ({ time }) => time?.from ?? '', spans: ({ time }) => [time], choices: free },
  { name: 'date_to', text: ({ time }) => time?.to ?? '', spans: ({ time }) => [time], choices: free },
  { name: 'place', text: ({ place }) => place?.name ?? '', spans: ({ place }) => [place], choices: free },
  { name: 'country', text: ({ place }) => place?.country ?? '', spans: none, choices: free },
  { name: 'admin1', text: ({ place }) => place?.admin1 ?? '', spans: none, choices: free },
  {
    name: 'geo_precision',
    text: ({ place }) => number(place?.precision),
    spans: none,
    choices: () => ['', '1', '2', '3'],
  },
  {
    name: 'contexts',
    text: ({ contexts }) => contexts.join('; '),
    spans: none,
    choices: free,
  },
  { name: 'cameo', text: ({ cameo }) => cameo ?? '', spans: none, choices: free },
  {
    name: 'acled_sub_event_type',
    text: ({ acled }) => acled?.subEventType ?? '',
    spans: none,
    choices: free,
  },
  { name: 'killed_low', text: ({ killed }) => number(killed?.low), spans: none, choices: free },
  { name: 'killed_best', text: ({ killed }) => number(killed?.best), spans: none, choices: free },
  { name: 'killed_high', text: ({ killed }) => number(killed?.high), spans: none, choices: free },
];

export const KNOWN_CONTEXTS: readonly string[] = CONTEXTS;

export type Draft = Readonly<Partial<Record<FieldName, string>>>;

/** What of a draft differs from the event: the columns to correct. */
export const changesOf = (event: RecordedEvent, draft: Draft): Record<string, string> =>
  Object.fromEntries(
    FIELDS.flatMap(({ name, text }) => {
      const written = draft[name]?.trim();
      return written === undefined || written === text(event) ? [] : [[name, written]];
    }),
  );
