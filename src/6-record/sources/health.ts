// How each source does: when it was last read well, what went wrong, how late its reports come and how many a day.
import type { Store } from '../store.ts';
import { listSources, type SourceRecord } from './sources.ts';

export interface SourceHealth extends SourceRecord {
  readonly reports: number;
  /** Mean of the last seven days, or of the days since the source was added where these are fewer. */
  readonly reportsADay: number;
  readonly lastReportAt: string | null;
  /** Seconds from publication to the store: the median of the last fifty reports with an hour; null without any. */
  readonly lag: number | null;
  /** Items that wait to be fetched. */
  readonly waiting: number;
  /** Items and reports that were set aside. */
  readonly setAside: number;
}

interface Counted {
  readonly source: string;
  readonly reports: number;
  readonly week: number;
  readonly last_at: string | null;
  readonly lag: number | null;
}

const DAY_MS = 86_400_000;
const DAYS = 7;

export const sourceHealth = async (store: Store): Promise<SourceHealth[]> => {
  const now = store.now().getTime();
  const since = new Date(now - DAYS * DAY_MS).toISOString();
  const sources = await listSources(store.database);
  const counted = await store.database.query<Counted>(
    `select sources.id as source,
      (select count(*)::int from source_reports where source = sources.id) as reports,
      (select count(*)::int from source_reports where source = sources.id and recorded_at >= $1) as week,
      (select max(recorded_at) from source_reports where source = sources.id) as last_at,
      (select percentile_cont(0.5) within group (order by extract(epoch from recorded_at - published_at))
        from (select recorded_at, published_at from source_reports
          where source = sources.id and published_at is not null order by recorded_at desc limit 50) as latest)
        as lag
    from sources`,
    [since],
  );
  const queued = await store.database.query<{ source: string; waiting: number; aside: number }>(
    `select source, count(*) filter (where kind = 'item' and state in ('waiting', 'leased'))::int as waiting,
      count(*) filter (where state = 'failed')::int as aside
    from queue where source is not null and state <> 'done' group by source`,
  );
  const counts = new Map(counted.map(row => [row.source, row]));
  const jobs = new Map(queued.map(row => [row.source, row]));
  return sources.map(source => {
    const count = counts.get(source.id);
    const days = Math.min(DAYS, Math.max(1, (now - Date.parse(source.addedAt)) / DAY_MS));
    return {
      ...source,
      reports: count?.reports ?? 0,
      reportsADay: Math.round((10 * (count?.week ?? 0)) / days) / 10,
      lastReportAt: count?.last_at ?? null,
      lag: count?.lag === null || count?.lag === undefined ? null : Math.max(0, Math.round(count.lag)),
      waiting: jobs.get(source.id)?.waiting ?? 0,
      setAside: jobs.get(source.id)?.aside ?? 0,
    };
  });
};
