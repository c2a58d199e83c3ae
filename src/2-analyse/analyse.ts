// Stage 2's flow: one explicit list of annotators, each of which says what it needs and what it gives.
import type { Model } from '../resources/models.ts';
import type { Analysis } from '../schema/analysis.ts';
import type { Span } from '../schema/span.ts';
import { analyseText } from './analyse-text.ts';
import { resolveCoreference } from './coreference.ts';
import { findMentions } from './mentions.ts';
import { type AnalyseModel, openAnalyseModel } from './model.ts';
import { findNames, type Name } from './names.ts';
import { type NamesModel, openNamesModel } from './names-file.ts';

export interface AnalysisModels {
  readonly analyse: Model;
  readonly names: Model;
}

/** What has been found so far. */
interface Draft {
  readonly text: string;
  readonly nonProse: readonly Span[];
  sentences: Analysis['sentences'];
  names: readonly (readonly Name[])[];
  mentions: Analysis['mentions'];
  chains: Analysis['chains'];
}

export type Layer = Exclude<keyof Draft, 'text' | 'nonProse'>;

interface Annotator {
  readonly name: string;
  readonly requires: readonly Layer[];
  readonly assigns: readonly Layer[];
  readonly annotate: (draft: Draft, models: OpenModels) => Partial<Draft>;
}

interface OpenModels {
  readonly english: AnalyseModel;
  readonly names: NamesModel;
}

/** In the order in which they run. */
export const ANNOTATORS: readonly Annotator[] = [
  {
    name: 'sentences',
    requires: [],
    assigns: ['sentences'],
    annotate: ({ text, nonProse }, { english }) => ({ sentences: analyseText(text, nonProse, english) }),
  },
  {
    name: 'names',
    requires: ['sentences'],
    assigns: ['names'],
    annotate: ({ sentences }, { names }) => ({ names: findNames(sentences, names) }),
  },
  {
    name: 'mentions',
    requires: ['sentences', 'names'],
    assigns: ['mentions'],
    annotate: ({ sentences, names: found }, { names }) => ({
      mentions: findMentions(sentences, found, names),
    }),
  },
  {
    name: 'coreference',
    requires: ['sentences', 'mentions'],
    assigns: ['chains'],
    annotate: ({ sentences, mentions }, { names }) => ({
      chains: resolveCoreference(sentences, mentions, names.coreference),
    }),
  },
];

const opened = new WeakMap<AnalysisModels, OpenModels>();

/** Views on the model files, made once a set of models. */
const openModels = (models: AnalysisModels): OpenModels => {
  const known = opened.get(models);
  if (known) return known;
  const open = { english: openAnalyseModel(models.analyse), names: openNamesModel(models.names) };
  opened.set(models, open);
  return open;
};

/** @param wanted layers that the caller reads; annotators that serve none of them do not run. */
export const analyse = (
  text: string,
  nonProse: readonly Span[],
  models: AnalysisModels,
  wanted: readonly Layer[] = ['sentences', 'mentions', 'chains'],
): Analysis => {
  const open = openModels(models);
  const draft: Draft = { text, nonProse, sentences: [], names: [], mentions: [], chains: [] };
  for (const { annotate } of annotatorsFor(wanted)) Object.assign(draft, annotate(draft, open));
  return { sentences: draft.sentences, mentions: draft.mentions, chains: draft.chains };
};

const annotatorsFor = (wanted: readonly Layer[]): Annotator[] => {
  const needed = new Set(wanted);
  for (const { requires, assigns } of [...ANNOTATORS].reverse())
    if (assigns.some(layer => needed.has(layer))) for (const layer of requires) needed.add(layer);
  return ANNOTATORS.filter(({ assigns }) => assigns.some(layer => needed.has(layer)));
};
