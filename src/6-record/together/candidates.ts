// The reports that share most with some others, in time before and after them. Postings of strong features are read for
// many reports at once, and counted here: one list of a frequent feature serves all that hold it.
import type { WeighedSketch } from '../../schema/sketch.ts';
import type { Queries } from '../database/database.ts';
import { momentOf, readCounts, type StoredSketch } from './sketches.ts';
import type { StoryMaking } from './story-making.ts';

/** Reports looked up a feature, on either side in time, and kept of all that share some. */
const LOOKED_AT = 200;
const CANDIDATES = 60;
/** Postings a query, of 4 bytes: what the database puts together at a time. */
const POSTINGS_AT_ONCE = 250_000;
/** Postings held at a time. */
const MOST_POSTINGS = 4_000_000;
/** Candidates kept, of about a kilobyte. */
const MOST_CANDIDATES = 20_000;
/** Candidates a query. */
const CANDIDATES_AT_ONCE = 2000;

/** A report that holds a feature, where it stands in time. */
interface Holder {
  readonly number: number;
  readonly moment: number;
  readonly weight: number;
}

/** All that hold a feature, from some before the first of these to some after the last. */
interface Span {
  readonly feature: number;
  readonly holders: readonly Holder[];
  /** Postings, as far as frequencies tell. */
  readonly size: number;
}

/** One span over all where that is less than one for each. */
const spansOf = (feature: number, holders: readonly Holder[], frequency: number): Span[] => {
  const each = 2 * LOOKED_AT;
  if (frequency > each * holders.length)
    return holders.map(holder => ({ feature, holders: [holder], size: each }));
  const inTime = [...holders].sort((a, b) => a.moment - b.moment || a.number - b.number);
  return [{ feature, holders: inTime, size: frequency }];
};

function* batchesOf(spans: readonly Span[]): Generator<Span[]> {
  let batch: Span[] = [];
  let size = 0;
  for (const span of spans) {
    batch.push(span);
    size += span.size;
    if (size < POSTINGS_AT_ONCE) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

const readSpans = (
  queries: Queries,
  spans: readonly Span[],
): Promise<{ at: number; reports: Uint8Array }[]> => {
  const first = spans.map(({ holders }) => holders[0] as Holder);
  const last = spans.map(({ holders }) => holders.at(-1) as Holder);
  return queries.query(
    `select at, string_agg(int4send(near.report::int), ''::bytea order by near.moment, near.report) as reports
    from unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
      as span (at, feature, from_moment, from_report, to_moment, to_report)
    cross join lateral (
      (select moment, report from sketch_features
        where feature = span.feature and (moment, report) < (from_moment, from_report)
        order by moment desc, report desc limit ${LOOKED_AT})
      union all
      (select moment, report from sketch_features
        where feature = span.feature and (moment, report) >= (from_moment, from_report)
          and (moment, report) <= (to_moment, to_report))
      union all
      (select moment, report from sketch_features
        where feature = span.feature and (moment, report) > (to_moment, to_report)
        order by moment, report limit ${LOOKED_AT})
    ) near group by at`,
    [
      spans.map((_, at) => at),
      spans.map(({ feature }) => feature),
      first.map(({ moment }) => moment),
      first.map(({ number }) => number),
      last.map(({ moment }) => moment),
      last.map(({ number }) => number),
    ],
  );
};

const numbersOf = (bytes: Uint8Array): Int32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getInt32(4 * i));
};

/** A feature of a report: those that hold it too, in the order of time, and where the report stands among them. */
interface Posting {
  readonly weight: number;
  readonly reports: Int32Array;
  readonly at: number;
}

/** The numbers of the reports that share most weight, the most first. */
const mostShared = (shared: ReadonlyMap<number, number>): number[] =>
  [...shared]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, CANDIDATES)
    .map(([report]) => report);

/** By number of report, the postings of its features. */
const readPostings = async (queries: Queries, spans: readonly Span[]): Promise<Map<number, Posting[]>> => {
  const postings = new Map<number, Posting[]>();
  for (const batch of batchesOf(spans))
    for (const { at, reports: bytes } of await readSpans(queries, batch)) {
      const weights = new Map(batch[at]?.holders.map(({ number, weight }) => [number, weight]));
      const reports = numbersOf(bytes);
      for (const [index, number] of reports.entries()) {
        const weight = weights.get(number);
        if (weight === undefined) continue;
        const own = postings.get(number) ?? [];
        if (own.length === 0) postings.set(number, own);
        own.push({ weight, reports, at: index });
      }
    }
  return postings;
};

const countShared = (postings: readonly Posting[], [from, to]: readonly [number, number]): number[] => {
  const shared = new Map<number, number>();
  for (const { weight, reports, at } of postings)
    for (let i = Math.max(0, at + from); i < Math.min(reports.length, at + to); i++) {
      const report = reports[i] as number;
      shared.set(report, (shared.get(report) ?? 0) + weight * weight);
    }
  return mostShared(shared);
};

const holdersOf = (making: StoryMaking, sketches: readonly StoredSketch[]): Map<number, Holder[]> => {
  const holders = new Map<number, Holder[]>();
  for (const sketch of sketches)
    for (const { key, weight } of making.strongestFeatures(sketch)) {
      const own = holders.get(key) ?? [];
      if (own.length === 0) holders.set(key, own);
      own.push({ number: sketch.number, moment: momentOf(making, sketch.publishedAt), weight });
    }
  return holders;
};

/** Number of report -> numbers of the reports that share most with it: up to 60 before it in time and 60 after it. */
type Surroundings = ReadonlyMap<number, readonly number[]>;

/** @param sketches weighed; what they take is bounded however many they are. */
const lookAround = async (
  queries: Queries,
  making: StoryMaking,
  sketches: readonly StoredSketch[],
): Promise<Surroundings> => {
  if (sketches.length === 0) return new Map();
  const holders = holdersOf(making, sketches);
  const counts = await readCounts(queries, holders.keys());
  const spans = [...holders].flatMap(([feature, own]) => spansOf(feature, own, counts.get(feature) ?? 0));
  const size = spans.reduce((sum, span) => sum + span.size, 0);
  if (size > MOST_POSTINGS && sketches.length > 1) {
    const half = sketches.length >> 1;
    return new Map([
      ...(await lookAround(queries, making, sketches.slice(0, half))),
      ...(await lookAround(queries, making, sketches.slice(half))),
    ]);
  }
  const postings = await readPostings(queries, spans);
  return new Map(
    sketches.map(({ number }) => {
      const own = postings.get(number) ?? [];
      return [number, [...countShared(own, [-LOOKED_AT, 0]), ...countShared(own, [1, LOOKED_AT + 1])]];
    }),
  );
};

interface Candidate extends WeighedSketch {
  readonly id: string;
}

/** Those of the numbers that stand, with what likeness goes by. */
const readCandidates = async (
  queries: Queries,
  numbers: readonly number[],
): Promise<Map<number, Candidate>> => {
  const rows = await queries.query<Candidate & { readonly number: number }>(
    `select report as number, reports.id, sketches.published_at as "publishedAt", coalesce(vector, '') as vector
    from sketches join reports on reports.added = report where report = any($1::bigint[]) and superseded_by is null`,
    [numbers],
  );
  return new Map(rows.map(({ number, ...candidate }) => [number, candidate]));
};

/** Some thousands of reports that are looked up one after the other: what several of them need is read once. */
export class Neighbourhood {
  readonly #queries: Queries;
  readonly #making: StoryMaking;
  readonly #around: Surroundings;
  readonly #likeness: ReturnType<StoryMaking['makeLikeness']>;
  readonly #candidates = new Map<number, Candidate | null>();

  private constructor(queries: Queries, making: StoryMaking, around: Surroundings) {
    this.#queries = queries;
    this.#making = making;
    this.#around = around;
    this.#likeness = making.makeLikeness();
  }

  /** @param sketches those that are going to be asked for, weighed. */
  static async of(
    queries: Queries,
    making: StoryMaking,
    sketches: readonly StoredSketch[],
  ): Promise<Neighbourhood> {
    return new Neighbourhood(queries, making, await lookAround(queries, making, sketches));
  }

  /** Id -> likeness to the nearest of these, from `least` on. */
  async near(sketches: readonly StoredSketch[], least: number): Promise<Map<string, number>> {
    const others = await lookAround(
      this.#queries,
      this.#making,
      sketches.filter(({ number }) => !this.#around.has(number)),
    );
    const around = ({ number }: StoredSketch): readonly number[] =>
      this.#around.get(number) ?? others.get(number) ?? [];
    await this.#read(sketches.flatMap(around));
    const near = new Map<string, number>();
    for (const sketch of sketches)
      for (const number of around(sketch)) {
        const other = this.#candidates.get(number);
        const alike = other ? this.#likeness(sketch, other) : 0;
        if (other && alike >= least) near.set(other.id, Math.max(alike, near.get(other.id) ?? 0));
      }
    return near;
  }

  /** Some took other days, and other words weigh in them. */
  forget(): void {
    this.#candidates.clear();
  }

  async #read(numbers: readonly number[]): Promise<void> {
    if (this.#candidates.size > MOST_CANDIDATES) this.#candidates.clear();
    const missing = [...new Set(numbers)].filter(number => !this.#candidates.has(number));
    for (let from = 0; from < missing.length; from += CANDIDATES_AT_ONCE) {
      const some = missing.slice(from, from + CANDIDATES_AT_ONCE);
      const found = await readCandidates(this.#queries, some);
      for (const number of some) this.#candidates.set(number, found.get(number) ?? null);
    }
  }
}
