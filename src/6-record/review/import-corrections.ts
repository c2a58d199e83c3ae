// A corrected table of events -> decisions: every cell that differs from the event as it stands is a correction.
import type { Decision } from '../../schema/decision.ts';
import type { EventRecord } from '../../schema/recorded-event.ts';
import { bareCell } from '../export/csv.ts';
import { EVENT_COLUMNS } from '../export/event-columns.ts';
import { readEvent } from '../lists.ts';
import type { Store } from '../store.ts';
import { StoreRefusal } from '../store-refusal.ts';
import { CORRECTABLE, readCorrection } from './correction.ts';
import { decide } from './decide.ts';

/** A row by its column names; columns that are not there are left as they are. */
export type CorrectedRow = Readonly<Record<string, string>>;

const writtenOf = (record: EventRecord, column: string): string =>
  String(EVENT_COLUMNS.find(({ name }) => name === column)?.read(record) ?? '');

/** A spreadsheet writes 12.50 for 12.5. */
const isSame = (before: string, now: string): boolean =>
  before === now || (before !== '' && now !== '' && Number(before) === Number(now));

const changedCells = (record: EventRecord, row: CorrectedRow): [string, string][] =>
  CORRECTABLE.flatMap(column => {
    const cell = row[column];
    if (cell === undefined) return [];
    const now = bareCell(cell).trim();
    return isSame(writtenOf(record, column), now) ? [] : [[column, now] as [string, string]];
  });

export interface Importing {
  readonly by: string;
  readonly reason?: string | null;
  /** Also events that were changed after the table was exported. */
  readonly force?: boolean;
}

/** Null where the row changes nothing. Throws a refusal where it cannot be read. */
export const importRow = async (
  store: Store,
  row: CorrectedRow,
  { by, reason, force = false }: Importing,
): Promise<Decision | null> => {
  const id = row.id?.trim() ?? '';
  const record = await readEvent(store, id);
  if (!record || record.deletedAt !== null)
    throw new StoreRefusal(
      'record/no-target',
      `there is no event "${id.slice(0, 100)}" to correct. The column id must have ids of \`export events\``,
    );
  const cells = changedCells(record, row);
  if (cells.length === 0) return null;
  if (!force && row.updated_at !== undefined && row.updated_at.trim() !== record.updatedAt)
    throw new StoreRefusal(
      'record/changed-since',
      `${id} was changed on ${record.updatedAt}, after the table was exported. Export it again, or give --force to overwrite`,
    );
  const correction = readCorrection(record.event, cells);
  return decide(store, { action: 'correct', target: id, correction, by, reason: reason ?? null });
};
