// A recorded event as a row of the table of events.
import type { Participant } from '../schema/coded-report.ts';
import type { RecordedEvent } from '../schema/recorded-event.ts';
import type { Row } from './database/database.ts';
import { placeAndTimeColumns } from './place-and-time.ts';

const unique = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter(value => value !== null && value !== ''))] as string[];

const namesOf = (participants: readonly Participant[]): string[] =>
  unique(participants.map(({ name }) => name));

/** The columns that follow from the event itself; the history of the row is not among them. */
export const eventColumns = (event: RecordedEvent): Row => {
  const sides = [...event.actors, ...event.recipients];
  return {
    id: event.id,
    number: Number(event.id.slice(1)),
    story: event.story,
    type: event.type,
    mode: event.mode,
    contexts: event.contexts,
    cameo: event.cameo,
    quad_class: event.quadClass,
    status: event.status,
    standing: event.standing,
    ...placeAndTimeColumns(event),
    actors: namesOf(event.actors),
    recipients: namesOf(event.recipients),
    countries: unique([event.place?.country ?? null, ...sides.map(({ country }) => country)]),
    actor_codes: unique(sides.map(({ code }) => code)),
    outlets: event.outlets,
    mention_count: event.mentions.length,
    report_count: new Set(event.mentions.map(({ report }) => report)).size,
    independent_outlets: event.independentOutlets,
    confidence: event.confidence,
    killed_low: event.killed?.low ?? null,
    killed_best: event.killed?.best ?? null,
    killed_high: event.killed?.high ?? null,
    acled_event_type: event.acled?.eventType ?? null,
    acled_sub_event_type: event.acled?.subEventType ?? null,
    names: unique([
      ...sides.map(({ name }) => name),
      event.place?.name ?? null,
      event.place?.admin1 ?? null,
    ]).join(' | '),
    document: JSON.stringify(event),
  };
};
