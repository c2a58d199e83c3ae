// A decision is added, and the events that it touches stand as it says from then on.
import { ACTIONS, type Correction, type Decision, type Split } from '../../schema/decision.ts';
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import type { StoryEventMention } from '../../schema/story.ts';
import { readCodedEvents, readTextsOf } from '../coded-events.ts';
import { nextNumber } from '../counters.ts';
import { insertRows, type Queries, storable } from '../database/database.ts';
import type { Store } from '../store.ts';
import { StoreRefusal } from '../store-refusal.ts';
import { writeEvents } from '../write-events.ts';
import { applyDecisions, relatedEvents, type StandingEvent } from './apply-decisions.ts';
import { readDecisions, readSources } from './decisions.ts';

interface Asked {
  /** Who decides. */
  readonly by: string;
  readonly reason?: string | null | undefined;
}

/** What is asked for; the store adds what was there before, the id and the time. */
export type Proposal = Asked &
  (
    | { readonly action: 'accept' | 'reject' | 'note'; readonly target: string }
    | { readonly action: 'correct'; readonly target: string; readonly correction: Correction }
    | { readonly action: 'merge'; readonly target: string; readonly into: string }
    | {
        readonly action: 'split';
        readonly target: string;
        /** Mentions that become an event of their own: report and id of the mention. */
        readonly mentions: readonly { readonly report: string; readonly event: string }[];
      }
  );

const noSuch = (what: string, id: string): StoreRefusal =>
  new StoreRefusal(
    'record/no-target',
    `there is no ${what} "${id.slice(0, 100)}" to decide on. See them: synoptic list events, synoptic review log`,
  );

/** Events by id as decisions make them stand, with all that is tied to them. */
export const standingOf = async (
  queries: Queries,
  ids: readonly string[],
  decisions: readonly Decision[],
): Promise<{ coded: Map<string, RecordedEvent>; standing: Map<string, StandingEvent> }> => {
  const coded = await readCodedEvents(queries, [...relatedEvents(ids, decisions)]);
  const reports = [...coded.values()].flatMap(({ mentions }) => mentions.map(({ report }) => report));
  const sources = await readSources(queries, [...new Set(reports)]);
  return { coded, standing: applyDecisions(coded, decisions, sources) };
};

/** Events that a decision to reject or a plain id leads to: of `d7` those that d7 was about. */
const touched = (target: string, decisions: readonly Decision[]): string[] => {
  const decision = decisions.find(({ id }) => id === target);
  return decision ? touched(decision.target, decisions) : [target];
};

const checkTarget = async (
  queries: Queries,
  { action, target }: Proposal,
  now: StandingEvent | undefined,
  decisions: readonly Decision[],
): Promise<void> => {
  if (decisions.some(({ id }) => id === target)) {
    if (action !== 'reject' && action !== 'note') throw noSuch('event', target);
    return;
  }
  if (now) return;
  if (action !== 'note') throw noSuch('event', target);
  const found = await queries.query(
    'select 1 from events where id = $1 union all select 1 from reports where id = $1 union all select 1 from stories where id = $1',
    [storable(target)],
  );
  if (found.length === 0) throw noSuch('event, report or story', target);
};

const pick = (event: RecordedEvent, correction: Correction): Correction =>
  Object.fromEntries(
    Object.keys(correction).map(field => [field, event[field as keyof Correction]]),
  ) as Correction;

const splitOf = async (
  queries: Queries,
  event: RecordedEvent,
  asked: readonly { readonly report: string; readonly event: string }[],
): Promise<Split> => {
  const mentions: StoryEventMention[] = asked.map(each => {
    const found = event.mentions.find(own => own.report === each.report && own.event === each.event);
    if (!found) throw noSuch(`mention in ${event.id}`, `${each.report} ${each.event}`);
    return found;
  });
  if (mentions.length === 0 || mentions.length === event.mentions.length)
    throw new StoreRefusal(
      'record/no-split',
      `${event.id} has ${event.mentions.length} mentions; to split it, name at least one and not all of them`,
    );
  return { event: `e${await nextNumber(queries, 'event')}`, mentions };
};

const contentOf = async (
  queries: Queries,
  proposal: Proposal,
  now: StandingEvent | undefined,
  standing: ReadonlyMap<string, StandingEvent>,
): Promise<Pick<Decision, 'before' | 'after'>> => {
  switch (proposal.action) {
    case 'accept':
    case 'reject':
    case 'note':
      return { before: null, after: null };
    case 'correct': {
      const { event } = now as StandingEvent;
      return { before: pick(event, proposal.correction), after: proposal.correction };
    }
    case 'merge': {
      const other = standing.get(proposal.into);
      if (!other || other.deleted) throw noSuch('event', proposal.into);
      if (proposal.into === proposal.target || now?.deleted)
        throw new StoreRefusal(
          'record/no-merge',
          `${proposal.target} cannot be merged into ${proposal.into}: ${now?.deleted ? `it is deleted${now.mergedInto ? `, now in ${now.mergedInto}` : ''}` : 'they are one event'}`,
        );
      return { before: null, after: { into: proposal.into } };
    }
    case 'split':
      return {
        before: null,
        after: await splitOf(queries, (now as StandingEvent).event, proposal.mentions),
      };
  }
};

const LONGEST_REASON = 10_000;

/** Adds the decision and applies it, in one transaction. */
export const decide = (store: Store, proposal: Proposal): Promise<Decision> =>
  store.database.transaction(async queries => {
    const { action, target, by } = proposal;
    if (!ACTIONS.includes(action) || by.trim() === '')
      throw new StoreRefusal(
        'record/no-decision',
        `a decision needs a name, and one of the actions ${ACTIONS.join(', ')}; it has "${by}" and "${action}"`,
      );
    const number = await nextNumber(queries, 'decision');
    const decisions = await readDecisions(queries);
    const ids = [...touched(target, decisions), ...(proposal.action === 'merge' ? [proposal.into] : [])];
    const { standing } = await standingOf(queries, ids, decisions);
    const now = standing.get(target);
    await checkTarget(queries, proposal, now, decisions);
    const decision: Decision = {
      id: `d${number}`,
      at: store.now().toISOString(),
      by: storable(by.trim()).slice(0, 200),
      target,
      action,
      ...(await contentOf(queries, proposal, now, standing)),
      reason: proposal.reason ? storable(proposal.reason).slice(0, LONGEST_REASON) : null,
    };
    const { before, after } = decision;
    await insertRows(queries, 'decisions', [
      {
        ...decision,
        number,
        before: before === null ? null : JSON.stringify(before),
        after: after === null ? null : JSON.stringify(after),
      },
    ]);
    const all = [...decisions, decision];
    const result = await standingOf(queries, ids, all);
    const events = [...result.standing.values()].map(({ event }) => event);
    const scope = [...relatedEvents(ids, all)];
    await writeEvents(queries, { ...result, texts: await readTextsOf(queries, events) }, scope, decision.at);
    return decision;
  });
