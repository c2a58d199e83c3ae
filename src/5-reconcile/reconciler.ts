// A stream of reports becomes stories. Each report's features are taken once, when it is added; groups are made anew
// from all features when stories are asked for, so that reports added one by one give what they give all at once.
// Stories keep their ids from one asking to the next, and what merged or split in between is recorded.
import type { CodedReport } from '../schema/coded-report.ts';
import { NO_OUTLETS, type Outlets } from '../schema/registry.ts';
import type { Report } from '../schema/report.ts';
import type { CodedText, Story } from '../schema/story.ts';
import { dayNumber } from './days.ts';
import { datesToLend, isDated } from './lend-dates.ts';
import { featuresOf, type ReportFeatures, Vocabulary, weighReports } from './report-words.ts';
import { openShelf, type Shelf } from './shelf.ts';
import { groupIntoStories } from './stories.ts';
import { type StoryChange, StoryIds, type StoryReports } from './story-ids.ts';
import { inStoryOrder } from './story-order.ts';
import { numbering, tellStory } from './tell-story.ts';
import type { SparseVector } from './vector.ts';
import { splitWords } from './words.ts';

interface Entry {
  /** Number on the shelf. */
  readonly number: number;
  readonly id: string;
  readonly contentHash: string;
  readonly publishedAt: string | null;
  readonly features: ReportFeatures;
}

/** A report as it was given and, where it came without a date, as it stands with the date that its story lent it. */
interface Filed {
  readonly given: Entry;
  readonly lent: Entry | null;
}

interface Grouping {
  /** In story order. */
  readonly entries: readonly Entry[];
  readonly vectors: readonly SparseVector[];
  /** Indices into `entries`, ascending; groups by their first member. */
  readonly groups: readonly (readonly number[])[];
}

/** A story with its reports in story order. */
export interface ToldStory {
  readonly story: Story;
  readonly texts: readonly CodedText[];
}

export interface ReconcilerOptions {
  /** Where the reports are kept: as they are, or `packedShelf()` where they are many. */
  readonly shelf?: Shelf;
  /** Stories of an earlier run, whose ids are kept. */
  readonly before?: Iterable<StoryReports>;
  /** Who is who among outlets and agencies; without it names alone tell. */
  readonly outlets?: Outlets;
}

export class Reconciler {
  readonly #shelf: Shelf;
  readonly #ids: StoryIds;
  readonly #outlets: Outlets;
  /** By report id, in the order of adding. */
  readonly #filed = new Map<string, Filed>();
  #shelved = 0;
  #vocabulary = new Vocabulary();

  constructor({ shelf = openShelf(), before = [], outlets = NO_OUTLETS }: ReconcilerOptions = {}) {
    this.#shelf = shelf;
    this.#outlets = outlets;
    this.#ids = new StoryIds(before);
  }

  /** Reports held. */
  get size(): number {
    return this.#filed.size;
  }

  /** A report whose id was added before takes the place of the earlier version. */
  add(texts: Iterable<CodedText>): void {
    for (const text of texts) {
      const given = this.#shelve(text);
      this.#filed.set(given.id, { given, lent: null });
    }
  }

  #shelve(text: CodedText): Entry {
    const { id, contentHash, publishedAt } = text.report;
    const features = featuresOf(text, splitWords(text.report.text), this.#vocabulary);
    this.#shelf.put(text);
    return { number: this.#shelved++, id, contentHash, publishedAt, features };
  }

  #group(filed: readonly Entry[]): Grouping {
    const entries = inStoryOrder(filed);
    const features = entries.map(entry => entry.features);
    // numbered anew in story order: nothing may hang on the order in which reports were added
    const others = [...this.#filed.values()].flatMap(({ given, lent }) => (lent ? [given, lent] : given));
    const vocabulary = this.#vocabulary.inOrderOf([...features, ...others.map(entry => entry.features)]);
    this.#vocabulary = vocabulary;
    const days = entries.map(({ publishedAt }) => dayNumber(publishedAt));
    const vectors = weighReports(features, vocabulary, days);
    return { entries, vectors, groups: groupIntoStories(days, { vocabulary, features, vectors }) };
  }

  /** Ids of stories with the shelf numbers of their reports; vectors are let go before anything is told. */
  #plan(): { readonly id: string; readonly numbers: readonly number[] }[] {
    const { entries, groups } = this.#group(
      [...this.#filed.values()].map(({ given, lent }) => lent ?? given),
    );
    const ids = this.#ids.assign(groups.map(group => group.map(at => (entries[at] as Entry).id)));
    return groups.map((group, i) => ({
      id: ids[i] as string,
      numbers: group.map(at => (entries[at] as Entry).number),
    }));
  }

  /** Told one by one, so that a caller who writes each out need not hold them all. */
  *tell(): Generator<ToldStory> {
    const nextId = numbering();
    for (const { id, numbers } of this.#plan()) {
      const texts = numbers.map(number => this.#shelf.take(number));
      yield { story: tellStory(id, texts, nextId, this.#outlets), texts };
    }
  }

  *stories(): Generator<Story> {
    for (const { story } of this.tell()) yield story;
  }

  /** The reports as they stand in the stories, in the order of adding. */
  *texts(): Generator<CodedText> {
    for (const { given, lent } of this.#filed.values()) yield this.#shelf.take((lent ?? given).number);
  }

  /** What became of the stories told before, at each asking after the first. */
  get changes(): readonly StoryChange[] {
    return this.#ids.changes;
  }

  /** The highest number that a story id has had, for a later run to go on from. */
  get lastStory(): number {
    return this.#ids.last;
  }

  /**
   * Every undated report whose story has a dated one takes the date of the one most like it and is coded once more, so
   * that "in July this year" finds its year; a given date is never replaced. What it was lent before does not matter:
   * reports that come later may bring a better date.
   */
  lendDates(code: (report: Report) => CodedReport): void {
    const dates = this.#datesToLend();
    for (const [id, filed] of this.#filed) {
      if (isDated(filed.given)) continue;
      const publishedAt = dates.get(id) ?? null;
      if ((filed.lent?.publishedAt ?? null) === publishedAt) continue;
      this.#filed.set(id, {
        given: filed.given,
        lent: publishedAt === null ? null : this.#lend(filed, publishedAt, code),
      });
    }
  }

  #lend({ given }: Filed, publishedAt: string, code: (report: Report) => CodedReport): Entry {
    const report: Report = { ...this.#shelf.take(given.number).report, publishedAt, dateBasis: 'inferred' };
    return this.#shelve({ report, coded: code(report) });
  }

  /** By report id, days for undated reports whose story has a dated one. */
  #datesToLend(): Map<string, string> {
    const given = [...this.#filed.values()].map(filed => filed.given);
    if (given.every(isDated) || !given.some(isDated)) return new Map();
    const { entries, vectors, groups } = this.#group(given);
    return datesToLend(entries, vectors, groups);
  }
}
