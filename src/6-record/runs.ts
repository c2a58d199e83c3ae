// A run: one coding set-up. Reports coded with the same software, codebook, registry and models belong to one run.

import { nextNumber } from './counters.ts';
import { insertRows, type Queries, type Row } from './database/database.ts';
import { hashOf } from './hash.ts';
import type { Store } from './store.ts';

/** What coding depends on, each as a version or a hash. */
export interface CodingSetup {
  readonly software: string;
  readonly codebook: string;
  readonly registry: string;
  /** By model name, its checksum. */
  readonly models: Readonly<Record<string, string>>;
}

export interface Run extends CodingSetup {
  readonly id: number;
  readonly at: string;
  /** Reports whose coding of this run is kept, and for how many of them it is the current one. */
  readonly reports: number;
  readonly current: number;
}

const fingerprintOf = ({ software, codebook, registry, models }: CodingSetup): string =>
  hashOf(JSON.stringify([software, codebook, registry, Object.entries(models).sort()]));

const findRun = async (queries: Queries, fingerprint: string): Promise<number | null> =>
  (await queries.query<{ id: number }>('select id from runs where fingerprint = $1', [fingerprint]))[0]?.id ??
  null;

/** The run of this set-up, begun where there is none. */
export const beginRun = async (store: Store, setup: CodingSetup): Promise<number> => {
  const fingerprint = fingerprintOf(setup);
  return (
    (await findRun(store.database, fingerprint)) ??
    store.database.transaction(async queries => {
      // the counter's row is locked by now: who came first has committed
      const id = await nextNumber(queries, 'run');
      const begun = await findRun(queries, fingerprint);
      if (begun !== null) return begun;
      const row: Row = {
        id,
        at: store.now().toISOString(),
        software: setup.software,
        codebook: setup.codebook,
        registry: setup.registry,
        models: JSON.stringify(setup.models),
        fingerprint,
      };
      await insertRows(queries, 'runs', [row]);
      return id;
    })
  );
};

export const listRuns = async (store: Store): Promise<Run[]> => {
  const rows = await store.database.query<Omit<Run, 'models'> & { readonly models: string }>(
    `select id, at, software, codebook, registry, models,
      (select count(*)::int from coded_reports where run = runs.id) as reports,
      (select count(*)::int from reports where run = runs.id) as current
    from runs order by id`,
  );
  return rows.map(row => ({ ...row, models: JSON.parse(row.models) as Run['models'] }));
};
