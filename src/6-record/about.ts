// How much a store holds, and what made it.
import { keptAnswer } from './answers-kept.ts';
import { oneRow } from './database/database.ts';
import { areStoriesCurrent } from './state.ts';
import type { Store } from './store.ts';

export interface StoreCounts {
  readonly reports: number;
  readonly outlets: number;
  readonly stories: number;
  readonly events: number;
  readonly deletedEvents: number;
  readonly statements: number;
  readonly figures: number;
  readonly decisions: number;
  readonly releases: number;
  readonly removedReports: number;
  /** Days on which its reports were published. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface StoreFacts {
  readonly software: string;
  /** Version of the schema. */
  readonly schema: number;
  readonly kind: 'pglite' | 'postgres';
  /** False while reports wait to be brought together. */
  readonly storiesAreCurrent: boolean;
  readonly counts: StoreCounts;
}

const countAll = (store: Store): Promise<StoreCounts> =>
  keptAnswer(store, 'counts', () =>
    oneRow<StoreCounts>(
      store.database,
      `select (select count(*) from reports) as reports, (select count(distinct outlet) from reports) as outlets,
        (select count(*) from stories) as stories, (select count(*) from events where deleted_at is null) as events,
        (select count(*) from events where deleted_at is not null) as "deletedEvents",
        (select count(*) from statements) as statements, (select count(*) from figures) as figures,
        (select count(*) from decisions) as decisions, (select count(*) from releases) as releases,
        (select count(*) from removed_reports) as "removedReports", (select min(published_on) from reports) as from,
        (select max(published_on) from reports) as to`,
    ),
  );

export const readFacts = async (store: Store): Promise<StoreFacts> => ({
  software: store.software,
  schema: store.migrated.to,
  kind: store.database.kind,
  storiesAreCurrent: await areStoriesCurrent(store.database),
  counts: await countAll(store),
});

export interface OutletCount {
  readonly outlet: string;
  readonly reports: number;
  readonly from: string | null;
  readonly to: string | null;
}

const MOST_OUTLETS = 1000;

/** Most reports first. */
export const listOutlets = (store: Store): Promise<OutletCount[]> =>
  keptAnswer(store, 'outlets', () =>
    store.database.query<OutletCount>(
      `select outlet, count(*) as reports, min(published_on) as from, max(published_on) as to from reports
      where outlet is not null group by outlet order by count(*) desc, outlet limit ${MOST_OUTLETS}`,
    ),
  );
