// The stories of a store brought up to date with its reports: what changed is grouped with all that it may touch, and the
// stories that this changes are told anew. Few reports are grouped all together, which costs little; many are looked up by
// their strongest features (docs/store.md).
import { oneRow } from '../database/database.ts';
import { lastChange, markStoriesCurrent } from '../state.ts';
import type { Store } from '../store.ts';
import type { StoryChanges } from '../stories.ts';
import { Neighbourhood } from './candidates.ts';
import { type Grouping, groupAround, groupReports } from './group.ts';
import { NO_CHANGES, Overtaken, settleGroups, sumChanges } from './settle.ts';
import {
  allSketches,
  countedOf,
  countFeatures,
  readCounted,
  readSketches,
  readUnweighed,
  type StoredSketch,
  sketchReports,
  weighAll,
  weighSketches,
} from './sketches.ts';
import type { StoryMaking } from './story-making.ts';
import { readBacklog, readUnsettled, readUnsketched, settle, type Unsettled } from './unsettled.ts';

interface TogetherProgress {
  /** Reports of those that wait. */
  readonly done: number;
  readonly total: number;
}

export interface TogetherOptions {
  /** Group all reports anew, whatever changed. */
  readonly all?: boolean;
  /** Fewer reports are weighed and grouped all together each time; for tests. */
  readonly few?: number;
  /** Fewer reports are grouped together where they are looked up; for tests. */
  readonly step?: number;
  readonly onProgress?: (progress: TogetherProgress) => void;
  /** False: what still waits after the step at hand is left to the next time. */
  readonly goesOn?: () => boolean;
}

/** All are grouped at once up to so many: their sketches, unpacked, take some 15 kB each, and 1 ms. */
const MOST_AT_ONCE = 10_000;
/** That costs a second or two. */
const FEW = 1024;
/** Reports a transaction where they are sketched and weighed. */
const FEW_AT_ONCE = 100;
/** Reports grouped together where they are looked up. */
const STEP = 400;
/** Reports whose surroundings are read together. */
const MOST_A_ROUND = 2000;

function* stepsOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

const countSketches = async ({ database }: Store): Promise<number> =>
  (await oneRow<{ count: number }>(database, 'select count(*) as count from sketches')).count;

const idsOf = (unsettled: readonly Unsettled[], kind: Unsettled['kind']): string[] =>
  unsettled.filter(each => each.kind === kind).map(({ id }) => id);

/** False where there was no time for all. */
const sketchAll = async (
  { database }: Store,
  making: StoryMaking,
  goesOn: () => boolean,
): Promise<boolean> => {
  for (;;) {
    const waiting = await readUnsketched(database, FEW_AT_ONCE);
    if (waiting.length === 0) return true;
    await database.transaction(async queries => {
      await sketchReports(queries, making, idsOf(waiting, 'sketch'));
      await settle(queries, waiting);
    });
    if (!goesOn()) return false;
  }
};

/** Counts features anew where reports have doubled; true where the weights of all have changed by that. */
const weighIn = async (
  { store, making, change }: Grouping,
  counted: number,
  isInterrupted: boolean,
): Promise<boolean> => {
  const { database } = store;
  if (isInterrupted || (await readCounted(database)) !== counted) {
    await database.transaction(async queries => {
      await queries.query("insert into unsettled values ('all', '', $1) on conflict do nothing", [change]);
      await countFeatures(queries, making, counted);
    });
    await weighAll(database, making);
    return true;
  }
  for (;;) {
    const sketches = await readUnweighed(database, FEW_AT_ONCE);
    if (sketches.length === 0) return false;
    await database.transaction(queries => weighSketches(queries, making, sketches));
  }
};

const everySketch = async ({ store }: Grouping): Promise<StoredSketch[]> => {
  const sketches: StoredSketch[] = [];
  for await (const sketch of allSketches(store.database)) sketches.push(sketch);
  return sketches;
};

const settleAtOnce = async (grouping: Grouping, unsettled: readonly Unsettled[]): Promise<StoryChanges> => {
  const groups = await groupReports(grouping, await everySketch(grouping));
  const changes = await settleGroups(grouping, groups, unsettled);
  await settle(grouping.store.database, unsettled);
  return changes;
};

const settleStep = async (
  grouping: Grouping,
  step: readonly Unsettled[],
  neighbourhood: Neighbourhood,
): Promise<StoryChanges> => {
  const { database } = grouping.store;
  const left = await database.query<{ id: string }>(
    `select id from reports where superseded_by is null
      and (id = any($1) or id in (select report from story_reports where story = any($2)))`,
    [idsOf(step, 'report'), idsOf(step, 'story')],
  );
  const groups = await groupAround(
    grouping,
    left.map(({ id }) => id),
    neighbourhood,
  );
  const changes = await settleGroups(grouping, groups, step);
  await settle(database, step);
  return changes;
};

interface Pacing {
  /** Reports a step. */
  readonly size: number;
  readonly onStep: (reports: number) => void;
  readonly goesOn: () => boolean;
}

const settleBySteps = async (
  grouping: Grouping,
  unsettled: readonly Unsettled[],
  { size, onStep, goesOn }: Pacing,
): Promise<StoryChanges> => {
  const { store, making } = grouping;
  const sketches = await readSketches(store.database, idsOf(unsettled, 'report'));
  const neighbourhood = await Neighbourhood.of(store.database, making, sketches);
  let changes = NO_CHANGES;
  for (const step of stepsOf(unsettled, size)) {
    changes = sumChanges(changes, await settleStep(grouping, step, neighbourhood));
    onStep(step.length);
    if (!goesOn()) break;
  }
  return changes;
};

/** One round: all that waits where it is grouped at once, else the first of it. */
const bringSome = async (
  { store, making, change }: Omit<Grouping, 'isFew'>,
  { few = FEW, all = false }: TogetherOptions,
  pacing: Pacing,
): Promise<StoryChanges> => {
  const { database } = store;
  const { size, isInterrupted } = await readBacklog(database, change);
  if (!(await sketchAll(store, making, pacing.goesOn))) return NO_CHANGES;
  const reports = await countSketches(store);
  const isFew = reports < few;
  const grouping: Grouping = { store, making, isFew, change };
  const isReweighed = !isFew && (await weighIn(grouping, countedOf(reports, few), isInterrupted));
  const isBulk = size > reports / 4;
  const isAtOnce = isFew || (reports <= MOST_AT_ONCE && (all || isReweighed || isBulk));
  const unsettled = await readUnsettled(database, change, isAtOnce ? size : MOST_A_ROUND);
  const weighed: Unsettled = { kind: 'all', id: '', change };
  if (!isAtOnce) {
    await settle(database, [weighed]);
    return settleBySteps(grouping, unsettled, pacing);
  }
  const changes = await settleAtOnce(grouping, unsettled);
  await settle(database, [weighed]);
  pacing.onStep(unsettled.length);
  return changes;
};

/** How often stories are made once more where the store changed meanwhile. */
const ATTEMPTS = 5;

/**
 * Takes in every change of reports up to now, or as many as there is time for; each change of the stories is committed as
 * it is made.
 */
export const bringTogether = async (
  store: Store,
  making: StoryMaking,
  options: TogetherOptions = {},
): Promise<StoryChanges> => {
  const { database } = store;
  const { step: size = STEP, goesOn = () => true, onProgress } = options;
  const change = await lastChange(database);
  let changes = NO_CHANGES;
  let done = 0;
  let attempt = 1;
  for (let waiting = await readBacklog(database, change); ; ) {
    const total = done + waiting.size;
    const onStep = (reports: number): void => {
      done += reports;
      onProgress?.({ done, total });
    };
    try {
      const pacing: Pacing = { size, onStep, goesOn };
      changes = sumChanges(changes, await bringSome({ store, making, change }, options, pacing));
      attempt = 1;
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt++ === ATTEMPTS) throw error;
    }
    waiting = await readBacklog(database, change);
    if (waiting.size === 0) break;
    if (!goesOn()) return changes;
  }
  await database.transaction(queries => markStoriesCurrent(queries, change));
  return changes;
};
