// Stories keep their ids as reports arrive: a story is the one that held most of its reports before. What appears,
// grows, merges or splits from one asking to the next is recorded.

export interface StoryChange {
  readonly kind: 'grown' | 'merged' | 'split';
  readonly story: string;
  /** The stories before that its reports stood in; of a split, the one it came from. */
  readonly from: readonly string[];
}

/** A story of an earlier run: its id and the ids of its reports. */
export interface StoryReports {
  readonly id: string;
  readonly reports: readonly string[];
}

const countBy = (keys: readonly (string | undefined)[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

export class StoryIds {
  readonly #log: StoryChange[] = [];
  #storyOf = new Map<string, string>();
  #sizes = new Map<string, number>();
  #last = 0;

  constructor(before: Iterable<StoryReports> = []) {
    for (const { id, reports } of before) {
      for (const report of reports) this.#storyOf.set(report, id);
      this.#sizes.set(id, reports.length);
      this.#last = Math.max(this.#last, Number(/^s(\d{1,15})$/.exec(id)?.[1] ?? 0));
    }
  }

  /** The highest number given to a story. */
  get last(): number {
    return this.#last;
  }

  get changes(): readonly StoryChange[] {
    return this.#log;
  }

  /** One id a group of report ids; numbered in the order of groups where they are new. */
  assign(groups: readonly (readonly string[])[]): string[] {
    const before = groups.map(group => countBy(group.map(report => this.#storyOf.get(report))));
    const claims = before.flatMap((counts, group) =>
      [...counts].map(([story, reports]) => ({ story, group, reports })),
    );
    claims.sort((a, b) => b.reports - a.reports || a.group - b.group);
    const kept = new Map<number, string>();
    const taken = new Set<string>();
    for (const { story, group } of claims) {
      if (kept.has(group) || taken.has(story)) continue;
      kept.set(group, story);
      taken.add(story);
    }
    const ids = groups.map((_, group) => kept.get(group) ?? `s${++this.#last}`);
    if (this.#storyOf.size > 0)
      for (const [group, id] of ids.entries()) this.#record(id, groups[group]?.length ?? 0, before[group]);
    this.#storyOf = new Map(
      groups.flatMap((group, i) => group.map(report => [report, ids[i] as string] as const)),
    );
    this.#sizes = new Map(groups.map((group, i) => [ids[i] as string, group.length]));
    return ids;
  }

  #record(story: string, size: number, before: ReadonlyMap<string, number> = new Map()): void {
    const from = [...before.keys()].sort();
    const [only] = from;
    if (only === undefined) return;
    if (from.length > 1) this.#log.push({ kind: 'merged', story, from });
    else if (only !== story) this.#log.push({ kind: 'split', story, from });
    else if (size > (this.#sizes.get(story) ?? 0)) this.#log.push({ kind: 'grown', story, from });
  }
}
