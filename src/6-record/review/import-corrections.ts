// A corrected table of events -> decisions: every cell that differs from the event as it stands is a correction.
import type { Correction, Decision } from '../../schema/decision.ts';
import type { EventRecord } from '../../schema/recorded-event.ts';
import { bareCell } from '../export/csv.ts';
import { EVENT_COLUMNS } from '../export/event-columns.ts';
import { canonicalJson } from '../hash.ts';
import { readEvent } from '../lists.ts';
import type { Store } from '../store.ts';
import { StoreRefusal } from '../store-refusal.ts';
import { CORRECTABLE, readCorrection } from './correction.ts';
import { decide } from './decide.ts';

/** A row by its column names; columns that are not there are left as they are. */
export type CorrectedRow = Readonly<Record<string, string>>;

const writtenOf = (record: EventRecord, column: string): string =>
  String(EVENT_COLUMNS.find(({ name }) => name === column)?.read(record) ?? '');

/** Columns of closed lists: `Happened` is happened. */
const LISTED = ['type', 'mode', 'contexts', 'status', 'acled_sub_event_type', 'country'];

/** A spreadsheet writes 12.50 for 12.5. */
const isSame = (column: string, before: string, now: string): boolean =>
  before === now ||
  (before !== '' && now !== '' && Number(before) === Number(now)) ||
  (LISTED.includes(column) && before.toLowerCase() === now.toLowerCase());

const changedCells = (record: EventRecord, row: CorrectedRow): [string, string][] =>
  CORRECTABLE.flatMap(column => {
    const cell = row[column];
    if (cell === undefined) return [];
    const now = bareCell(cell).trim();
    return isSame(column, writtenOf(record, column), now) ? [] : [[column, now] as [string, string]];
  });

/** The fields that the cells give another value. */
const readRow = ({ event }: EventRecord, cells: readonly (readonly [string, string])[]): Correction => {
  try {
    const correction = Object.entries(readCorrection(event, cells));
    return Object.fromEntries(
      correction.filter(
        ([field, value]) => canonicalJson(value) !== canonicalJson(event[field as keyof Correction]),
      ),
    );
  } catch (error) {
    if (error instanceof StoreRefusal)
      throw new StoreRefusal(error.code, `${event.id}: ${error.message}`, error);
    throw error;
  }
};

/** Columns of the export that a reviewer cannot write, and that were written nonetheless. */
const derivedColumns = (record: EventRecord, row: CorrectedRow): string[] =>
  EVENT_COLUMNS.map(({ name }) => name).filter(
    name =>
      !CORRECTABLE.includes(name) &&
      name !== 'updated_at' &&
      row[name] !== undefined &&
      !isSame(name, writtenOf(record, name).trim(), bareCell(row[name]).trim()),
  );

export interface Importing {
  readonly by: string;
  readonly reason?: string | null;
  /** Also events that were changed after the table was exported. */
  readonly force?: boolean;
  /** Told of each cell that was written over and follows from the reports: it is not taken. */
  readonly onDerived?: (column: string) => void;
}

/** Null where the row changes nothing. Throws a refusal where it cannot be read. */
export const importRow = async (
  store: Store,
  row: CorrectedRow,
  { by, reason, force = false, onDerived = () => {} }: Importing,
): Promise<Decision | null> => {
  const id = row.id?.trim() ?? '';
  const record = await readEvent(store, id);
  if (!record || record.deletedAt !== null)
    throw new StoreRefusal(
      'record/no-target',
      `there is no event "${id.slice(0, 100)}" to correct. The column id must have ids of \`export events\``,
    );
  const isSince = row.updated_at !== undefined && row.updated_at.trim() !== record.updatedAt;
  if (!isSince) derivedColumns(record, row).forEach(onDerived);
  const cells = changedCells(record, row);
  if (cells.length === 0) return null;
  const correction = readRow(record, cells);
  // `A [X];B` for `A [X]; B`: written otherwise, the same
  if (Object.keys(correction).length === 0) return null;
  if (!force && isSince)
    throw new StoreRefusal(
      'record/changed-since',
      `${id} was changed on ${record.updatedAt}, after the table was exported. Export it again, or give --force to overwrite`,
    );
  return decide(store, { action: 'correct', target: id, correction, by, reason: reason ?? null });
};
