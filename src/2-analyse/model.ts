// The analyser's model file as a value: token and sentence boundaries, lemmas, and the network for tags and trees.
import { type Model, type ModelArray, modelArray, packStrings, unpackStrings } from '../resources/models.ts';
import { type Lexicon, LONGEST_SUFFIX, type Rule } from './lemmatise.ts';
import { linearArrays, readLinear } from './linear-model.ts';
import type { Splits } from './multiword.ts';
import { networkArrays, networkMeta, readNetwork } from './network-file.ts';
import { findWord, type NetworkWeights, type Vocabulary } from './network-weights.ts';
import type { SplitterModel } from './split-sentences.ts';
import type { TokeniserModel } from './tokenise.ts';
import { wordId } from './words.ts';

export const ANALYSE_MODEL = 'en-analyse';

export interface AnalyseModel {
  readonly tokeniser: TokeniserModel;
  readonly splits: Splits;
  readonly splitter: SplitterModel;
  readonly lexicon: Lexicon;
  /** The network's classes: `VERB VBD`, UD features, UD relations. */
  readonly tags: readonly string[];
  readonly feats: readonly string[];
  readonly labels: readonly string[];
  readonly network: NetworkWeights;
}

interface Meta {
  readonly splits: readonly (readonly [string, readonly number[]])[];
  readonly tags: readonly string[];
  readonly feats: readonly string[];
  readonly labels: readonly string[];
}

export const analyseMeta = (model: AnalyseModel): Record<string, unknown> => ({
  ...({
    splits: [...model.splits],
    tags: model.tags,
    feats: model.feats,
    labels: model.labels,
  } satisfies Meta),
  ...networkMeta(model.network),
});

export const analyseArrays = (model: AnalyseModel): Record<string, ModelArray> => ({
  ...linearArrays('tokens', model.tokeniser.boundary),
  ...linearArrays('sentences', model.splitter.boundary),
  ...networkArrays(model.network),
  'lexicon.forms': packStrings([...model.lexicon.forms].map(([key, lemma]) => `${key}\t${lemma}`)),
  'lexicon.bases': packStrings([...model.lexicon.bases]),
  'lexicon.suffixes': packStrings(
    [...model.lexicon.suffixes].map(([key, { cut, add, isLower }]) =>
      [key, cut, add, isLower ? 1 : 0].join('\t'),
    ),
  ),
});

/** The model in the form the analyser uses; throws where the file is another model. */
export function openAnalyseModel(model: Model): AnalyseModel {
  if (model.kind !== ANALYSE_MODEL)
    throw new Error(
      `the model is "${model.kind}"; the analyser needs "${ANALYSE_MODEL}". Give models/en-analyse.bin.`,
    );
  const meta = model.meta as unknown as Meta;
  const network = readNetwork(model);
  return {
    tokeniser: { boundary: readLinear(model, 'tokens', 1) },
    splits: new Map(meta.splits),
    splitter: { boundary: readLinear(model, 'sentences', 1) },
    lexicon: openLexicon(model, network.vocabulary),
    tags: meta.tags,
    feats: meta.feats,
    labels: meta.labels,
    network,
  };
}

function openLexicon(model: Model, vocabulary: Vocabulary): Lexicon {
  const forms = new Map<string, string>();
  for (const line of unpackStrings(modelArray(model, 'lexicon.forms', Uint8Array))) {
    const tab = line.indexOf('\t');
    forms.set(line.slice(0, tab), line.slice(tab + 1));
  }
  const suffixes = new Map<string, Rule>();
  for (const line of unpackStrings(modelArray(model, 'lexicon.suffixes', Uint8Array))) {
    const [key = '', cut = '', add = '', isLower = ''] = line.split('\t');
    suffixes.set(key, { cut: Number(cut), add, isLower: isLower === '1' });
  }
  const bases = new Set(unpackStrings(modelArray(model, 'lexicon.bases', Uint8Array)));
  const rankOf = (word: string): number => findWord(vocabulary, wordId(word));
  return { forms, suffixes, longest: LONGEST_SUFFIX, bases, rankOf };
}
