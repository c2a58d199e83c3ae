// Where and when of a mention or of an event -> the columns that both tables share.
import type { EventMention } from '../schema/coded-report.ts';
import type { RecordedEvent } from '../schema/recorded-event.ts';
import type { Row } from './database/database.ts';
import { dayOrNull } from './days.ts';

export const placeAndTimeColumns = ({
  place,
  time,
}: Pick<EventMention, 'place' | 'time'> | Pick<RecordedEvent, 'place' | 'time'>): Row => ({
  place_name: place?.name ?? null,
  country: place?.country ?? null,
  admin1: place?.admin1 ?? null,
  latitude: place?.latitude ?? null,
  longitude: place?.longitude ?? null,
  geo_precision: place?.precision ?? null,
  date_from: dayOrNull(time?.from),
  date_to: dayOrNull(time?.to),
  time_precision: time?.precision ?? null,
});
