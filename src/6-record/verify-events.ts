// Are the events as they stand what their rows, their mentions and the decisions on them come to?
import type { RecordedEvent } from '../schema/recorded-event.ts';
import { differingRows, type Queries } from './database/database.ts';
import { eventColumns } from './event-row.ts';
import { isMerge, isSplit, relatedEvents } from './review/apply-decisions.ts';
import { standingOf } from './review/decide.ts';
import { readDecisions } from './review/decisions.ts';
import type { Fault } from './verify.ts';

const BATCH = 500;

interface EventDocuments {
  readonly id: string;
  readonly number: number;
  readonly document: string;
  readonly coded: string | null;
}

const parse = (json: string): RecordedEvent | null => {
  try {
    return JSON.parse(json) as RecordedEvent;
  } catch {
    return null;
  }
};

const checkBatch = async (queries: Queries, rows: readonly EventDocuments[]): Promise<Fault[]> => {
  const faults: Fault[] = [];
  const whole: RecordedEvent[] = [];
  for (const { id, document, coded } of rows) {
    const event = parse(document);
    if (event?.id !== id) faults.push({ what: `event ${id}`, fault: 'its document is not of it' });
    else if (coded !== null && parse(coded)?.id !== id)
      faults.push({ what: `event ${id}`, fault: 'what was brought together is not of it' });
    else whole.push(event);
  }
  const keys = whole.map(({ id }) => id);
  const differing = await differingRows(
    queries,
    { table: 'events', key: 'id', keys },
    whole.map(eventColumns),
  );
  for (const id of differing)
    faults.push({ what: `event ${id}`, fault: 'queries read other values than its document has' });
  const links = rows.flatMap(({ id, coded }) =>
    ((coded === null ? null : parse(coded))?.mentions ?? []).map(({ report, event, trigger }) => ({
      report,
      mention: event,
      event: id,
      trigger_start: trigger.start,
      trigger_end: trigger.end,
    })),
  );
  const linked = await queries.query<{ event: string }>(
    'select distinct event from event_links where event = any($1)',
    [rows.map(({ id }) => id)],
  );
  const alive = new Set(linked.map(({ event }) => event));
  const strange = await differingRows(
    queries,
    { table: 'event_links', key: 'event', keys: [...alive] },
    // of an event that is gone its last coding is kept and no link
    links.filter(({ event }) => alive.has(event)),
  );
  for (const id of strange)
    faults.push({
      what: `event ${id}`,
      fault: 'its mentions are not those that it was brought together from',
    });
  return faults;
};

/** Events that decisions touch, worked out anew. */
const checkDecided = async (queries: Queries): Promise<Fault[]> => {
  const decisions = await readDecisions(queries);
  const ids = decisions.flatMap(({ target, after }) => [
    target,
    ...(isMerge(after) ? [after.into] : []),
    ...(isSplit(after) ? [after.event] : []),
  ]);
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const id of new Set(ids)) {
    if (seen.has(id)) continue;
    for (const related of relatedEvents([id], decisions)) seen.add(related);
    const { standing } = await standingOf(queries, [id], decisions);
    const rows = await queries.query<{
      id: string;
      document: string;
      is_deleted: boolean;
      merged_into: string | null;
      reviewed: string | null;
    }>(
      'select id, document, deleted_at is not null as is_deleted, merged_into, reviewed from events where id = any($1)',
      [[...standing.keys()]],
    );
    const found = new Map(rows.map(row => [row.id, row]));
    for (const [event, state] of standing) {
      const row = found.get(event);
      if (
        row?.document !== JSON.stringify(state.event) ||
        row.is_deleted !== state.deleted ||
        row.merged_into !== state.mergedInto ||
        row.reviewed !== state.reviewed
      )
        faults.push({ what: `event ${event}`, fault: 'it does not stand as the decisions on it say' });
    }
  }
  return faults;
};

/** @param onProgress called with the number of events looked at. */
export const verifyEvents = async (
  queries: Queries,
  onProgress: (events: number) => void,
): Promise<Fault[]> => {
  const faults: Fault[] = [];
  let looked = 0;
  for (let after = -1; ; ) {
    const rows = await queries.query<EventDocuments>(
      `select id, number, document, coded from events where number > $1 order by number limit ${BATCH}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) break;
    faults.push(...(await checkBatch(queries, rows)));
    looked += rows.length;
    onProgress(looked);
    after = last.number;
  }
  faults.push(...(await checkDecided(queries)));
  return faults;
};
