// A report's sentences become bare proper names with their kind: "Fuad Masum" in "Iraqi President Fuad Masum".
// A linear BILOU tagger decides; then the whole report is asked: all mentions of one name vote on its kind, and a
// name seen clearly once is found where the tagger passed over it.
import type { NameKind, Sentence, Token } from '../schema/analysis.ts';
import {
  type CaseCounts,
  countCases,
  NAME_FEATURES,
  nameFeatures,
  type ReadySentence,
  readySentence,
  type WordCodes,
} from './names-features.ts';
import type { Gazetteer } from './names-gazetteer.ts';
import {
  decode,
  kindOfLabel,
  NAME_LABELS,
  OUTSIDE,
  partOfLabel,
  scoreFeatures,
  type TaggerWeights,
} from './names-model.ts';
import { isNoBody, isRaised, kindByHead, withBounds } from './names-rules.ts';
import { bestKind, keyOf, type Tagged, voteOnKinds } from './names-votes.ts';

/** A bare name: token range in its sentence, half-open. */
export interface Name {
  readonly from: number;
  readonly to: number;
  readonly kind: NameKind;
}

export interface NameModel {
  readonly tagger: TaggerWeights;
  readonly gazetteer: Gazetteer;
}

const feature = new Int32Array(NAME_FEATURES);

/** Labels and scores of one sentence. Stretches without a candidate token are never scored. */
const tagSentence = (sentence: Sentence, cases: CaseCounts, model: NameModel): Tagged => {
  const ready = readySentence(sentence, cases, model.gazetteer);
  const { candidates } = ready;
  const n = candidates.length;
  const labels = new Uint8Array(n);
  const scores = new Float64Array(n * NAME_LABELS);
  for (let from = 0; from < n; from++) {
    if (!candidates[from]) continue;
    let to = from;
    while (to < n && candidates[to]) to++;
    for (let i = from; i < to; i++) {
      nameFeatures(ready, i, feature);
      scoreFeatures(model.tagger, feature, scores, i * NAME_LABELS);
    }
    labels.set(decode(model.tagger, scores.subarray(from * NAME_LABELS), to - from), from);
    from = to;
  }
  return { ready, labels, scores };
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

/** Names of every sentence of a report. Linear in its length. */
export const findNames = (sentences: readonly Sentence[], model: NameModel): Name[][] => {
  const cases = countCases(sentences);
  const tagged = sentences.map(sentence => tagSentence(sentence, cases, model));
  const found = tagged.map(({ labels, ready }) =>
    withBounds(ready.words, ready.listed, namesOfLabels(labels)).filter(name => !isRaised(ready, name)),
  );
  const votes = voteOnKinds(found, tagged);
  return found.map((names, s) => {
    const { ready, labels } = tagged[s] as Tagged;
    const agreed = names.map(name => {
      const sum = name.kind === 'group' ? undefined : votes.get(keyOf(ready.words, name));
      const kind = kindByHead(ready.words, { ...name, kind: sum ? bestKind(sum) : name.kind });
      return { ...name, kind: isNoBody(ready, { ...name, kind }) ? 'other' : kind };
    });
    return addMissed(ready, labels, agreed, votes);
  });
};

/** A single word that is a name elsewhere in the report and a proper noun here is that name. */
const addMissed = (
  { sentence, words, candidates }: ReadySentence,
  labels: Uint8Array,
  names: readonly Name[],
  votes: ReadonlyMap<string, Float64Array>,
): Name[] => {
  const added: Name[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as WordCodes;
    if (!candidates[i] || labels[i] !== OUTSIDE || !word.capital || word.letters.length < 3) continue;
    const token = sentence.tokens[i] as Token;
    const proper = (token.upos === 'PROPN' && token.deprel !== 'flat') || word.allCapitals;
    const sum = proper ? votes.get(word.letters) : undefined;
    if (sum) added.push({ from: i, to: i + 1, kind: bestKind(sum) });
  }
  return added.length === 0 ? [...names] : [...names, ...added].sort((a, b) => a.from - b.from);
};
