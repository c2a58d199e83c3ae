// Cross-validated codings -> the measures by which relations, roles and classes are scored on data kept apart.

import type { EventMention } from '../schema/coded-report.ts';
import { EVENT_TYPES, type EventType } from '../schema/plover.ts';
import { bindsBy, type CheckedText } from './events-check.ts';
import type { WeighedEvent } from './events-coding.ts';

interface F1AndAccuracy {
  /** Mean over the labels of the rows. */
  readonly f1: number;
  readonly accuracy: number;
}

export interface EventsScore {
  /** Relations: the type of the event that binds most of source and target. */
  readonly type: F1AndAccuracy;
  /** The quad class of that event. */
  readonly relationClass: F1AndAccuracy;
  /** Share of rows with an event that binds source and target, and with one that has the type as well. */
  readonly bothRoles: number;
  readonly typeAndRoles: number;
  /** Classes: the quad class of a sentence's first event, none where it has none. */
  readonly firstClass: F1AndAccuracy;
  /** Roles: overlap F1 of actors and recipients with marked sources and targets, of the first event and of all. */
  readonly rolesOfFirst: number;
  readonly rolesOfAll: number;
}

const NONE = 'none';

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;

const scoreLabels = (pairs: readonly { readonly gold: string; readonly coded: string }[]): F1AndAccuracy => {
  const f1Of = (label: string): number => {
    const hits = pairs.filter(({ gold, coded }) => gold === label && coded === label).length;
    const marks = pairs.reduce(
      (sum, { gold, coded }) => sum + Number(gold === label) + Number(coded === label),
      0,
    );
    return (2 * hits) / marks;
  };
  return {
    f1: mean([...new Set(pairs.map(({ gold }) => gold))].map(f1Of)),
    accuracy: mean(pairs.map(({ gold, coded }) => Number(gold === coded))),
  };
};

/** The relation data fold two of the types in one. */
const relationType = (type: EventType): string => (type === 'CONCEDE' || type === 'RETREAT' ? 'YIELD' : type);

const classOf = (type: EventType | undefined): string => (type ? EVENT_TYPES[type].quadClass : NONE);

const scoreRelations = (
  checked: readonly CheckedText[],
): Pick<EventsScore, 'type' | 'relationClass' | 'bothRoles' | 'typeAndRoles'> => {
  const rows = checked.map(({ text, events }) => {
    let best: WeighedEvent | null = null;
    for (const event of events) if (!best || bindsBy(text, event) > bindsBy(text, best)) best = event;
    const gold = text.label.types[0] as EventType;
    const coded = best?.event.type;
    return {
      type: { gold: relationType(gold), coded: coded ? relationType(coded) : NONE },
      quadClass: { gold: classOf(gold), coded: classOf(coded) },
      isBound: best !== null && bindsBy(text, best) === 2,
    };
  });
  return {
    type: scoreLabels(rows.map(({ type }) => type)),
    relationClass: scoreLabels(rows.map(({ quadClass }) => quadClass)),
    bothRoles: mean(rows.map(({ isBound }) => Number(isBound))),
    typeAndRoles: mean(rows.map(({ isBound, type }) => Number(isBound && type.gold === type.coded))),
  };
};

const scoreClasses = (checked: readonly CheckedText[]): F1AndAccuracy =>
  scoreLabels(
    checked.map(({ text, events }) => ({
      gold: classOf(text.label.types[0]),
      coded: classOf(events[0]?.event.type),
    })),
  );

interface RoleSpan {
  readonly start: number;
  readonly end: number;
  readonly role: 'source' | 'target';
}

const rolesOf = (events: readonly EventMention[]): RoleSpan[] => {
  const spans = events.flatMap(({ actors, recipients }) => [
    ...actors.map(({ start, end }): RoleSpan => ({ start, end, role: 'source' })),
    ...recipients.map(({ start, end }): RoleSpan => ({ start, end, role: 'target' })),
  ]);
  return [...new Map(spans.map(span => [`${span.start} ${span.end} ${span.role}`, span])).values()];
};

const scoreRoles = (checked: readonly CheckedText[], ofFirst: boolean): number => {
  const counts = { gold: 0, goldMet: 0, coded: 0, codedMet: 0 };
  const isMet = (span: RoleSpan, others: readonly RoleSpan[]): boolean =>
    others.some(other => other.role === span.role && other.start < span.end && span.start < other.end);
  for (const { text, events } of checked) {
    const marked = (['source', 'target'] as const).flatMap(role =>
      text.label[role].map(([start, end]): RoleSpan => ({ start, end, role })),
    );
    const coded = rolesOf(events.slice(0, ofFirst ? 1 : events.length).map(({ event }) => event));
    counts.gold += marked.length;
    counts.goldMet += marked.filter(span => isMet(span, coded)).length;
    counts.coded += coded.length;
    counts.codedMet += coded.filter(span => isMet(span, marked)).length;
  }
  const recall = counts.goldMet / counts.gold;
  const precision = counts.codedMet / counts.coded;
  return (2 * recall * precision) / (recall + precision);
};

export const scoreEvents = (checked: readonly CheckedText[]): EventsScore => {
  const from = (set: string): CheckedText[] => checked.filter(({ text }) => text.label.from === set);
  return {
    ...scoreRelations(from('relations')),
    firstClass: scoreClasses(from('classes')),
    rolesOfFirst: scoreRoles(from('roles'), true),
    rolesOfAll: scoreRoles(from('roles'), false),
  };
};
