// What changed from one release to another: events added, changed field by field, deleted.
import type { RecordedEvent } from '../schema/recorded-event.ts';
import type { FieldChange } from './diff-runs.ts';
import { fieldInWords } from './field-words.ts';
import { canonicalJson } from './hash.ts';
import { readRelease } from './releases.ts';
import type { Store } from './store.ts';

export type ReleaseChange = { readonly event: RecordedEvent } & (
  | { readonly kind: 'added' }
  | { readonly kind: 'deleted'; readonly mergedInto: string | null }
  | { readonly kind: 'changed'; readonly fields: readonly FieldChange[] }
);

/** Fields that differ. Two that read alike but are not (a span, a coordinate) are shown as JSON. */
const eventChanges = (before: RecordedEvent, after: RecordedEvent): FieldChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap(field => {
    const read = (event: RecordedEvent): string =>
      canonicalJson((event as unknown as Record<string, unknown>)[field] ?? null);
    if (read(before) === read(after)) return [];
    const [old, now] = [fieldInWords(before, field), fieldInWords(after, field)];
    return old === now
      ? { field, before: read(before), after: read(after) }
      : { field, before: old, after: now };
  });

const BATCH = 500;

/** In the order of event numbers. @param from goes on behind the event of this number. */
export async function* diffReleases(
  store: Store,
  before: string,
  after: string,
  from = -1,
): AsyncGenerator<ReleaseChange> {
  await readRelease(store, before);
  await readRelease(store, after);
  for (let last = from; ; ) {
    const rows = await store.database.query<{
      number: number;
      old: string | null;
      new: string | null;
      merged_into: string | null;
    }>(
      `select substr(coalesce(o.id, n.id), 2)::bigint as number, od.document as old, nd.document as new,
        (select merged_into from events where events.id = o.id) as merged_into
      from (select * from release_items where release = $1 and kind = 'event') o
        full join (select * from release_items where release = $2 and kind = 'event') n on n.id = o.id
        left join release_documents od on od.hash = o.hash left join release_documents nd on nd.hash = n.hash
      where o.hash is distinct from n.hash and substr(coalesce(o.id, n.id), 2)::bigint > $3
      order by 1 limit ${BATCH}`,
      [before, after, last],
    );
    for (const { old, new: now, merged_into } of rows) {
      if (old === null) yield { kind: 'added', event: JSON.parse(now as string) as RecordedEvent };
      else if (now === null)
        yield { kind: 'deleted', event: JSON.parse(old) as RecordedEvent, mergedInto: merged_into };
      else {
        const event = JSON.parse(now) as RecordedEvent;
        yield { kind: 'changed', event, fields: eventChanges(JSON.parse(old) as RecordedEvent, event) };
      }
    }
    const end = rows.at(-1);
    if (!end) return;
    last = end.number;
  }
}
