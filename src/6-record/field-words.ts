// A field of an event as a reader would write it; what has no shorter form is JSON.
import type { RecordedEvent } from '../schema/recorded-event.ts';
import { canonicalJson } from './hash.ts';

/** `Norvian army [NRVMIL]; Mira Sol`. */
export const peopleInWords = (people: readonly { readonly name: string; readonly code: string }[]): string =>
  people.map(({ name, code }) => (code === '' ? name : `${name} [${code}]`)).join('; ');

/** Null where the event does not have it. */
export const fieldInWords = (event: Partial<RecordedEvent>, field: string): string | null => {
  const value = (event as Readonly<Record<string, unknown>>)[field];
  if (value === null || value === undefined) return null;
  switch (field) {
    case 'actors':
    case 'recipients':
      return peopleInWords(event[field] ?? []) || null;
    case 'place':
      return event.place
        ? [event.place.name, event.place.admin1, event.place.country].filter(Boolean).join(', ')
        : null;
    case 'time':
      return event.time ? `${event.time.from ?? ''}/${event.time.to ?? ''}` : null;
    case 'acled':
      return event.acled?.subEventType ?? null;
    case 'killed':
      return event.killed
        ? `${event.killed.low} to ${event.killed.high ?? 'more'}, best ${event.killed.best}`
        : null;
    case 'contexts':
      return event.contexts?.join('; ') || null;
    case 'mentions':
      return event.mentions?.map(({ report, event: id }) => `${report} ${id}`).join('; ') ?? null;
    default:
      return typeof value === 'string' ? value : canonicalJson(value);
  }
};
