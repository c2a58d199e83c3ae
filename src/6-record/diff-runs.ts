// What another codebook changed: two codings of the same reports, event by event.
import type { CodedReport, EventMention } from '../schema/coded-report.ts';
import { type Span, spansOverlap } from '../schema/span.ts';
import type { Store } from './store.ts';
import { StoreRefusal } from './store-refusal.ts';

export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export type EventDifference = {
  readonly report: string;
  /** The words of the event in the report. */
  readonly trigger: string;
  readonly type: string;
} & (
  | { readonly kind: 'added' | 'removed' }
  | { readonly kind: 'changed'; readonly fields: readonly FieldChange[] }
);

const names = (participants: EventMention['actors']): string | null =>
  participants.map(({ name }) => name).join('; ') || null;

/** What is compared, as a reader would write it. */
const FIELDS: Readonly<Record<string, (event: EventMention) => string | null>> = {
  type: event => event.type,
  mode: event => event.mode,
  contexts: event => event.contexts.join('; ') || null,
  status: event => event.status,
  cameo: event => event.cameo,
  acled: event => event.acled?.subEventType ?? null,
  actors: event => names(event.actors),
  recipients: event => names(event.recipients),
  mediators: event => names(event.mediators),
  place: event => event.place?.name ?? null,
  time: event => (event.time ? `${event.time.from ?? ''}/${event.time.to ?? ''}` : null),
  counts: event => String(event.counts.length),
};

const fieldChanges = (before: EventMention, after: EventMention): FieldChange[] =>
  Object.entries(FIELDS)
    .map(([field, read]) => ({ field, before: read(before), after: read(after) }))
    .filter(change => change.before !== change.after);

/** The event at the same words: of several the one of the same type, then at the very same span. */
const counterpart = (event: EventMention, others: readonly EventMention[]): EventMention | undefined => {
  const sameSpan = (span: Span): boolean =>
    span.start === event.trigger.start && span.end === event.trigger.end;
  const near = others.filter(other => spansOverlap(other.trigger, event.trigger));
  const score = (other: EventMention): number =>
    (other.type === event.type ? 2 : 0) + (sameSpan(other.trigger) ? 1 : 0);
  return near.reduce<EventMention | undefined>(
    (best, other) => (best && score(best) >= score(other) ? best : other),
    undefined,
  );
};

const diffReport = (text: string, before: CodedReport, after: CodedReport): EventDifference[] => {
  const left = new Set(after.events);
  const wordsOf = ({ trigger }: EventMention): string => text.slice(trigger.start, trigger.end);
  const base = (event: EventMention) => ({
    report: before.id,
    trigger: wordsOf(event),
    type: event.type,
  });
  const gone: EventDifference[] = [];
  for (const event of before.events) {
    const other = counterpart(event, [...left]);
    if (!other) {
      gone.push({ ...base(event), kind: 'removed' });
      continue;
    }
    left.delete(other);
    const fields = fieldChanges(event, other);
    if (fields.length > 0) gone.push({ ...base(other), kind: 'changed', fields });
  }
  return [...gone, ...[...left].map(event => ({ ...base(event), kind: 'added' as const }))];
};

const checkRun = async (store: Store, run: number): Promise<void> => {
  const runs = await store.database.query<{ id: number }>('select id from runs order by id');
  if (!runs.some(({ id }) => id === run))
    throw new StoreRefusal(
      'record/no-run',
      `there is no run ${run}; there are ${runs.map(({ id }) => id).join(', ') || 'none'}. See them: synoptic list runs`,
    );
};

const BATCH = 50;

/** Differences in the reports that both runs coded, in the order of report ids. */
export async function* diffRuns(
  store: Store,
  before: number,
  after: number,
): AsyncGenerator<EventDifference> {
  await checkRun(store, before);
  await checkRun(store, after);
  for (let last = ''; ; ) {
    const rows = await store.database.query<{ id: string; text: string; old: string; new: string }>(
      `select reports.id, text, old.coded as old, new.coded as new
      from reports join coded_reports old on old.report = reports.id and old.run = $1
        join coded_reports new on new.report = reports.id and new.run = $2
      where reports.id > $3 and old.coded <> new.coded order by reports.id limit ${BATCH}`,
      [before, after, last],
    );
    for (const row of rows)
      yield* diffReport(row.text, JSON.parse(row.old) as CodedReport, JSON.parse(row.new) as CodedReport);
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}
