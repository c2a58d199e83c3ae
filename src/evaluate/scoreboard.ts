// The program against the project's own gold, and against treebanks where they are given -> a table of figures, each
// with the count it rests on.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gather } from '../1-gather/index.ts';
import { codeReport, reconcileReports } from '../pipeline.ts';
import type { Resources } from '../resources/index.ts';
import type { CodedText, Story } from '../schema/story.ts';
import { checkCodebook } from './codebook-check.ts';
import { scoreDecided } from './decided.ts';
import {
  type ExpectedReport,
  type ExpectedStory,
  missedEvent,
  missedFigure,
  missedInStory,
  missedStatement,
} from './expected-report.ts';
import { type ExpectedFlowStory, reportsOfStory, StoryCheck } from './expected-story.ts';
import { framedCoder } from './framed-coder.ts';
import { comparePlace, differs, entityOf, groundLine, readMarked } from './marked-names.ts';
import { readGold } from './read-gold.ts';
import { counted, type Row } from './row.ts';
import { treebankRows } from './treebanks.ts';

/** Rows of one kind of gold; empty where it is not in this installation. */
type Scorer = (resources: Resources, dir: string) => readonly Row[] | Promise<readonly Row[]>;

const codebookRows: Scorer = resources => {
  const { codebook } = resources;
  const { examples, counterexamples, failures, unreached, frames } = checkCodebook(
    codebook,
    framedCoder(resources),
  );
  const false_ = failures.filter(({ kind }) => kind === 'false-event').length;
  const missed = failures.length - false_;
  return [
    counted('codebook', 'examples as marked', examples - missed, examples),
    counted('codebook', 'counter-examples left alone', counterexamples - false_, counterexamples),
    counted('codebook', 'frames that their examples reach', frames - unreached.length, frames),
  ];
};

// --- reports and stories with what a careful reader codes from them -------------------------------------------------

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

const codeFolder = async (folder: string, resources: Resources): Promise<CodedText[]> => {
  const texts: CodedText[] = [];
  for await (const item of gather([folder])) {
    if (item.kind === 'report' && !item.file.endsWith('.expected.json'))
      texts.push({ report: item.report, coded: codeReport(item.report, resources) });
  }
  return texts;
};

const expectedFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.expected.json'))
        .sort()
    : [];

/** A folder laid out as `examples/`: reports, `NAME.expected.json` for each and `story-NAME.expected.json`. */
const reportRows = async (
  resources: Resources,
  folder: string,
  gold: string = basename(folder),
): Promise<readonly Row[]> => {
  const files = expectedFiles(folder);
  if (files.length === 0) return [];
  const texts = await codeFolder(folder, resources);
  const { stories } = reconcileReports(texts, resources);
  const byId = new Map(texts.map(text => [text.report.id, text]));
  const tallies = new Map<string, { right: number; of: number }>();
  const tally = (what: string, of: number, missed: number): void => {
    const known = tallies.get(what) ?? { right: 0, of: 0 };
    tallies.set(what, { right: known.right + of - missed, of: known.of + of });
  };
  for (const file of files) {
    if (file.startsWith('story-')) {
      const { same } = readJson<ExpectedStory>(join(folder, file));
      const story = stories.find(({ reports }) => reports.includes(same.story[0] ?? ''));
      const all = same.events.length + same.quotes.length + same.figures.length;
      const words = new Map([...byId].map(([id, { report }]) => [id, report.text]));
      tally('joined across reports', all, story ? missedInStory(story, { same }, words).length : all);
      continue;
    }
    const want = readJson<ExpectedReport>(join(folder, file));
    const text = byId.get(want.reports[0].id);
    const missed = <Want extends { readonly optional?: boolean }>(
      what: string,
      wants: readonly Want[],
      check: (text: CodedText, want: Want) => string | null,
    ): void => {
      const asked = wants.filter(({ optional }) => !optional);
      tally(what, asked.length, asked.filter(one => !text || check(text, one) !== null).length);
    };
    missed('events', want.events, missedEvent);
    missed('statements', want.statements, missedStatement);
    missed('figures', want.figures, missedFigure);
  }
  return [...tallies].map(([what, { right, of }]) => counted(gold, what, right, of));
};

const storyRows: Scorer = async (resources, dir) => {
  const folder = join(dir, 'tests', 'reconcile', 'stories');
  const files = expectedFiles(folder);
  if (files.length === 0) return [];
  const { stories, texts } = reconcileReports(await codeFolder(folder, resources), resources);
  const byId = new Map(texts.map(text => [text.report.id, text]));
  let [whole, right, of] = [0, 0, 0];
  for (const file of files) {
    const expected = readJson<ExpectedFlowStory>(join(folder, file));
    const lines = readFileSync(join(folder, file.replace('.expected.json', '.jsonl')), 'utf8');
    const ids = reportsOfStory(lines, expected);
    const story = stories.find(({ reports }) => reports.includes(ids[0] ?? '')) as Story;
    if (JSON.stringify(story.reports.toSorted()) === JSON.stringify(ids.toSorted())) whole++;
    const check = new StoryCheck(story, byId);
    const misses = check.run(expected);
    of += check.count;
    right += check.count - misses.length;
  }
  return [
    counted('stories', 'reports of one story brought together', whole, files.length),
    counted('stories', 'what is joined, disputed, denied in them', right, of),
  ];
};

// --- names and places ---------------------------------------------------------------------------------------------

const nameRows: Scorer = (resources, dir) => {
  const folder = join(dir, 'tests', 'ground');
  if (!existsSync(join(folder, 'resolutions.txt'))) return [];
  const lines = readMarked(join(folder, 'resolutions.txt'));
  const names = lines.flatMap(line => {
    const grounding = groundLine(line, resources);
    return line.marks.map(mark => differs(entityOf(grounding, mark), mark.expected) === null);
  });
  const places = readMarked(join(folder, 'places.txt')).flatMap(line => {
    const grounding = groundLine(line, resources);
    return line.marks.map(mark => comparePlace(entityOf(grounding, mark), mark));
  });
  const right = (list: readonly boolean[]): number => list.filter(Boolean).length;
  return [
    counted('names', 'resolved as a careful reader does', right(names), names.length),
    counted('names', 'places in their country', right(places.map(one => one.inCountry)), places.length),
    counted('names', 'places within 161 km', right(places.map(one => one.isNear)), places.length),
  ];
};

const SCORERS: readonly Scorer[] = [
  codebookRows,
  (resources, dir) => reportRows(resources, join(dir, 'examples')),
  storyRows,
  nameRows,
];

export interface Gold {
  /** Folders laid out as `examples/` and files of `review gold`, instead of the project's own gold. */
  readonly gold: readonly string[];
  /** Folders with `*-dev.conllu[.gz]` or `*-test.conllu[.gz]`. */
  readonly treebanks: readonly string[];
}

/** @param dir the package's folder. */
export const scoreAll = async (
  resources: Resources,
  dir: string,
  { gold, treebanks }: Gold,
  done: (rows: readonly Row[]) => void = () => {},
): Promise<Row[]> => {
  const rows: Row[] = [];
  const add = (more: readonly Row[]): void => {
    rows.push(...more);
    done(more);
  };
  if (gold.length === 0) for (const scorer of SCORERS) add(await scorer(resources, dir));
  for (const path of gold)
    add(
      statSync(path).isDirectory()
        ? await reportRows(resources, path)
        : scoreDecided(basename(path), readGold(path), report => codeReport(report, resources)),
    );
  for (const folder of treebanks) add(treebankRows(resources, folder));
  return rows;
};
