// The same quotation across reports: word for word, trimmed, in another translation, or told in indirect speech.
// Sentences are matched first; sentences that stand side by side in the same statements are then one quotation.
import type { StoryQuote } from '../schema/story.ts';
import { Groups } from './groups.ts';
import { type Identity, likeness, SAME_ACTOR } from './identity.ts';
import type { QuoteLine } from './quote-lines.ts';

/** A trimmed sentence must keep this many words to be told by its wording alone. */
const MIN_TRIMMED = 5;
/** A whole sentence of fewer words ("I do not know") is anyone's; of one speaker it may be shorter. */
const MIN_WORDS = 4;
const MIN_WORDS_ONE_SPEAKER = 2;
/** Share of meaning words in common from which one speaker's sentences are versions of one. */
const VARIANT = 0.6;
/** Indirect speech adds and drops words; what is direct must be in it nearly whole. */
const INDIRECT = 0.7;
const MIN_SHARED = 3;
/** Of two translations of one sentence this share of all words stands in both in one order, two of them of meaning. */
const SAME_ORDER = 0.65;
const MIN_ORDERED = 6;
const MAX_ORDERED = 80;
const MIN_SHARED_IN_ORDER = 2;
/** A word of more lines than this finds none. */
const MAX_POSTINGS = 200;
/** Letters two names share that come from one: "Tarskian", "Tarsk". */
const NAME_STEM = 4;

type Match = 'identical' | 'variant' | null;

const speakersFit = (a: QuoteLine, b: QuoteLine): boolean | null =>
  a.speaker && b.speaker ? likeness(a.speaker, b.speaker) >= SAME_ACTOR : null;

const contains = (long: readonly string[], short: readonly string[]): boolean =>
  ` ${long.join(' ')} `.includes(` ${short.join(' ')} `);

const isIdentical = (a: QuoteLine, b: QuoteLine): boolean => {
  const [short, long] = a.forms.length <= b.forms.length ? [a.forms, b.forms] : [b.forms, a.forms];
  const least = speakersFit(a, b) === true ? MIN_WORDS_ONE_SPEAKER : MIN_WORDS;
  if (short.length === long.length)
    return short.length >= least && short.every((form, i) => form === long[i]);
  return short.length >= MIN_TRIMMED && contains(long, short);
};

const near = (root: string, roots: ReadonlySet<string>): boolean => {
  if (roots.has(root)) return true;
  if (root.length < NAME_STEM) return false;
  const beginning = root.slice(0, NAME_STEM);
  for (const other of roots) if (other.startsWith(beginning)) return true;
  return false;
};

/** Length of the longest run of words, gaps allowed, that both lines hold in one order. */
const wordsInOrder = (a: readonly string[], b: readonly string[]): number => {
  let above: number[] = new Array(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    for (const [j, other] of b.entries())
      row.push(
        word === other ? (above[j] as number) + 1 : Math.max(above[j + 1] as number, row[j] as number),
      );
    above = row;
  }
  return above[b.length] as number;
};

/** "This is an effort to look for a world of peace", "This is an attempt to seek a world of peace". */
const isSameOrder = ({ forms: a }: QuoteLine, { forms: b }: QuoteLine): boolean => {
  const longest = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) < MIN_ORDERED || longest > MAX_ORDERED) return false;
  return wordsInOrder(a, b) >= SAME_ORDER * longest;
};

const isVariant = (a: QuoteLine, b: QuoteLine): boolean => {
  if (speakersFit(a, b) !== true) return false;
  const shared = [...a.roots].filter(root => near(root, b.roots)).length;
  if (a.isDirect && b.isDirect && shared >= MIN_SHARED_IN_ORDER && isSameOrder(a, b)) return true;
  if (shared < MIN_SHARED) return false;
  if (a.isDirect && b.isDirect) return (2 * shared) / (a.roots.size + b.roots.size) >= VARIANT;
  return (
    shared / Math.min(a.roots.size, b.roots.size) >= INDIRECT &&
    shared / Math.max(a.roots.size, b.roots.size) >= 0.5
  );
};

const match = (a: QuoteLine, b: QuoteLine): Match => {
  if (a.report === b.report && a.statement === b.statement) return null;
  if (!a.isDirect && !b.isDirect) return null;
  if (a.isDirect && b.isDirect && isIdentical(a, b)) return 'identical';
  return isVariant(a, b) ? 'variant' : null;
};

interface Matched {
  readonly groups: Groups;
  /** First lines of groups whose wording differs between mentions. */
  readonly variants: ReadonlySet<number>;
}

const matchLines = (lines: readonly QuoteLine[]): Matched => {
  const groups = new Groups(lines.length);
  const differing: number[] = [];
  const postings = new Map<string, number[]>();
  for (const [b, line] of lines.entries()) {
    const candidates = new Set<number>();
    const keys = [...line.roots].map(root => root.slice(0, NAME_STEM));
    for (const key of new Set(keys.length > 0 ? keys : line.forms)) {
      const list = postings.get(key) ?? [];
      if (list.length === 0) postings.set(key, list);
      for (const a of list.slice(-MAX_POSTINGS)) candidates.add(a);
      list.push(b);
    }
    for (const a of [...candidates].sort((x, y) => x - y)) {
      const kind = match(lines[a] as QuoteLine, line);
      if (kind) groups.join(a, b);
      if (kind === 'variant') differing.push(a);
    }
  }
  return { groups, variants: new Set(differing.map(i => groups.root(i))) };
};

/** Names the statements and positions a group of lines stands at, to see which group follows which. */
const followers = (lines: readonly QuoteLine[], group: readonly number[]): string =>
  group
    .map(i => {
      const line = lines[i] as QuoteLine;
      return `${line.report}\n${line.statement}\n${line.position + 1}`;
    })
    .sort()
    .join('\n\n');
const places = (lines: readonly QuoteLine[], group: readonly number[]): string =>
  group
    .map(i => {
      const line = lines[i] as QuoteLine;
      return `${line.report}\n${line.statement}\n${line.position}`;
    })
    .sort()
    .join('\n\n');

/** Runs of groups that follow each other in every statement that holds them. */
const joinRuns = (lines: readonly QuoteLine[], groups: readonly (readonly number[])[]): number[][][] => {
  const byPlace = new Map(groups.map(group => [places(lines, group), group]));
  const taken = new Set<readonly number[]>();
  const runs: number[][][] = [];
  for (const group of groups) {
    if (taken.has(group)) continue;
    const run: number[][] = [];
    for (let at: readonly number[] | undefined = group; at && !taken.has(at); ) {
      taken.add(at);
      run.push([...at]);
      at = byPlace.get(followers(lines, at));
    }
    runs.push(run);
  }
  return runs;
};

interface SpeakerNamed {
  readonly identity: Identity;
  readonly name: string;
  readonly reports: Set<string>;
  readonly count: number;
}

/**
 * Who is named, each speaker once under the name used most; most named first. A "he" is heard only where no report
 * gives a name: whom it stands for is a guess, and no conflict.
 */
const namedSpeakers = (all: readonly QuoteLine[]): SpeakerNamed[] => {
  const named = all.filter(line => line.isSpeakerNamed);
  const lines = named.length > 0 ? named : all;
  const speakers: { identity: Identity; names: Map<string, number>; reports: Set<string>; count: number }[] =
    [];
  for (const { speaker, reportId } of lines) {
    if (!speaker || speaker.words.length === 0 || speaker.isVague) continue;
    let known = speakers.find(({ identity }) => likeness(identity, speaker) >= SAME_ACTOR);
    if (!known) {
      known = { identity: speaker, names: new Map(), reports: new Set(), count: 0 };
      speakers.push(known);
    }
    known.count++;
    known.names.set(speaker.name, (known.names.get(speaker.name) ?? 0) + 1);
    known.reports.add(reportId);
  }
  return speakers
    .map(({ identity, names, reports, count }) => {
      const [best] = [...names].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)[0] as [
        string,
        number,
      ];
      return { identity, name: best, reports, count };
    })
    .sort((a, b) => b.reports.size - a.reports.size || b.count - a.count || b.name.length - a.name.length);
};

/** Lines of one statement in a run become one mention. */
const mentionsOf = (lines: readonly QuoteLine[]): StoryQuote['mentions'] => {
  const byStatement = new Map<
    string,
    { report: string; statement: string; start: number; end: number; isDirect: boolean; words: number }
  >();
  for (const line of lines) {
    const key = `${line.report}\n${line.statement}`;
    const known = byStatement.get(key);
    if (!known)
      byStatement.set(key, {
        report: line.reportId,
        statement: line.statement,
        start: line.start,
        end: line.end,
        isDirect: line.isDirect,
        words: line.forms.length,
      });
    else {
      known.start = Math.min(known.start, line.start);
      known.end = Math.max(known.end, line.end);
      known.isDirect ||= line.isDirect;
      known.words += line.forms.length;
    }
  }
  return [...byStatement.values()]
    .sort((a, b) => Number(b.isDirect) - Number(a.isDirect) || b.words - a.words)
    .map(({ report, statement, start, end }) => ({ report, statement, start, end }));
};

export interface JoinedQuote {
  readonly quote: Omit<StoryQuote, 'id'>;
  readonly speaker: Identity | null;
}

/** Quotations in order of first appearance; indirect speech is listed only where a direct version of it is known. */
export const joinQuotes = (lines: readonly QuoteLine[]): JoinedQuote[] => {
  const { groups, variants } = matchLines(lines);
  const quoted = groups.all().filter(group => group.some(i => (lines[i] as QuoteLine).isDirect));
  return joinRuns(lines, quoted).map(run => {
    const members = run
      .flat()
      .sort((a, b) => a - b)
      .map(i => lines[i] as QuoteLine);
    const isVarying = run.some(group => variants.has(groups.root(group[0] as number)));
    const speakers = namedSpeakers(members);
    return {
      speaker: speakers[0]?.identity ?? null,
      quote: {
        speaker: speakers[0]?.name ?? null,
        speakers: speakers.map(({ name, reports }) => ({ name, reports: [...reports] })),
        mentions: mentionsOf(members),
        wording: isVarying ? 'variant' : 'identical',
      },
    };
  });
};
