// Who acts and who is acted upon in the events of a filter: how often, and who does what to whom.
import type { NameKind } from '../schema/analysis.ts';
import { keptAnswer } from './answers-kept.ts';
import { oneRow } from './database/database.ts';
import type { EventFilter } from './filters.ts';
import { sampleEvents } from './sampled-events.ts';
import type { Store } from './store.ts';

/** What the registry, or else the words of a report, say of an actor. */
interface ActorFacts {
  readonly name: string;
  readonly kind: NameKind | null;
  /** Registry id. */
  readonly actor: string | null;
  readonly country: string | null;
  readonly sector: string | null;
  readonly code: string | null;
}

interface ActorCount extends ActorFacts {
  readonly asActor: number;
  readonly asRecipient: number;
}

export interface ActorList {
  readonly isApproximate: boolean;
  /** Most frequent first. */
  readonly items: readonly ActorCount[];
}

const factsOf = async (store: Store, names: readonly string[]): Promise<Map<string, ActorFacts>> => {
  const rows = await store.database.query<ActorFacts>(
    // one look at the index a name, however many reports name it
    `select asked.name, kind, actor, country, sector, code from unnest($1::text[]) asked(name),
      lateral (select kind, actor, country, sector, code from entities
        where lower(left(entities.name, 200)) = lower(left(asked.name, 200)) and entities.name = asked.name limit 1) found`,
    [[...names]],
  );
  return new Map(rows.map(row => [row.name, row]));
};

const unknown = (name: string): ActorFacts => ({
  name,
  kind: null,
  actor: null,
  country: null,
  sector: null,
  code: null,
});

const wordsOf = (written: string): string[] => written.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Does each word asked for begin a word of the name? */
const isCalled = (name: string, asked: readonly string[]): boolean => {
  const words = wordsOf(name);
  return asked.every(each => words.some(word => word.startsWith(each)));
};

interface NameCount {
  readonly name: string;
  readonly acts: number;
  readonly receives: number;
}

const MOST_NAMES = 2000;

/** @param filter of events; its `name` also narrows the actors themselves. */
export const listActors = (store: Store, filter: EventFilter, limit: number): Promise<ActorList> =>
  keptAnswer(store, `actors ${limit} ${JSON.stringify(filter)}`, async () => {
    const { table, conditions, scale } = await sampleEvents(store, filter);
    const rows = await store.database.query<NameCount>(
      `with found as materialized (select actors, recipients from ${table} where ${conditions.sql})
      select name, sum(acts)::int as acts, sum(receives)::int as receives from (
        select unnest(actors) as name, 1 as acts, 0 as receives from found
        union all select unnest(recipients), 0, 1 from found) sides
      group by name order by count(*) desc, name limit ${filter.name === undefined ? limit : MOST_NAMES}`,
      conditions.values,
    );
    const asked = wordsOf(filter.name ?? '');
    const called = rows.filter(({ name }) => isCalled(name, asked)).slice(0, limit);
    const facts = await factsOf(
      store,
      called.map(({ name }) => name),
    );
    return {
      isApproximate: scale !== 1,
      items: called.map(({ name, acts, receives }) => ({
        ...(facts.get(name) ?? unknown(name)),
        asActor: Math.round(acts * scale),
        asRecipient: Math.round(receives * scale),
      })),
    };
  });

export interface ActorProfile extends ActorCount {
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly stories: number;
  /** Statements of which it is the speaker. */
  readonly statements: number;
}

/** Null where no event and no statement names it. */
export const readActor = async (store: Store, name: string): Promise<ActorProfile | null> => {
  const { conditions } = await sampleEvents(store, { actors: [name] });
  const own = conditions.value(name);
  const counted = await oneRow<Omit<ActorProfile, keyof ActorFacts | 'statements'>>(
    store.database,
    `select count(*) filter (where ${own} = any(actors)) as "asActor",
      count(*) filter (where ${own} = any(recipients)) as "asRecipient",
      min(date_from) as "firstDay", max(coalesce(date_to, date_from)) as "lastDay", count(distinct story) as stories
    from events where ${conditions.sql}`,
    conditions.values,
  );
  const { statements } = await oneRow<{ statements: number }>(
    store.database,
    'select count(*) as statements from statements where lower(left(speaker, 200)) = lower(left($1, 200)) and speaker = $1',
    [name],
  );
  if (counted.asActor + counted.asRecipient + statements === 0) return null;
  const facts = (await factsOf(store, [name])).get(name) ?? unknown(name);
  return { ...facts, ...counted, statements };
};

export interface WhoToWhom {
  readonly isApproximate: boolean;
  /** Most frequent first: rows and columns. */
  readonly names: readonly string[];
  /** Pairs that occur: indices into the names, and events by quad class. */
  readonly cells: readonly {
    readonly actor: number;
    readonly recipient: number;
    readonly events: number;
    readonly verbalCooperation: number;
    readonly materialCooperation: number;
    readonly verbalConflict: number;
    readonly materialConflict: number;
  }[];
}

interface Pair {
  readonly actor: string;
  readonly recipient: string;
  readonly events: number;
  readonly vc: number;
  readonly mc: number;
  readonly vx: number;
  readonly mx: number;
}

const ofQuad = (quad: string, name: string): string =>
  `count(*) filter (where quad_class = '${quad}') as ${name}`;

/** Counts of who did what to whom among the `most` actors that the filter's events name most. */
export const whoToWhom = (store: Store, filter: EventFilter, most: number): Promise<WhoToWhom> =>
  keptAnswer(store, `matrix ${most} ${JSON.stringify(filter)}`, async () => {
    const { table, conditions, scale } = await sampleEvents(store, filter);
    const rows = await store.database.query<Pair>(
      `with found as materialized (select actors, recipients, quad_class from ${table} where ${conditions.sql}
          and cardinality(actors) > 0 and cardinality(recipients) > 0),
        sides as (select unnest(actors) as name from found union all select unnest(recipients) from found),
        often as (select name from sides group by name order by count(*) desc, name limit ${most})
      select actor, recipient, count(*) as events, ${ofQuad('verbalCooperation', 'vc')},
        ${ofQuad('materialCooperation', 'mc')}, ${ofQuad('verbalConflict', 'vx')}, ${ofQuad('materialConflict', 'mx')}
      from found, unnest(actors) actor, unnest(recipients) recipient
      where actor in (select name from often) and recipient in (select name from often)
      group by actor, recipient`,
      conditions.values,
    );
    const totals = new Map<string, number>();
    for (const { actor, recipient, events } of rows)
      for (const name of new Set([actor, recipient])) totals.set(name, (totals.get(name) ?? 0) + events);
    const names = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
    const places = new Map(names.map((name, at) => [name, at]));
    const scaled = (events: number): number => Math.round(events * scale);
    return {
      isApproximate: scale !== 1,
      names,
      cells: rows
        .map(({ actor, recipient, events, vc, mc, vx, mx }) => ({
          actor: places.get(actor) as number,
          recipient: places.get(recipient) as number,
          events: scaled(events),
          verbalCooperation: scaled(vc),
          materialCooperation: scaled(mc),
          verbalConflict: scaled(vx),
          materialConflict: scaled(mx),
        }))
        .sort((a, b) => a.actor - b.actor || a.recipient - b.recipient),
    };
  });
