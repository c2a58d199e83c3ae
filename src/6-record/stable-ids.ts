// What is brought together anew keeps its ids: a group is the one that held most of its members before.

export interface Claim {
  /** Index of the new group. */
  readonly group: number;
  /** Id of the old one. */
  readonly id: string;
  readonly shared: number;
}

/**
 * One id a group, null where it is new: who shares most claims first, the earlier group between equals; an id is kept
 * by one group at most.
 */
export const keepIds = (groups: number, claims: readonly Claim[]): (string | null)[] => {
  const kept: (string | null)[] = Array.from({ length: groups }, () => null);
  const taken = new Set<string>();
  const ordered = [...claims].sort(
    (a, b) => b.shared - a.shared || a.group - b.group || (a.id < b.id ? -1 : 1),
  );
  for (const { group, id } of ordered) {
    if (kept[group] !== null || taken.has(id)) continue;
    kept[group] = id;
    taken.add(id);
  }
  return kept;
};

/** Claims of groups by the old ids of their members. */
export const claimsOf = (oldIds: readonly (readonly (string | undefined)[])[]): Claim[] =>
  oldIds.flatMap((ids, group) => {
    const counts = new Map<string, number>();
    for (const id of ids) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts].map(([id, shared]) => ({ group, id, shared }));
  });
