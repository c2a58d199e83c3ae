// Groups of reports -> stories in the store: told where they changed, a few at a time, each few in one transaction.
import type { Story } from '../../schema/story.ts';
import type { Queries } from '../database/database.ts';
import { readTexts } from '../reports.ts';
import { recordStories, type StoryChanges } from '../stories.ts';
import type { Grouped, Grouping } from './group.ts';
import { settle, type Unsettled } from './unsettled.ts';

/** Groups and stories before them that share reports: they can only be written together. */
interface Part {
  readonly groups: (readonly string[])[];
  readonly before: Set<string>;
}

/** The store changed while stories were being made: they are made once more. */
export class Overtaken extends Error {}

const sameSet = (group: readonly string[], others: ReadonlySet<string> | undefined): boolean =>
  others?.size === group.length && group.every(id => others.has(id));

interface Standing {
  /** By report, its story. */
  readonly storyOf: ReadonlyMap<string, string>;
  /** By story, its reports. */
  readonly reportsOf: ReadonlyMap<string, ReadonlySet<string>>;
}

const readStanding = async (
  queries: Queries,
  reports: readonly string[],
  stories: readonly string[],
): Promise<Standing> => {
  const rows = await queries.query<{ report: string; story: string }>(
    `select report, story from story_reports
    where story in (select story from story_reports where report = any($1)) or story = any($2)`,
    [[...reports], [...stories]],
  );
  const reportsOf = new Map<string, Set<string>>();
  for (const { report, story } of rows) reportsOf.set(story, (reportsOf.get(story) ?? new Set()).add(report));
  for (const story of stories) if (!reportsOf.has(story)) reportsOf.set(story, new Set());
  return { storyOf: new Map(rows.map(({ report, story }) => [report, story])), reportsOf };
};

/** Parts that may be written apart, in the order of the groups; what stands as it did is in none. */
const partsOf = (
  groups: readonly (readonly string[])[],
  { storyOf, reportsOf }: Standing,
  changed: ReadonlySet<string>,
  upset: readonly string[],
): Part[] => {
  const parts = new Map<string, Part>();
  const all = new Set<Part>();
  const partOf = (stories: readonly string[]): Part => {
    const found = [...new Set(stories.flatMap(story => parts.get(story) ?? []))];
    const [first = { groups: [], before: new Set<string>() }, ...rest] = found;
    for (const part of rest) {
      first.groups.push(...part.groups);
      for (const story of part.before) first.before.add(story);
      all.delete(part);
    }
    for (const story of stories) first.before.add(story);
    for (const story of first.before) parts.set(story, first);
    all.add(first);
    return first;
  };
  const marked = new Set(upset);
  for (const group of groups) {
    const stories = [...new Set(group.flatMap(id => storyOf.get(id) ?? []))];
    const [story] = stories;
    const stands =
      stories.length === 1 &&
      !marked.has(story as string) &&
      sameSet(group, reportsOf.get(story as string)) &&
      !group.some(id => changed.has(id));
    if (!stands) partOf(stories).groups.push(group);
  }
  for (const story of upset) partOf([story]);
  return [...all];
};

/** Reports written in one transaction; a single part may have more. */
const REPORTS_AT_ONCE = 150;

const bundlesOf = function* (parts: readonly Part[]): Generator<Part> {
  let bundle: Part = { groups: [], before: new Set() };
  let size = 0;
  for (const { groups, before } of parts) {
    bundle.groups.push(...groups);
    for (const story of before) bundle.before.add(story);
    size += groups.reduce((sum, group) => sum + group.length, 0);
    if (size < REPORTS_AT_ONCE) continue;
    yield bundle;
    bundle = { groups: [], before: new Set() };
    size = 0;
  }
  if (bundle.groups.length > 0 || bundle.before.size > 0) yield bundle;
};

/** Does all stand as it was read? Others who bring together wait until this transaction ends. */
const checkStanding = async (
  queries: Queries,
  { groups, before }: Part,
  { storyOf, reportsOf }: Standing,
): Promise<void> => {
  await queries.query("select value from store_state where name = 'stories' for update");
  const reports = groups.flat();
  const now = await readStanding(queries, reports, [...before]);
  const current = await queries.query(
    'select id from reports where id = any($1) and superseded_by is null for key share',
    [reports],
  );
  const isSame =
    current.length === reports.length &&
    reports.every(id => now.storyOf.get(id) === storyOf.get(id)) &&
    [...before].every(story => sameSet([...(now.reportsOf.get(story) ?? [])], reportsOf.get(story)));
  if (!isSame) throw new Overtaken();
};

const writeBundle = async (
  { store, making }: Grouping,
  part: Part,
  standing: Standing,
  unsettled: readonly Unsettled[],
): Promise<StoryChanges> => {
  const texts = await readTexts(store.database, part.groups.flat());
  const told: Story[] = [];
  for (const group of part.groups) {
    const own = group.flatMap(id => texts.get(id) ?? []);
    if (own.length < group.length) throw new Overtaken();
    told.push(making.tellStory(own));
  }
  const ids = new Set([...texts.keys(), ...part.before]);
  return store.database.transaction(async queries => {
    await checkStanding(queries, part, standing);
    const changes = await recordStories(store, queries, {
      told,
      texts,
      storyOf: standing.storyOf,
      before: [...part.before],
    });
    await settle(
      queries,
      unsettled.filter(({ id }) => ids.has(id)),
    );
    return changes;
  });
};

const sum = (a: StoryChanges, b: StoryChanges): StoryChanges => {
  const add = (x: StoryChanges['stories'], y: StoryChanges['stories']): StoryChanges['stories'] => ({
    added: x.added + y.added,
    changed: x.changed + y.changed,
    deleted: x.deleted + y.deleted,
  });
  return { stories: add(a.stories, b.stories), events: add(a.events, b.events) };
};

const NOTHING = { added: 0, changed: 0, deleted: 0 };
export const NO_CHANGES: StoryChanges = { stories: NOTHING, events: NOTHING };

/**
 * Writes the groups as stories where they are not so in the store already. `unsettled` is what they take in: its reports
 * are in the groups, and its stories are told anew or go.
 */
export const settleGroups = async (
  grouping: Grouping,
  { groups, relent }: Grouped,
  waiting: readonly Unsettled[],
): Promise<StoryChanges> => {
  const { change } = grouping;
  const unsettled = [...waiting, ...relent.map(id => ({ kind: 'report' as const, id, change }))];
  const upset = unsettled.filter(({ kind }) => kind === 'story').map(({ id }) => id);
  const changed = new Set(unsettled.filter(({ kind }) => kind === 'report').map(({ id }) => id));
  const standing = await readStanding(grouping.store.database, groups.flat(), upset);
  let changes = NO_CHANGES;
  for (const bundle of bundlesOf(partsOf(groups, standing, changed, upset)))
    changes = sum(changes, await writeBundle(grouping, bundle, standing, unsettled));
  return changes;
};

export { sum as sumChanges };
