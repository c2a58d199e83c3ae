// Treebanks -> how well raw text is parsed, as the CoNLL 2018 shared task scores it, and who is who, where they say so.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { analyse } from '../2-analyse/index.ts';
import { openAnalyseModel } from '../2-analyse/model.ts';
import type { Resources } from '../resources/index.ts';
import { parseEntities } from '../train/names-treebank.ts';
import { scoreAnalyser } from '../train/score-trees.ts';
import { treebankFiles } from '../train/treebank.ts';
import { goldChains, scoreChains, systemChains } from './coreference.ts';
import type { Row } from './row.ts';

const textOf = (path: string): string => {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** UDPipe 1.2 trained on the same parts, measured here; Stanza 1.5.1 by its own table (UD 2.12, test). */
const OTHERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en_ewt: {
    'sentences, F1': 'UDPipe 82.7',
    'tags (UPOS), F1': 'UDPipe 93.5',
    'trees (LAS), F1': 'UDPipe 77.6, Stanza 86.8',
  },
  en_gum: {
    'sentences, F1': 'UDPipe 94.9',
    'tags (UPOS), F1': 'UDPipe 95.9',
    'trees (LAS), F1': 'UDPipe 80.1, Stanza 88.2',
  },
};

const othersOf = (gold: string, what: string): { others?: string } => {
  const others = OTHERS[gold.replace(/-[a-z]+$/, '')]?.[what];
  return others === undefined ? {} : { others };
};

const treeRows = ({ models }: Resources, path: string, gold: string): Row[] => {
  const score = scoreAnalyser(path, openAnalyseModel(models.analyse));
  const shown = [
    ['words, F1', score.words],
    ['sentences, F1', score.sentences],
    ['tags (UPOS), F1', score.upos],
    ['lemmas, F1', score.lemmas],
    ['trees (LAS), F1', score.las],
  ] as const;
  return shown.map(([what, percent]) => ({
    gold,
    what,
    right: null,
    of: score.goldWords,
    percent,
    ...othersOf(gold, what),
  }));
};

/** Mentions and chains are found in the raw text; mentions are matched by their heads. */
const coreferenceRows = ({ models }: Resources, path: string, gold: string): Row[] => {
  const documents = parseEntities(textOf(path)).filter(({ mentions }) => mentions.length > 0);
  if (documents.length === 0) return [];
  const pairs = documents.map(document => {
    const { sentences, mentions, chains } = analyse(document.text, [], models);
    return { gold: goldChains(document), system: systemChains(sentences, mentions, chains) };
  });
  const of = pairs.reduce((sum, pair) => sum + pair.gold.filter(chain => chain.length > 1).flat().length, 0);
  const { conll, mentions } = scoreChains(pairs);
  return [
    { gold, what: 'mentions in chains, F1', right: null, of, percent: mentions.f1 },
    { gold, what: 'coreference (CoNLL), F1', right: null, of, percent: conll },
  ];
};

/** `*-test` where the folder has it, else `*-dev`. */
export const treebankRows = (resources: Resources, folder: string): Row[] => {
  const test = treebankFiles(folder, 'test');
  const files = test.length > 0 ? test : treebankFiles(folder, 'dev');
  return files.flatMap(path => {
    const gold = basename(path).split('.')[0] ?? path;
    return [...treeRows(resources, path, gold), ...coreferenceRows(resources, path, gold)];
  });
};
