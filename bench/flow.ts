// The flow `code` on one core: start-up part by part, time a stage, lookups in the registry, growth with the length of
// one report, memory. docs/performance.md has the table.
// Run: npm run bench:flow -- [FILE|FOLDER...]   (the reports of examples/ without one, over and over)
import { join } from 'node:path';
import { gather } from '../src/1-gather/index.ts';
import { groundReport } from '../src/3-ground/index.ts';
import { codeGroundedReport } from '../src/4-code/index.ts';
import { analyseReport } from '../src/pipeline.ts';
import { loadBuiltInCodebook } from '../src/resources/codebook.ts';
import { loadModels, packageDir, type Resources } from '../src/resources/index.ts';
import { loadBuiltInRegistry } from '../src/resources/registry-compiled.ts';
import type { Registry } from '../src/schema/registry.ts';
import type { Report } from '../src/schema/report.ts';

/** Long enough that the compiler of JavaScript has settled. */
const WORDS = 60_000;
/** Words of the one report whose length is doubled. */
const LENGTHS = [2_000, 4_000, 8_000, 16_000, 32_000, 64_000];

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const perSecond = (words: number, ms: number): string => Math.round((1000 * words) / ms).toLocaleString('en');
const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const wordsIn = (reports: readonly Report[]): number =>
  reports.reduce((sum, { text }) => sum + countWords(text), 0);

/** Processor time of the process in ms: what others run on the machine does not count, garbage collection does. */
const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const timed = <T>(times: Map<string, number>, name: string, work: () => T, clock = spent): T => {
  const before = clock();
  const result = work();
  times.set(name, (times.get(name) ?? 0) + clock() - before);
  return result;
};

/** Cheap enough for work of a microsecond. */
const now = (): number => performance.now();

/** The same registry, its lookups timed. */
const watched = (registry: Registry, times: Map<string, number>): Registry => ({
  ...registry,
  longestName: (words, from) => timed(times, 'names', () => registry.longestName(words, from), now),
  cities: key => timed(times, 'towns', () => registry.cities(key), now),
});

const runFlow = (reports: readonly Report[], resources: Resources, times: Map<string, number>): void => {
  for (const report of reports) {
    const analysis = timed(times, '2 analyse', () => analyseReport(report, resources));
    const grounding = timed(times, '3 ground', () => groundReport(report, analysis, resources));
    const coded = timed(times, '4 code', () => codeGroundedReport(report, analysis, grounding, resources));
    timed(times, 'JSON', () => JSON.stringify(coded));
  }
};

const readReports = async (inputs: readonly string[]): Promise<Report[]> => {
  const reports: Report[] = [];
  for await (const item of gather(inputs)) if (item.kind === 'report') reports.push(item.report);
  return reports;
};

const repeated = (reports: readonly Report[], words: number): Report[] => {
  const filled = [...reports];
  for (let i = 0; wordsIn(filled) < words && reports.length > 0; i++)
    filled.push(reports[i % reports.length] as Report);
  return filled;
};

/** One report of about so many words: others end to end. */
const reportOfWords = (reports: readonly Report[], words: number): Report => {
  const [first] = reports;
  if (!first) throw new Error('no report to read');
  const texts: string[] = [];
  for (let i = 0, count = 0; count < words; i++) {
    const { text } = reports[i % reports.length] as Report;
    texts.push(text);
    count += countWords(text);
  }
  return {
    ...first,
    text: texts
      .join('\n\n')
      .split(/(?<=\s)/)
      .slice(0, words)
      .join(''),
    nonProse: [],
  };
};

const inputs = process.argv.slice(2);
const started = spent();
const loads = new Map<string, number>();
const dir = packageDir();
const plain: Resources = {
  models: timed(loads, 'models', () => loadModels()),
  registry: timed(loads, 'registry', () =>
    loadBuiltInRegistry(join(dir, 'dist', 'registry.json'), join(dir, 'registry')),
  ),
  codebook: timed(loads, 'codebook', () => loadBuiltInCodebook(join(dir, 'dist', 'codebook.json'))),
};
const given = await readReports(inputs.length > 0 ? inputs : [join(dir, 'examples')]);
const [shortest] = given.toSorted((a, b) => a.text.length - b.text.length);
if (shortest) runFlow([shortest], plain, loads);

write(`Node ${process.version}; processor time of all threads.\n\n| Start-up | ms |\n|---|---:|`);
write(`| Node and the program itself | ${Math.round(started)} |`);
for (const [name, ms] of loads) write(`| ${name === 'JSON' ? 'JSON of it' : name} | ${Math.round(ms)} |`);
write('(2, 3, 4: the first report, which also readies models and code.)\n');

const reports = repeated(given, WORDS);
runFlow(reports.slice(0, Math.ceil(reports.length / 4)), plain, new Map());
const lookups = new Map<string, number>();
const stages = new Map<string, number>();
const resources = { ...plain, registry: watched(plain.registry, lookups) };
runFlow(reports, resources, stages);
const words = wordsIn(reports);
const total = [...stages.values()].reduce((sum, ms) => sum + ms, 0);
write(
  `${reports.length} reports, ${words.toLocaleString('en')} words.\n\n| Stage | ms a 1,000 words | share | words/s |\n|---|---:|---:|---:|`,
);
const row = (name: string, ms: number): void =>
  write(
    `| ${name} | ${((1000 * ms) / words).toFixed(1)} | ${((100 * ms) / total).toFixed(1)} % | ${perSecond(words, ms)} |`,
  );
for (const [name, ms] of stages) row(name, ms);
row('all', total);
for (const [name, ms] of lookups) row(`of which looking up ${name}`, ms);
write(`\nPeak memory so far: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB.\n`);

const timeOf = (report: Report): number => {
  const times = new Map<string, number>();
  runFlow([report], plain, times);
  return [...times.values()].reduce((sum, ms) => sum + ms, 0);
};

write('| Words of one report | ms a 1,000 words | words/s | peak MiB |\n|---:|---:|---:|---:|');
for (const length of LENGTHS) {
  const report = reportOfWords(given, length);
  const ms = Math.min(...[1, 2, 3].map(() => timeOf(report)));
  write(
    `| ${length.toLocaleString('en')} | ${((1000 * ms) / length).toFixed(1)} | ${perSecond(length, ms)} | ${Math.round(process.resourceUsage().maxRSS / 1024)} |`,
  );
}
