// The stories of a store brought up to date with its reports: what changed is grouped with all that it may touch, and the
// stories that this changes are told anew. Few reports are grouped all together, which costs little; many are looked up by
// their strongest features (docs/store.md).
import { oneRow } from '../database/database.ts';
import { lastChange, markStoriesCurrent } from '../state.ts';
import type { Store } from '../store.ts';
import type { StoryChanges } from '../stories.ts';
import { type Grouping, groupAround, groupReports } from './group.ts';
import { NO_CHANGES, Overtaken, settleGroups, sumChanges } from './settle.ts';
import {
  allSketches,
  countedOf,
  countFeatures,
  readCounted,
  readSketches,
  type StoredSketch,
  sketchReports,
  weighAll,
  weighSketches,
} from './sketches.ts';
import type { StoryMaking } from './story-making.ts';
import { readUnsettled, settle, type Unsettled } from './unsettled.ts';

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
  readonly onProgress?: (progress: TogetherProgress) => void;
}

/** All are grouped at once up to so many: their sketches, unpacked, take some 15 kB each, and 1 ms. */
const MOST_AT_ONCE = 10_000;
/** That costs a second or two. */
const FEW = 1024;
/** Reports a step where they are looked up. */
const STEP = 100;

function* stepsOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

const countReports = async ({ database }: Store): Promise<number> =>
  (await oneRow<{ count: number }>(database, 'select count(*) as count from sketches')).count;

const sketchAll = async (
  { database }: Store,
  making: StoryMaking,
  reports: readonly Unsettled[],
): Promise<void> => {
  for (const step of stepsOf(reports, STEP))
    await database.transaction(queries =>
      sketchReports(
        queries,
        making,
        step.map(({ id }) => id),
      ),
    );
};

/** Counts features anew where reports have doubled; true where the weights of all have changed by that. */
const weighIn = async (
  { store, making, change }: Grouping,
  counted: number,
  unsettled: readonly Unsettled[],
): Promise<boolean> => {
  const { database } = store;
  const isInterrupted = unsettled.some(({ kind }) => kind === 'all');
  if (isInterrupted || (await readCounted(database)) !== counted) {
    await database.transaction(async queries => {
      await queries.query("insert into unsettled values ('all', '', $1) on conflict do nothing", [change]);
      await countFeatures(queries, making, counted);
    });
    await weighAll(database, making);
    return true;
  }
  const ids = unsettled.filter(({ kind }) => kind === 'report').map(({ id }) => id);
  for (const step of stepsOf(ids, STEP)) {
    const sketches = await readSketches(database, step);
    await database.transaction(queries => weighSketches(queries, making, sketches));
  }
  return false;
};

const everySketch = async ({ store }: Grouping): Promise<StoredSketch[]> => {
  const sketches: StoredSketch[] = [];
  for await (const sketch of allSketches(store.database)) sketches.push(sketch);
  return sketches;
};

/** What wait in steps: stories that lost a report first, then reports in the order in which they came. */
const settleBySteps = async (
  grouping: Grouping,
  unsettled: readonly Unsettled[],
  { onProgress }: TogetherOptions,
): Promise<StoryChanges> => {
  const { database } = grouping.store;
  let changes = NO_CHANGES;
  let done = 0;
  for (const step of stepsOf(unsettled, STEP)) {
    const stories = step.filter(({ kind }) => kind === 'story').map(({ id }) => id);
    const left = await database.query<{ id: string }>(
      `select id from reports where superseded_by is null
        and (id = any($1) or id in (select report from story_reports where story = any($2)))`,
      [step.filter(({ kind }) => kind === 'report').map(({ id }) => id), stories],
    );
    const groups = await groupAround(
      grouping,
      left.map(({ id }) => id),
    );
    changes = sumChanges(changes, await settleGroups(grouping, groups, step));
    await settle(database, step);
    done += step.length;
    onProgress?.({ done, total: unsettled.length });
  }
  return changes;
};

const bringOnce = async (
  store: Store,
  making: StoryMaking,
  options: TogetherOptions,
): Promise<StoryChanges> => {
  const { database } = store;
  const change = await lastChange(database);
  const unsettled = await readUnsettled(database);
  await sketchAll(
    store,
    making,
    unsettled.filter(({ kind }) => kind === 'report'),
  );
  const reports = await countReports(store);
  const few = options.few ?? FEW;
  const isFew = reports < few;
  const grouping: Grouping = { store, making, isFew, change };
  const isReweighed = !isFew && (await weighIn(grouping, countedOf(reports, few), unsettled));
  const isBulk = unsettled.length > reports / 4;
  const isAll = isFew || (reports <= MOST_AT_ONCE && (options.all === true || isReweighed || isBulk));
  const changes = isAll
    ? await settleGroups(grouping, await groupReports(grouping, await everySketch(grouping)), unsettled)
    : await settleBySteps(grouping, unsettled, options);
  await settle(database, [...unsettled, { kind: 'all', id: '', change }]);
  await database.transaction(queries => markStoriesCurrent(queries, change));
  return changes;
};

/** How often stories are made once more where the store changed meanwhile. */
const ATTEMPTS = 5;

/** Takes in every change of reports up to now; each change of the stories is committed as it is made. */
export const bringTogether = async (
  store: Store,
  making: StoryMaking,
  options: TogetherOptions = {},
): Promise<StoryChanges> => {
  let changes = NO_CHANGES;
  for (let attempt = 1; ; attempt++)
    try {
      changes = sumChanges(changes, await bringOnce(store, making, options));
      return changes;
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === ATTEMPTS) throw error;
    }
};
