// Stage 2: a report's text -> sentences, tokens, tags, lemmas, trees, names, coreference.
export { analyse, type Layer } from './analyse.ts';
export { toConllu } from './conllu.ts';
