// Events near one: of its story, at its place about its time, between the same sides.
import type { EventRecord, RecordedEvent } from '../schema/recorded-event.ts';
import type { EventFilter } from './filters.ts';
import { listEvents } from './lists.ts';
import type { Store } from './store.ts';

export interface Neighbours {
  readonly sameStory: readonly EventRecord[];
  /** At the same place within three days. */
  readonly samePlace: readonly EventRecord[];
  /** With one of its actors and one of its recipients, within thirty days. */
  readonly sameSides: readonly EventRecord[];
}

const MOST = 10;
const DAY = 86_400_000;

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const around = ({ time }: RecordedEvent, days: number): Pick<EventFilter, 'since' | 'until'> | null => {
  const from = time?.from ?? time?.to ?? null;
  const to = time?.to ?? time?.from ?? null;
  return from === null || to === null ? null : { since: shifted(from, -days), until: shifted(to, days) };
};

export const eventNeighbours = async (store: Store, event: RecordedEvent): Promise<Neighbours> => {
  const list = async (filter: EventFilter | null, fits: (other: RecordedEvent) => boolean = () => true) => {
    if (filter === null) return [];
    // some are left out again: itself, and those that fit only one of both sides
    const { items } = await listEvents(store, filter, { limit: 5 * MOST });
    return items.filter(({ event: other }) => other.id !== event.id && fits(other)).slice(0, MOST);
  };
  const near = around(event, 3);
  const month = around(event, 30);
  const place = event.place?.name ?? '';
  const names = (sides: RecordedEvent['actors']): Set<string> => new Set(sides.map(({ name }) => name));
  const [actors, recipients] = [names(event.actors), names(event.recipients)];
  const meets = (other: RecordedEvent): boolean =>
    [...names(other.recipients)].some(name => recipients.has(name) || actors.has(name)) &&
    [...names(other.actors)].some(name => recipients.has(name) || actors.has(name));
  return {
    sameStory: await list(event.story === null ? null : { story: event.story }),
    samePlace: await list(near && place !== '' ? { ...near, place } : null),
    sameSides: await list(
      month && actors.size > 0 && recipients.size > 0 ? { ...month, actors: [...actors] } : null,
      meets,
    ),
  };
};
