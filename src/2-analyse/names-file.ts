// The name model's file as a value: name tagger, kinds of mentions, coreference ranker, listed names and clusters.
import { type Model, type ModelArray, modelArray } from '../resources/models.ts';
import type { CoreferenceWeights } from './coreference.ts';
import type { KindWeights } from './mentions-kinds.ts';
import type { NameModel } from './names.ts';

export const NAMES_MODEL = 'en-names';

export interface NamesModel extends NameModel {
  readonly kinds: KindWeights;
  readonly coreference: CoreferenceWeights;
}

/** Arrays of a trained model, for writing. */
export const namesArrays = ({
  tagger,
  kinds,
  coreference,
  gazetteer,
}: NamesModel): Record<string, ModelArray> => ({
  'tagger.table': tagger.table,
  'tagger.transitions': tagger.transitions,
  'kinds.table': kinds.table,
  'coreference.table': coreference.table,
  'listed.names': gazetteer.names,
  'listed.words': gazetteer.words,
  'listed.clusters': gazetteer.clusters,
});

/** Throws where the file is another model. */
export const openNamesModel = (model: Model): NamesModel => {
  if (model.kind !== NAMES_MODEL)
    throw new Error(`the model is "${model.kind}"; names need "${NAMES_MODEL}". Give models/en-names.bin.`);
  const table = (name: string): Int8Array => modelArray(model, name, Int8Array);
  const masked = (name: string): { table: Int8Array; mask: number } => {
    const rows = table(name);
    return { table: rows, mask: Number(model.meta[`${name}.mask`]) };
  };
  return {
    tagger: { ...masked('tagger.table'), transitions: modelArray(model, 'tagger.transitions', Int16Array) },
    kinds: masked('kinds.table'),
    coreference: masked('coreference.table'),
    gazetteer: {
      names: modelArray(model, 'listed.names', Uint32Array),
      words: modelArray(model, 'listed.words', Uint32Array),
      clusters: modelArray(model, 'listed.clusters', Uint16Array),
    },
  };
};

export const namesMeta = ({ tagger, kinds, coreference }: NamesModel): Record<string, unknown> => ({
  'tagger.table.mask': tagger.mask,
  'kinds.table.mask': kinds.mask,
  'coreference.table.mask': coreference.mask,
});
