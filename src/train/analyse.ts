// `synoptic train analyse --treebank DIR`: treebanks -> models/en-analyse.bin and its card.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ANALYSE_MODEL,
  type AnalyseModel,
  analyseArrays,
  analyseMeta,
  openAnalyseModel,
} from '../2-analyse/model.ts';
import type { Splits } from '../2-analyse/multiword.ts';
import { findWord, type Vocabulary } from '../2-analyse/network-weights.ts';
import type { TokeniserModel } from '../2-analyse/tokenise.ts';
import { type Word, Words, wordId } from '../2-analyse/words.ts';
import { readModel, writeModel } from '../resources/models.ts';
import {
  frequentWords,
  inventory,
  makeVocabulary,
  plainFeats,
  tagName,
  toExamples,
  toWeights,
} from './network-data.ts';
import { paragraphsOf, RunningText } from './running-text.ts';
import { scoreAnalyser, type TreebankScore } from './score-trees.ts';
import { learnLexicon, verbsOfText } from './train-lexicon.ts';
import { TrainableNetwork } from './train-network.ts';
import { learnSplits, trainSplitter, trainTokeniser } from './train-tokens.ts';
import { type GoldDocument, isFreeForCommercialUse, readTreebank, treebankFiles } from './treebank.ts';
import { learnVectors } from './word-vectors.ts';

export interface TrainAnalyseOptions {
  /** Folders with `*-train.conllu[.gz]` and, to report scores, `*-dev.conllu[.gz]`. */
  readonly treebanks: readonly string[];
  /** Folders of unlabelled text, `*.txt[.gz]`, a paragraph a line, for word vectors; none is allowed. */
  readonly texts?: readonly string[];
  /** Folder for the model and its card. */
  readonly out: string;
  readonly seed: number;
  /** Passes over the treebanks; fewer train faster and worse. */
  readonly rounds?: number;
  /** False leaves out the documents whose texts may not be used commercially. */
  readonly nonCommercial: boolean;
  /** Learns the lemmatiser's word list alone and leaves the rest of the model in `out` as it is. */
  readonly lexiconOnly?: boolean;
  /** Progress, a line at a time; standard error by default. */
  readonly log?: (line: string) => void;
}

export interface TrainAnalyseResult {
  readonly path: string;
  readonly checksum: string;
  readonly bytes: number;
  readonly scores: readonly TreebankScore[];
}

const ROUNDS = 14;
const WIDTH = 128;
const LAYERS = 4;
const HEAD_WIDTH = 96;
const AFFIX_ROWS = 16_384;
/** Words a batch, and the longest sentence that is trained on. */
const BATCH_WORDS = 800;
const LONGEST = 240;
/** Rarer values are not learned. */
const LEAST_WORD = 2;
const LEAST_FEATS = 3;
const LEAST_WORD_IN_TEXT = 12;
const MOST_WORD_ROWS = 45_000;
/** Root mean square of the numbers in word vectors, beside embeddings that begin at 0.06. */
const VECTOR_SIZE = 0.2;

/** Same treebanks and seed, same bytes. */
export function trainAnalyse(options: TrainAnalyseOptions): TrainAnalyseResult {
  const started = Date.now();
  const write = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const log = (line: string): void =>
    write(`${((Date.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`);
  const documents = readDocuments(options, log);
  const path = join(options.out, `${ANALYSE_MODEL}.bin`);
  const model = options.lexiconOnly
    ? withLexicon(path, documents, options, log)
    : trainAll(documents, options, log);
  mkdirSync(options.out, { recursive: true });
  const checksum = writeModel(path, ANALYSE_MODEL, analyseMeta(model), analyseArrays(model));
  const bytes = statSync(path).size;
  const scores = options.treebanks
    .flatMap(folder => treebankFiles(folder, 'dev'))
    .map(file => scoreAnalyser(file, model));
  for (const score of scores) log(JSON.stringify(score));
  log(`${path}: ${(bytes / 1e6).toFixed(1)} MB, SHA-256 ${checksum}`);
  const result = { path, checksum, bytes, scores };
  writeFileSync(join(options.out, `${ANALYSE_MODEL}.md`), card(options, documents, result));
  return result;
}

function readDocuments(options: TrainAnalyseOptions, log: (line: string) => void): GoldDocument[] {
  const files = options.treebanks.flatMap(folder => treebankFiles(folder, 'train'));
  if (files.length === 0)
    throw new Error(
      `no *-train.conllu or *-train.conllu.gz in ${options.treebanks.join(', ')}. Give a folder with a UD treebank's files.`,
    );
  const documents = files.flatMap(readTreebank);
  const kept = options.nonCommercial
    ? documents
    : documents.filter(document => isFreeForCommercialUse(document.id));
  const words = kept.reduce((sum, d) => sum + d.sentences.reduce((n, s) => n + s.words.length, 0), 0);
  log(`${kept.length} of ${documents.length} documents, ${words} words, from ${files.join(', ')}`);
  return kept;
}

/** The network takes an hour, the word list a minute: the same bytes as from training the whole. */
function withLexicon(
  path: string,
  documents: readonly GoldDocument[],
  options: TrainAnalyseOptions,
  log: (line: string) => void,
): AnalyseModel {
  const model = openAnalyseModel(readModel(path));
  const lexicon = learnLexicon(documents, rankIn(model.network.vocabulary), readVerbs(options));
  log(`${lexicon.forms.size} forms, ${lexicon.suffixes.size} suffixes, ${lexicon.bases.size} bases`);
  return { ...model, lexicon };
}

function trainAll(
  documents: readonly GoldDocument[],
  options: TrainAnalyseOptions,
  log: (line: string) => void,
): AnalyseModel {
  const { seed } = options;
  const sentences = documents.flatMap(document => document.sentences);
  const words = new Words();
  const tokeniser = { boundary: trainTokeniser(documents, seed) };
  const splits = learnSplits(documents);
  const splitter = { boundary: trainSplitter(documents, seed) };
  log('tokens and sentences are learned');
  const classes = {
    tags: inventory(sentences, tagName),
    feats: inventory(sentences, plainFeats, LEAST_FEATS),
    labels: inventory(sentences, word => word.deprel),
  };
  const { vocabulary, rows, vectors } = readWords(documents, words, tokeniser, splits, options, log);
  const lexicon = learnLexicon(documents, rankIn(vocabulary), readVerbs(options));
  const network = new TrainableNetwork(
    {
      width: WIDTH,
      layers: LAYERS,
      arcs: HEAD_WIDTH,
      labelWidth: HEAD_WIDTH,
      words: rows,
      affixes: AFFIX_ROWS,
      tags: classes.tags.length,
      feats: classes.feats.length,
      labels: classes.labels.length,
    },
    vectors,
    BATCH_WORDS + LONGEST,
    LONGEST,
    seed,
  );
  const examples = toExamples(sentences, words, vocabulary, AFFIX_ROWS, classes);
  network.train(
    examples.filter(({ heads }) => heads.length <= LONGEST),
    {
      rounds: options.rounds ?? ROUNDS,
      rate: 0.002,
      batchWords: BATCH_WORDS,
      seed,
      wordDropout: 0.15,
      inputDropout: 0.2,
      outputDropout: 0.3,
      report: log,
    },
  );
  return { tokeniser, splits, splitter, lexicon, ...classes, network: toWeights(network, vocabulary) };
}

/** Rows are given by frequency. */
const rankIn =
  (vocabulary: Vocabulary) =>
  (word: string): number =>
    findWord(vocabulary, wordId(word));

const readVerbs = ({ texts = [] }: TrainAnalyseOptions): Set<string> =>
  verbsOfText(texts.flatMap(folder => [...paragraphsOf(folder)]));

/** The words that have a row of their own, with vectors where there is unlabelled text. */
function readWords(
  documents: readonly GoldDocument[],
  words: Words,
  tokeniser: TokeniserModel,
  splits: Splits,
  options: TrainAnalyseOptions,
  log: (line: string) => void,
): { vocabulary: Vocabulary; rows: number; vectors: Float32Array | null } {
  const sentences = documents.flatMap(document => document.sentences);
  const own = frequentWords(sentences, words, LEAST_WORD);
  const texts = options.texts ?? [];
  if (texts.length === 0) return { vocabulary: makeVocabulary(own), rows: own.length + 1, vectors: null };
  const running = new RunningText(words, tokeniser, splits);
  for (const folder of texts) running.addFolder(folder);
  for (const { text } of documents)
    for (const paragraph of text.split('\n\n')) running.addParagraph(paragraph);
  const { indices } = running;
  log(`${indices.length} words of running text are read`);
  const ids = [...new Set([...own, ...running.frequentIds(LEAST_WORD_IN_TEXT)])].slice(0, MOST_WORD_ROWS);
  const vocabulary = makeVocabulary(ids);
  const all = words.all();
  const rowOf = all.map(word => findWord(vocabulary, word.id));
  const text = indices.map(index => (index < 0 ? index : (rowOf[index] as number)));
  const endings = indices.map(index => (index < 0 ? 0 : ((all[index] as Word).suffixes[1] as number)));
  const rows = ids.length + 1;
  const vectors = learnVectors(text, endings, rows, { width: WIDTH, seed: options.seed, report: log });
  for (let i = 0; i < vectors.length; i++) vectors[i] = (vectors[i] as number) * VECTOR_SIZE;
  return { vocabulary, rows, vectors };
}

function commandOf({ texts = [], seed, rounds, nonCommercial }: TrainAnalyseOptions): string {
  const parts = ['synoptic train analyse --treebank DIR', ...texts.map(() => '--text DIR'), `--seed ${seed}`];
  if (rounds !== undefined) parts.push(`--rounds ${rounds}`);
  if (!nonCommercial) parts.push('--no-non-commercial');
  return parts.join(' ');
}

function dataOf(
  { texts = [], nonCommercial }: TrainAnalyseOptions,
  documents: readonly GoldDocument[],
): string {
  const gum = nonCommercial
    ? 'licences of the texts vary by genre, some non-commercial: `--no-non-commercial` leaves those out'
    : 'only the genres free for commercial use';
  const treebanks = `${documents.length} documents of the training parts of UD English EWT (CC BY-SA 4.0) and GUM (annotation CC BY 4.0; ${gum})`;
  const vectors =
    'Word vectors from unlabelled text: UN General Debate (CC0), Reuters-21578 (for research), BBC news 2004 and InsightCrime, and the treebanks';
  return texts.length > 0 ? `${treebanks}. ${vectors}.` : `${treebanks}.`;
}

function card(
  options: TrainAnalyseOptions,
  documents: readonly GoldDocument[],
  result: TrainAnalyseResult,
): string {
  return `# ${ANALYSE_MODEL}

Tokens, sentences, tags, lemmas and Universal Dependencies trees for English.

- **Command:** \`${commandOf(options)}\`
- **Data:** ${dataOf(options, documents)}
- **Size:** ${(result.bytes / 1e6).toFixed(1)} MB. **SHA-256** of header and arrays: \`${result.checksum}\`

Scores on the development parts, from raw text, F1:

| Treebank | Words | Sentences | UPOS | XPOS | Features | Lemmas | UAS | LAS |
|---|---|---|---|---|---|---|---|---|
${result.scores.map(s => `| ${s.treebank} | ${[s.words, s.sentences, s.upos, s.xpos, s.feats, s.lemmas, s.uas, s.las].map(x => x.toFixed(2)).join(' | ')} |`).join('\n')}
`;
}
