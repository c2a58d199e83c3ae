// A stream of reports becomes stories. Each report's features are taken once, when it is added; groups are made anew
// from all features when stories are asked for, so that reports added one by one give what they give all at once.
// Stories keep their ids from one asking to the next, and what merged or split in between is recorded.
import type { CodedText, Story } from '../schema/story.ts';
import { dayNumber, moment } from './days.ts';
import { featuresOf, type ReportFeatures, Vocabulary, weighReports } from './report-words.ts';
import { openShelf, type Shelf } from './shelf.ts';
import { groupIntoStories } from './stories.ts';
import { type StoryChange, StoryIds } from './story-ids.ts';
import { numbering, tellStory } from './tell-story.ts';
import { dot, type SparseVector } from './vector.ts';
import { splitWords } from './words.ts';

interface Entry {
  /** Number on the shelf. */
  readonly number: number;
  readonly id: string;
  readonly contentHash: string;
  readonly publishedAt: string | null;
  readonly features: ReportFeatures;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By publication, undated last; then by id and text. */
export const inStoryOrder = <Item extends Pick<Entry, 'id' | 'contentHash' | 'publishedAt'>>(
  entries: readonly Item[],
): Item[] =>
  entries
    .map(entry => ({ entry, published: moment(entry.publishedAt) }))
    .sort(
      (a, b) =>
        (a.published === b.published ? 0 : a.published - b.published) ||
        compare(a.entry.id, b.entry.id) ||
        compare(a.entry.contentHash, b.entry.contentHash),
    )
    .map(({ entry }) => entry);

interface Grouping {
  /** In story order. */
  readonly entries: readonly Entry[];
  readonly vectors: readonly SparseVector[];
  /** Indices into `entries`, ascending; groups by their first member. */
  readonly groups: readonly (readonly number[])[];
}

export interface LentDate {
  /** ISO 8601 date. */
  readonly publishedAt: string;
  readonly dateBasis: 'inferred';
}

export class Reconciler {
  readonly #shelf: Shelf;
  readonly #entries: Entry[] = [];
  readonly #ids = new StoryIds();
  #vocabulary = new Vocabulary();

  /** @param shelf where the reports are kept; `packedShelf()` where they are many. */
  constructor(shelf: Shelf = openShelf()) {
    this.#shelf = shelf;
  }

  get size(): number {
    return this.#entries.length;
  }

  add(texts: Iterable<CodedText>): void {
    for (const text of texts) {
      const { id, contentHash, publishedAt } = text.report;
      const features = featuresOf(text, splitWords(text.report.text), this.#vocabulary);
      this.#entries.push({ number: this.#entries.length, id, contentHash, publishedAt, features });
      this.#shelf.put(text);
    }
  }

  #group(): Grouping {
    const entries = inStoryOrder(this.#entries);
    // numbered anew in story order: nothing may hang on the order in which reports were added
    const vocabulary = this.#vocabulary.inOrderOf(entries.map(entry => entry.features));
    const features = entries.map(entry => entry.features);
    const vectors = weighReports(features, vocabulary);
    const days = entries.map(({ publishedAt }) => dayNumber(publishedAt));
    this.#vocabulary = vocabulary;
    return { entries, vectors, groups: groupIntoStories(days, { vocabulary, features, vectors }) };
  }

  /** Ids of stories with the shelf numbers of their reports; vectors are let go before anything is told. */
  #plan(): { readonly id: string; readonly numbers: readonly number[] }[] {
    const { entries, groups } = this.#group();
    const ids = this.#ids.assign(groups.map(group => group.map(at => (entries[at] as Entry).id)));
    return groups.map((group, i) => ({
      id: ids[i] as string,
      numbers: group.map(at => (entries[at] as Entry).number),
    }));
  }

  /** Told one by one, so that a caller who writes each out need not hold them all. */
  *stories(): Generator<Story> {
    const nextId = numbering();
    for (const { id, numbers } of this.#plan())
      yield tellStory(
        id,
        numbers.map(number => this.#shelf.take(number)),
        nextId,
      );
  }

  /** What became of the stories told before, at each asking after the first. */
  get changes(): readonly StoryChange[] {
    return this.#ids.changes;
  }

  /**
   * By report id, the date of the report most like it, for undated reports whose story has a dated one; a given date is
   * never replaced.
   */
  lendDates(): Map<string, LentDate> {
    const lent = new Map<string, LentDate>();
    const isDated = ({ publishedAt }: Entry): boolean => dayNumber(publishedAt) !== null;
    if (this.#entries.every(isDated) || !this.#entries.some(isDated)) return lent;
    const { entries, vectors, groups } = this.#group();
    for (const group of groups) {
      const dated = group.filter(i => isDated(entries[i] as Entry));
      if (dated.length === 0) continue;
      for (const i of group) {
        const { id, publishedAt } = entries[i] as Entry;
        if (publishedAt !== null) continue;
        const likeness = (j: number): number => dot(vectors[i] as SparseVector, vectors[j] as SparseVector);
        const nearest = dated.reduce((best, j) => (likeness(j) > likeness(best) ? j : best));
        const date = (entries[nearest] as Entry).publishedAt as string;
        lent.set(id, { publishedAt: date.slice(0, 10), dateBasis: 'inferred' });
      }
    }
    return lent;
  }
}
