// Where an actor stands over time: what it did toward whom, what it said to which outlet, and where that changed.
import { eventTypeInfo } from '../schema/plover.ts';
import type { RecordedEvent } from '../schema/recorded-event.ts';
import type { PositionStep } from '../schema/story.ts';
import { storable } from './database/database.ts';
import { addEventConditions, Conditions } from './filters.ts';
import { listStatements, type StatementRecord } from './lists-of-words.ts';
import type { Store } from './store.ts';

interface EventStep {
  readonly kind: 'event';
  readonly day: string | null;
  readonly event: string;
  readonly story: string | null;
  readonly type: RecordedEvent['type'];
  readonly status: RecordedEvent['status'];
  readonly standing: RecordedEvent['standing'];
  readonly toward: readonly string[];
  readonly stance: NonNullable<PositionStep['stance']>;
  /** Id of the last event on an earlier day whose stance toward one of the same parties was the contrary. */
  readonly changes: string | null;
  readonly outlets: readonly string[];
  readonly words: string;
}

interface StatementStep {
  readonly kind: 'statement';
  readonly day: string | null;
  readonly statement: StatementRecord;
}

type ActorStep = EventStep | StatementStep;

export interface ActorPositions {
  /** Only the newest are here. */
  readonly isCut: boolean;
  /** In order of time, undated last. */
  readonly steps: readonly ActorStep[];
}

const byDay = (a: { readonly day: string | null }, b: { readonly day: string | null }): number => {
  if (a.day === b.day) return 0;
  if (a.day === null) return 1;
  return b.day === null || a.day < b.day ? -1 : 1;
};

/** @param events in order of time. */
const withChanges = (events: readonly Omit<EventStep, 'changes'>[]): EventStep[] => {
  /** By party and stance, the last event of an earlier day, and the last of the day at hand. */
  const last = new Map<string, { readonly day: string; readonly event: string }[]>();
  return events.map(step => {
    const contrary = step.stance === 'conflict' ? 'cooperation' : 'conflict';
    const before = step.toward
      .flatMap(party => {
        const seen = last.get(`${contrary} ${party}`) ?? [];
        const own = last.get(`${step.stance} ${party}`)?.at(-1);
        const found = seen.findLast(each => step.day !== null && each.day < step.day);
        // said again, it changes nothing any more
        return found && !(own && own.day >= found.day) ? [found] : [];
      })
      .sort((a, b) => (a.day < b.day ? 1 : -1));
    for (const party of step.day === null ? [] : step.toward) {
      const key = `${step.stance} ${party}`;
      const seen = last.get(key) ?? [];
      last.set(key, seen);
      seen.push({ day: step.day as string, event: step.event });
    }
    return { ...step, changes: before[0]?.event ?? null };
  });
};

const stepsOf = async (store: Store, name: string, most: number): Promise<EventStep[]> => {
  const conditions = new Conditions();
  addEventConditions(conditions, { actors: [name] });
  conditions.add(`${conditions.value(name)} = any(actors)`);
  const rows = await store.database.query<{ document: string }>(
    `select document from events where ${conditions.sql} order by date_from desc nulls last, number desc limit ${most}`,
    conditions.values,
  );
  const steps = rows
    .map(({ document }) => JSON.parse(document) as RecordedEvent)
    .map(event => ({
      kind: 'event' as const,
      day: event.time?.from ?? event.time?.to ?? event.firstReported,
      event: event.id,
      story: event.story,
      type: event.type,
      status: event.status,
      standing: event.standing,
      toward: event.recipients.map(recipient => recipient.name),
      stance: eventTypeInfo(event.type).quadClass.endsWith('Cooperation')
        ? ('cooperation' as const)
        : ('conflict' as const),
      outlets: event.outlets,
      words: event.words,
    }));
  return withChanges(steps.sort(byDay));
};

export const actorPositions = async (store: Store, name: string, most: number): Promise<ActorPositions> => {
  const events = await stepsOf(store, name, most);
  const statements = await listStatements(store, { speakerName: storable(name) }, { limit: most });
  const said = statements.items.map(statement => ({
    kind: 'statement' as const,
    day: statement.publishedAt?.slice(0, 10) ?? null,
    statement,
  }));
  return {
    isCut: events.length === most || statements.next !== null,
    steps: [...events, ...said].sort(byDay),
  };
};
