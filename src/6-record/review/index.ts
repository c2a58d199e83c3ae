// Review: decisions on events, what waits for one, and how far coders agree.
import type { Decision } from '../../schema/decision.ts';
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import type { Listed } from '../newest-first.ts';
import type { Store } from '../store.ts';
import { agreementOf, type FieldAgreement } from './agreement.ts';
import { type DecisionFilter, readDecisions } from './decisions.ts';

export { readCorrection } from './correction.ts';
export { decide, type Proposal } from './decide.ts';
export { goldReports } from './gold.ts';
export { importRow } from './import-corrections.ts';
export { reviewQueue } from './queue.ts';

/** All decisions, or those on one target, in the order in which they were made. */
export const listDecisions = (store: Store, target?: string): Promise<Decision[]> =>
  readDecisions(store.database, { target });

/** A page of decisions in the order in which they were made; a place in it is the number of one. */
export const pageDecisions = async (
  { database }: Store,
  filter: DecisionFilter,
  { limit, after }: { readonly limit: number; readonly after: number },
): Promise<Listed<Decision>> => {
  const decisions = await readDecisions(database, filter, { after, limit: limit + 1 });
  return {
    items: decisions.slice(0, limit),
    next: decisions.length > limit ? (decisions[limit - 1]?.id ?? null) : null,
  };
};

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
