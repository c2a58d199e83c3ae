// Words a second of each annotator of stage 2 and of all, on one core, beside wink-nlp and compromise on the same text.
// Run: npm run bench:analyse -- [FILE...]   (the texts of examples/ without a file)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compromise from 'compromise';
import model from 'wink-eng-lite-web-model';
import winkNlp from 'wink-nlp';
import { analyse, type Layer } from '../src/2-analyse/index.ts';
import { loadModels, packageDir } from '../src/resources/index.ts';

/** Longer than any start-up effect, short enough for a coffee. */
const WORDS = 150_000;

const exampleTexts = (): string[] => {
  const folder = join(packageDir(), 'examples');
  return readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .sort()
    .map(name => readFileSync(join(folder, name), 'utf8'));
};

const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** The texts over and over until there are enough words. */
const fill = (texts: readonly string[]): string[] => {
  const filled: string[] = [];
  let words = 0;
  for (let i = 0; words < WORDS; i++) {
    const text = texts[i % texts.length] as string;
    filled.push(text);
    words += countWords(text);
  }
  return filled;
};

/** Processor seconds of the work over all texts, after a warm-up on a tenth of them. */
const timeOf = (texts: readonly string[], work: (text: string) => unknown): number => {
  for (const text of texts.slice(0, Math.ceil(texts.length / 10))) work(text);
  const before = process.cpuUsage();
  for (const text of texts) work(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

const files = process.argv.slice(2);
const texts = fill(files.length > 0 ? files.map(file => readFileSync(file, 'utf8')) : exampleTexts());
const words = texts.reduce((sum, text) => sum + countWords(text), 0);
const models = loadModels();
const upTo = (layers: readonly Layer[]) => (text: string) => analyse(text, [], models, layers);
const wink = winkNlp(model);

const rows: (readonly [string, (text: string) => unknown])[] = [
  ['sentences, tags, lemmas, trees', upTo(['sentences'])],
  ['the same with names', upTo(['names'])],
  ['the same with mentions', upTo(['mentions'])],
  ['all: with coreference', upTo(['sentences', 'mentions', 'chains'])],
  ['wink-nlp: sentences, tags, entities, no trees', text => wink.readDoc(text).tokens().length()],
  ['compromise: sentences, tags, no trees', text => compromise(text).json()],
];

process.stdout.write(`${words.toLocaleString('en')} words, one core, Node ${process.version}\n\n`);
process.stdout.write('| What | words/s |\n|---|---|\n');
for (const [name, work] of rows) {
  const seconds = timeOf(texts, work);
  process.stdout.write(`| ${name} | ${Math.round(words / seconds).toLocaleString('en')} |\n`);
}
