// Full-text search over reports, statements and events, best first, with the words around what was found.
import { storable } from './database/database.ts';
import type { Store } from './store.ts';

export type FoundKind = 'report' | 'statement' | 'event';

export interface Found {
  readonly kind: FoundKind;
  readonly id: string;
  /** The report that a statement stands in; null for an event. */
  readonly report: string | null;
  /** A report's title, a statement's speaker, `ASSAULT (aerial) Norvia -> Tarsk` of an event. */
  readonly title: string | null;
  readonly outlet: string | null;
  readonly day: string | null;
  readonly rank: number;
  /** Words around the find, which stands between two U+E000. */
  readonly excerpt: string;
}

/** Private use: no text of a newspaper holds it, and it survives every encoding. */
export const MARK = '\uE000';

const excerpt = (text: string): string =>
  `ts_headline('english', replace(left(${text}, 100000), '${MARK}', ' '), query,
    'StartSel=${MARK}, StopSel=${MARK}, MaxFragments=2, MinWords=6, MaxWords=24, FragmentDelimiter=" … "')`;

/** Who did what to whom, as lists of events have it. */
const EVENT_TITLE = `type || coalesce(' (' || mode || ')', '') || ' ' ||
  coalesce(nullif(array_to_string(actors, ', '), ''), 'unnamed') || coalesce(' -> ' || nullif(array_to_string(recipients, ', '), ''), '')`;

/** Of words that stand in very many, the newest are ranked: these many. */
const RANKED: Readonly<Record<FoundKind, number>> = { report: 1000, statement: 3000, event: 3000 };

const QUERIES: Readonly<Record<FoundKind, string>> = {
  report: `select 'report' as kind, id, id as report, title, outlet, published_on as day, rank, ${excerpt('text')} as excerpt
    from (select *, ts_rank(words, query) as rank
      from (select * from reports, websearch_to_tsquery('english', $1) query
        where words @@ query order by added desc limit ${RANKED.report}) newest
      order by rank desc, added desc limit $2) found`,
  statement: `select 'statement' as kind, found.id, report, speaker as title, outlet, published_on as day, rank,
      ${excerpt('content')} as excerpt
    from (select *, ts_rank(words, query) as rank
      from (select * from statements, websearch_to_tsquery('english', $1) query
        where words @@ query order by added desc, ordinal limit ${RANKED.statement}) newest
      order by rank desc, report, ordinal limit $2) found
    join reports on reports.id = report`,
  event: `select 'event' as kind, id, null as report, ${EVENT_TITLE} as title, array_to_string(outlets, '; ') as outlet,
      date_from as day, rank, ${excerpt("replace(search, E'\\n', ' · ')")} as excerpt
    from (select *, ts_rank(words, query) as rank
      from (select * from events, websearch_to_tsquery('english', $1) query
        where deleted_at is null and words @@ query order by number desc limit ${RANKED.event}) newest
      order by rank desc, number desc limit $2) found`,
};

/** @param words as a web search is written: `harbour "grain corridor" -wheat`. At most `limit` of each kind. */
export const searchStore = async (
  store: Store,
  words: string,
  kinds: readonly FoundKind[],
  limit: number,
): Promise<Found[]> => {
  const found: Found[] = [];
  for (const kind of kinds)
    found.push(...(await store.database.query<Found>(QUERIES[kind], [storable(words), limit])));
  // as one list the better finds of each kind stand together
  return found.sort((a, b) => b.rank - a.rank);
};
