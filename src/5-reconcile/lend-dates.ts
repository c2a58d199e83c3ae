// An undated report takes the day of the dated report most like it in its story.
import { dayNumber } from './days.ts';
import { dot, type SparseVector } from './vector.ts';

interface Dated {
  readonly id: string;
  readonly publishedAt: string | null;
}

export const isDated = ({ publishedAt }: Pick<Dated, 'publishedAt'>): boolean =>
  dayNumber(publishedAt) !== null;

/** By id, days for undated reports whose group has a dated one; groups are indices of entries. */
export const datesToLend = (
  entries: readonly Dated[],
  vectors: readonly SparseVector[],
  groups: readonly (readonly number[])[],
): Map<string, string> => {
  const lent = new Map<string, string>();
  for (const group of groups) {
    const dated = group.filter(i => isDated(entries[i] as Dated));
    if (dated.length === 0) continue;
    for (const i of group) {
      const entry = entries[i] as Dated;
      if (isDated(entry)) continue;
      const likeness = (j: number): number => dot(vectors[i] as SparseVector, vectors[j] as SparseVector);
      const nearest = dated.reduce((best, j) => (likeness(j) > likeness(best) ? j : best));
      lent.set(entry.id, ((entries[nearest] as Dated).publishedAt as string).slice(0, 10));
    }
  }
  return lent;
};
