// Stage 2: a report's text -> sentences, tokens, tags, lemmas, trees, names, coreference.
export { ANNOTATORS, type AnalysisModels, analyse, type Layer } from './analyse.ts';
export { analyseText } from './analyse-text.ts';
export { toConllu } from './conllu.ts';
export { ANALYSE_MODEL, type AnalyseModel, openAnalyseModel } from './model.ts';
