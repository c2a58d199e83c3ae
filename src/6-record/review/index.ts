// Review: decisions on events, what waits for one, and how far coders agree.
import type { Decision } from '../../schema/decision.ts';
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import type { Store } from '../store.ts';
import { agreementOf, type FieldAgreement } from './agreement.ts';
import { readDecisions } from './decisions.ts';

export { readCorrection } from './correction.ts';
export { decide, type Proposal } from './decide.ts';
export { importRow } from './import-corrections.ts';
export { reviewQueue } from './queue.ts';

/** All decisions, or those on one target, in the order in which they were made. */
export const listDecisions = async (store: Store, target?: string): Promise<Decision[]> =>
  (await readDecisions(store.database)).filter(each => target === undefined || each.target === target);

export const coderAgreement = async (
  store: Store,
  coders: readonly [string, string],
): Promise<FieldAgreement[]> => {
  const decisions = await readDecisions(store.database);
  const targets = [...new Set(decisions.map(({ target }) => target))];
  const rows = await store.database.query<{ id: string; coded: string }>(
    'select id, coalesce(coded, document) as coded from events where id = any($1)',
    [targets],
  );
  const coded = new Map(rows.map(row => [row.id, JSON.parse(row.coded) as RecordedEvent]));
  return agreementOf(coders, decisions, coded);
};
