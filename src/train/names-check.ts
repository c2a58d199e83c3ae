// Names on re3d as the whole program finds them, each document by a model that was trained without it: five folds by
// document, through coreference and the registries, compared as the coded form shows them.
import { resolveCoreference } from '../2-analyse/coreference.ts';
import { findMentions } from '../2-analyse/mentions.ts';
import { findNames } from '../2-analyse/names.ts';
import type { NamesModel } from '../2-analyse/names-file.ts';
import { groundReport } from '../3-ground/index.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { Registry } from '../schema/registry.ts';
import { bareReport } from '../schema/report.ts';
import type { Re3dDocument, Re3dEntity } from './names-re3d.ts';
import { type NamedSpan, type NameScore, scoreNames } from './names-score.ts';

export interface CheckedDocument {
  readonly document: Re3dDocument;
  readonly sentences: readonly Sentence[];
  readonly entities: readonly Re3dEntity[];
}

const FOLDS = 5;

/** Name mentions with the kind of their entity. */
const namesIn = (
  { document, sentences }: CheckedDocument,
  model: NamesModel,
  registry: Registry,
): NamedSpan[] => {
  const mentions = findMentions(sentences, findNames(sentences, model), model);
  const chains = resolveCoreference(sentences, mentions, model.coreference);
  const { id, text, title = null } = document;
  const report = bareReport(id, text, { title });
  const { entities } = groundReport(report, { sentences, mentions, chains }, { registry });
  return entities.flatMap(({ kind, mentions: spans }) =>
    spans.flatMap(({ start, end, kind: form }) => (form === 'name' ? [{ start, end, kind }] : [])),
  );
};

/** `train` makes a model of the documents it is given. */
export const crossValidate = <T extends CheckedDocument>(
  documents: readonly T[],
  train: (documents: readonly T[]) => NamesModel,
  registry: Registry,
): NameScore[] =>
  scoreNames(
    Array.from({ length: FOLDS }, (_, fold) => {
      const model = train(documents.filter((_, i) => i % FOLDS !== fold));
      return documents
        .filter((_, i) => i % FOLDS === fold)
        .map(item => ({
          text: item.document.text,
          entities: item.entities,
          found: namesIn(item, model, registry),
        }));
    }).flat(),
  );
