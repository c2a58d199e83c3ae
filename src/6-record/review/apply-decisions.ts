// Events as they were brought together, and the decisions on them -> events as they stand.
import type { Correction, Decision, Merge, Split } from '../../schema/decision.ts';
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import { spansOverlap } from '../../schema/span.ts';
import type { StoryEventMention } from '../../schema/story.ts';

export interface StandingEvent {
  readonly event: RecordedEvent;
  readonly deleted: boolean;
  readonly mergedInto: string | null;
  /** The last action on it that counts. */
  readonly reviewed: Decision['action'] | null;
}

/** Independent outlets behind some reports, copies counted once. */
type CountVoices = (reports: readonly string[]) => number;

/** Outlet of a report. */
type OutletOf = (report: string) => string | null;

export interface Sources {
  readonly countVoices: CountVoices;
  readonly outletOf: OutletOf;
}

/** Decisions that count: a rejected decision does not, unless its rejection was rejected in turn. */
export const countingDecisions = (decisions: readonly Decision[]): Decision[] => {
  const undone = new Set<string>();
  for (const { id, action, target } of [...decisions].reverse())
    if (action === 'reject' && /^d\d+$/.test(target) && !undone.has(id)) undone.add(target);
  return decisions.filter(({ id, target }) => !undone.has(id) && !/^d\d+$/.test(target));
};

const withMentions = (
  event: RecordedEvent,
  mentions: readonly StoryEventMention[],
  { countVoices, outletOf }: Sources,
): RecordedEvent => {
  const reports = [...new Set(mentions.map(({ report }) => report))];
  const independentOutlets = countVoices(reports);
  const supported = independentOutlets > 1 ? 'corroborated' : 'singleSource';
  return {
    ...event,
    mentions,
    outlets: [...new Set(reports.flatMap(report => outletOf(report) ?? []))].sort(),
    independentOutlets,
    standing: event.standing === 'disputed' && mentions.length > 1 ? 'disputed' : supported,
  };
};

const isSameMention = (a: StoryEventMention, b: StoryEventMention): boolean =>
  a.report === b.report && spansOverlap(a.trigger, b.trigger);

export const isMerge = (after: Decision['after']): after is Merge => after !== null && 'into' in after;
export const isSplit = (after: Decision['after']): after is Split => after !== null && 'event' in after;

/** @param decisions in the order in which they were made. */
export const applyDecisions = (
  coded: ReadonlyMap<string, RecordedEvent>,
  decisions: readonly Decision[],
  sources: Sources,
): Map<string, StandingEvent> => {
  const standing = new Map<string, StandingEvent>(
    [...coded].map(([id, event]) => [id, { event, deleted: false, mergedInto: null, reviewed: null }]),
  );
  /** Where the mentions of an event are now. */
  const holder = (id: string): string => {
    let at = id;
    for (let next = standing.get(at)?.mergedInto; next; next = standing.get(at)?.mergedInto) at = next;
    return at;
  };
  const change = (id: string, reviewed: Decision['action'], by: Partial<StandingEvent>): void => {
    const before = standing.get(id);
    if (before) standing.set(id, { ...before, reviewed, ...by });
  };
  for (const { action, target, after } of countingDecisions(decisions)) {
    const now = standing.get(target);
    if (!now) continue;
    if (action === 'accept') change(target, action, { deleted: false });
    else if (action === 'reject') change(target, action, { deleted: true });
    else if (action === 'correct')
      change(target, action, { event: { ...now.event, ...(after as Correction) } });
    else if (action === 'merge' && isMerge(after)) {
      const into = holder(after.into);
      const other = standing.get(into);
      if (!other || into === holder(target)) continue;
      const added = now.event.mentions.filter(
        mention => !other.event.mentions.some(own => isSameMention(own, mention)),
      );
      change(target, action, { deleted: true, mergedInto: into });
      change(into, action, {
        event: withMentions(other.event, [...other.event.mentions, ...added], sources),
      });
    } else if (action === 'split' && isSplit(after)) {
      const moves = (mention: StoryEventMention): boolean =>
        after.mentions.some(each => isSameMention(each, mention));
      const moved = now.event.mentions.filter(moves);
      const left = now.event.mentions.filter(mention => !moves(mention));
      // coded anew, the event may hold all of them or none: then there is nothing to part
      if (moved.length === 0 || left.length === 0) continue;
      change(target, action, { event: withMentions(now.event, left, sources) });
      const event = withMentions({ ...now.event, id: after.event, differences: [] }, moved, sources);
      standing.set(after.event, { event, deleted: false, mergedInto: null, reviewed: action });
    }
  }
  return standing;
};

/** Ids that decisions tie to the given ones, by merging, splitting and undoing. */
export const relatedEvents = (ids: readonly string[], decisions: readonly Decision[]): Set<string> => {
  const related = new Set(ids);
  const ties = decisions.map(({ target, after }) => [
    target,
    ...(isMerge(after) ? [after.into] : []),
    ...(isSplit(after) ? [after.event] : []),
  ]);
  for (let size = -1; size !== related.size; ) {
    size = related.size;
    for (const tie of ties) if (tie.some(id => related.has(id))) for (const id of tie) related.add(id);
  }
  return related;
};
