// A report's sentences become bare proper names with their kind: "Fuad Masum" in "Iraqi President Fuad Masum".
// A linear BILOU tagger decides; then one pass over the report lets clear mentions help unclear ones.
import type { NameKind, Sentence, Token } from '../schema/analysis.ts';
import {
  type CaseCounts,
  countCases,
  NAME_FEATURES,
  nameCandidates,
  nameFeatures,
  wordCodes,
} from './names-features.ts';
import {
  decode,
  kindOfLabel,
  NAME_LABELS,
  OUTSIDE,
  partOfLabel,
  scoreFeatures,
  type TaggerWeights,
} from './names-model.ts';

/** A bare name: token range in its sentence, half-open. */
export interface Name {
  readonly from: number;
  readonly to: number;
  readonly kind: NameKind;
}

export interface NameModel {
  readonly tagger: TaggerWeights;
}

const feature = new Int32Array(NAME_FEATURES);

/** Labels of one sentence. Stretches without a candidate token are never scored. */
export const tagSentence = (sentence: Sentence, cases: CaseCounts, weights: TaggerWeights): Uint8Array => {
  const words = sentence.tokens.map((token: Token) => wordCodes(token.form));
  const n = words.length;
  const candidates = nameCandidates(words);
  const labels = new Uint8Array(n);
  for (let from = 0; from < n; from++) {
    if (!candidates[from]) continue;
    let to = from;
    while (to < n && candidates[to]) to++;
    const scores = new Float64Array((to - from) * NAME_LABELS);
    for (let i = from; i < to; i++) {
      nameFeatures(sentence, words, i, cases, feature);
      scoreFeatures(weights, feature, scores, (i - from) * NAME_LABELS);
    }
    labels.set(decode(weights, scores, to - from), from);
    from = to;
  }
  return labels;
};

export const namesOfLabels = (labels: Uint8Array): Name[] => {
  const names: Name[] = [];
  let from = -1;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (label === OUTSIDE) continue;
    const part = partOfLabel(label);
    if (part === 0 || part === 3) from = i;
    if (part >= 2) names.push({ from, to: i + 1, kind: kindOfLabel(label) });
  }
  return names;
};

/** Names of every sentence of a report. */
export const findNames = (sentences: readonly Sentence[], model: NameModel): Name[][] => {
  const cases = countCases(sentences);
  return sentences.map(sentence => namesOfLabels(tagSentence(sentence, cases, model.tagger)));
};
