// Sketches -> groups, one a story: undated reports first take the day of the story that they would stand in.
import type { Store } from '../store.ts';
import type { Neighbourhood } from './candidates.ts';
import { lendDays } from './lend.ts';
import { countAmong, readFrequencies, readSketches, type StoredSketch, weighSketches } from './sketches.ts';
import type { StoryMaking } from './story-making.ts';

export interface Grouped {
  /** Ids of reports in story order. */
  readonly groups: readonly (readonly string[])[];
  /** Reports that took another day of their story than before. */
  readonly relent: readonly string[];
}

export interface Grouping {
  readonly store: Store;
  readonly making: StoryMaking;
  /** Reports are few: weighed each time by what they all hold. */
  readonly isFew: boolean;
  /** The last change that is taken in. */
  readonly change: number;
}

/** Every sketch with its vector. */
const weigh = async (
  { store, making, isFew }: Grouping,
  sketches: readonly StoredSketch[],
): Promise<StoredSketch[]> => {
  const waiting = isFew ? sketches : sketches.filter(({ vector }) => vector.length === 0);
  if (waiting.length === 0) return [...sketches];
  const frequencies = isFew
    ? countAmong(making, sketches)
    : await readFrequencies(store.database, making, waiting);
  return sketches.map(sketch =>
    isFew || sketch.vector.length === 0
      ? { ...sketch, vector: making.weighFeatures(sketch.features, sketch.publishedAt, frequencies) }
      : sketch,
  );
};

const withoutLent = (sketch: StoredSketch): StoredSketch =>
  sketch.given === null
    ? sketch
    : { ...sketch, features: sketch.given, publishedAt: null, vector: new Uint8Array(0) };

export const groupReports = async (
  grouping: Grouping,
  sketches: readonly StoredSketch[],
): Promise<Grouped> => {
  const { store, making, isFew, change } = grouping;
  const given = sketches.map(withoutLent);
  let standing = sketches;
  let relent: readonly string[] = [];
  if (given.some(({ publishedAt }) => publishedAt === null)) {
    const { lent } = making.groupSketches(await weigh(grouping, given));
    ({ standing, relent } = await lendDays(store, making, sketches, lent, change));
    const fresh = isFew ? [] : await readSketches(store.database, relent);
    if (fresh.length > 0) await store.database.transaction(queries => weighSketches(queries, making, fresh));
  }
  return { groups: making.groupSketches(await weigh(grouping, standing)).groups, relent };
};

/** Likeness from which a report may draw another story to it; within a story the mean is more. */
const MAY_JOIN = 0.06;
/** Reports of stories looked at around some, the most alike first; what lies further out stays as it is. */
const MOST_LOOKED_AT = 5000;
/** Rounds out from what changed, and reports of changed stories that each looks around: of one story, and of all. */
const ROUNDS = 3;
const SEEDS = 3;
const MOST_SEEDS = 300;

/** By story, the greatest likeness of one of its reports to one of these: such stories may gain, merge or split. */
const storiesNear = async (
  { store }: Grouping,
  sketches: readonly StoredSketch[],
  neighbourhood: Neighbourhood,
): Promise<Map<string, number>> => {
  const near = await neighbourhood.near(sketches, MAY_JOIN);
  const stories = new Map<string, number>();
  for (const { report, story } of await store.database.query<{ report: string; story: string }>(
    'select report, story from story_reports where report = any($1)',
    [[...near.keys()]],
  ))
    stories.set(story, Math.max(near.get(report) ?? 0, stories.get(story) ?? 0));
  return stories;
};

/** By report, its story; of whole stories, the nearest first, until they are enough. */
const membersOf = async (
  { store }: Grouping,
  stories: ReadonlyMap<string, number>,
): Promise<Map<string, string>> => {
  const rows = await store.database.query<{ report: string; story: string }>(
    `select report, story from story_reports join reports on id = report
    where story = any($1) and superseded_by is null`,
    [[...stories.keys()]],
  );
  const byStory = new Map<string, string[]>();
  for (const { report, story } of rows) byStory.set(story, [...(byStory.get(story) ?? []), report]);
  const members = new Map<string, string>();
  const nearest = [...stories].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  for (const [story] of nearest) {
    const own = byStory.get(story) ?? [];
    if (members.size > 0 && members.size + own.length > MOST_LOOKED_AT) continue;
    for (const report of own) members.set(report, story);
  }
  return members;
};

/** Some of a story: its first, its last and what lies between. */
const spreadOver = (group: readonly string[]): string[] =>
  group.filter(
    (_, at) => at % Math.ceil((group.length - 1) / (SEEDS - 1) || 1) === 0 || at === group.length - 1,
  );

/** Some reports of each story that merged or split: what lies around them may change in turn. */
const upset = (groups: readonly (readonly string[])[], storyOf: ReadonlyMap<string, string>): string[] => {
  const homes = new Map<string, Set<number>>();
  for (const [at, group] of groups.entries())
    for (const report of group) {
      const story = storyOf.get(report);
      if (story !== undefined) homes.set(story, (homes.get(story) ?? new Set()).add(at));
    }
  return groups.flatMap((group, at) => {
    const stories = new Set(group.flatMap(report => storyOf.get(report) ?? []));
    const isUpset = stories.size > 1 || [...stories].some(story => (homes.get(story)?.size ?? 0) > 1);
    return isUpset ? spreadOver(groups[at] ?? []) : [];
  });
};

/** Reports whose stories may have changed, grouped with all that theirs may touch. */
export const groupAround = async (
  grouping: Grouping,
  changed: readonly string[],
  neighbourhood: Neighbourhood,
): Promise<Grouped> => {
  const { store } = grouping;
  const looked = new Set<string>();
  const stories = new Map<string, number>();
  const relent = new Set<string>();
  const read = new Map<string, StoredSketch>();
  const sketchesOf = async (ids: readonly string[]): Promise<StoredSketch[]> => {
    for (const sketch of await readSketches(
      store.database,
      ids.filter(id => !read.has(id)),
    ))
      read.set(sketch.id, sketch);
    return ids.flatMap(id => read.get(id) ?? []);
  };
  let seeds: readonly string[] = changed;
  for (let round = 1; ; round++) {
    for (const id of seeds) looked.add(id);
    const near = await storiesNear(grouping, await sketchesOf(seeds), neighbourhood);
    for (const [story, likeness] of near) stories.set(story, Math.max(likeness, stories.get(story) ?? 0));
    const storyOf = await membersOf(grouping, stories);
    const members = [...new Set([...changed, ...storyOf.keys()])];
    const grouped = await groupReports(grouping, await sketchesOf(members));
    for (const id of grouped.relent) {
      relent.add(id);
      read.delete(id);
    }
    if (grouped.relent.length > 0) neighbourhood.forget();
    seeds = upset(grouped.groups, storyOf)
      .filter(id => !looked.has(id))
      .slice(0, MOST_SEEDS);
    if (seeds.length === 0 || round === ROUNDS) return { groups: grouped.groups, relent: [...relent] };
  }
};
