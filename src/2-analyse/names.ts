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
  labelOf,
  NAME_LABELS,
  nameKinds,
  OUTSIDE,
  partOfLabel,
  scoreFeatures,
  type TaggerWeights,
} from './names-model.ts';
import {
  glosses,
  isBesideNear,
  isNoBody,
  isUnlistedAcronym,
  kindByHead,
  placeWithHead,
  withBounds,
} from './names-rules.ts';

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

interface Tagged {
  readonly ready: ReadySentence;
  readonly labels: Uint8Array;
  /** NAME_LABELS scores a token; zero where the token is no candidate. */
  readonly scores: Float64Array;
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

/** Letters of a name: what its mentions share. */
const keyOf = (words: readonly WordCodes[], { from, to }: Name): string => {
  let key = '';
  for (let i = from; i < to; i++) key += (words[i] as WordCodes).letters;
  return key;
};

const KINDS = nameKinds.length;

/** Adds to `votes` what the tagger thinks of each kind for a name with these bounds. */
const addVotes = ({ scores }: Tagged, { from, to }: Name, votes: Float64Array): void => {
  for (let k = 0; k < KINDS; k++)
    for (let i = from; i < to; i++) {
      const part = to - from === 1 ? 'U' : i === from ? 'B' : i === to - 1 ? 'L' : 'I';
      const score = scores[i * NAME_LABELS + labelOf(nameKinds[k] as NameKind, part)] as number;
      votes[k] = (votes[k] as number) + score / (to - from);
    }
};

const bestKind = (votes: Float64Array): NameKind => {
  let best = 0;
  for (let k = 1; k < KINDS; k++) if ((votes[k] as number) > (votes[best] as number)) best = k;
  return nameKinds[best] as NameKind;
};

/** Names of every sentence of a report. Linear in its length. */
export const findNames = (sentences: readonly Sentence[], model: NameModel): Name[][] => {
  const cases = countCases(sentences);
  const tagged = sentences.map(sentence => tagSentence(sentence, cases, model));
  const found = tagged.map(({ labels, ready }) =>
    withBounds(ready.words, ready.listed, namesOfLabels(labels)),
  );
  const votes = new Map<string, Float64Array>();
  for (const [s, names] of found.entries())
    for (const name of names) {
      if (name.kind === 'group') continue;
      const one = tagged[s] as Tagged;
      const key = keyOf(one.ready.words, name);
      const sum = votes.get(key) ?? new Float64Array(KINDS);
      addVotes(one, name, sum);
      votes.set(key, sum);
    }
  lendToConjuncts(found, tagged, votes);
  lendToParts(found, tagged, votes);
  settleByContext(found, tagged, votes);
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

const ORGANIZATION = nameKinds.indexOf('organization');
const PLACE = nameKinds.indexOf('place');

/** Outvotes all others, in what it lends too. */
const decideFor = (kind: number, votes: Float64Array): void => {
  let most = 1;
  for (const vote of votes) most = Math.max(most, Math.abs(vote));
  votes[kind] = 4 * most;
};

/** What the words beside a name tell of it, wherever else it stands: "near Rawah", "the Port Union (PU)". */
const settleByContext = (
  found: readonly (readonly Name[])[],
  tagged: readonly Tagged[],
  votes: Map<string, Float64Array>,
): void => {
  for (const [s, names] of found.entries()) {
    const { ready } = tagged[s] as Tagged;
    for (const name of names) {
      const own = votes.get(keyOf(ready.words, name));
      if (!own) continue;
      if (isBesideNear(ready, name)) decideFor(PLACE, own);
      else if (isUnlistedAcronym(ready, name) && bestKind(own) === 'place') decideFor(ORGANIZATION, own);
    }
    for (const [name, gloss] of glosses(ready.words, names)) {
      const theirs = votes.get(keyOf(ready.words, name));
      const own = votes.get(keyOf(ready.words, gloss));
      if (theirs && own && bestKind(theirs) !== 'other') own.set(theirs);
    }
  }
};

/** What is joined by "and" is of one kind mostly: "Homs and Tadef" says of Tadef what is known of Homs. */
const SHARED = 0.5;

const lendToConjuncts = (
  found: readonly (readonly Name[])[],
  tagged: readonly Tagged[],
  votes: Map<string, Float64Array>,
): void => {
  const loans: (readonly [Float64Array, Float64Array])[] = [];
  for (const [s, names] of found.entries()) {
    const { words, sentence } = (tagged[s] as Tagged).ready;
    const nameAt = new Map<number, Name>();
    for (const name of names) for (let i = name.from; i < name.to; i++) nameAt.set(i, name);
    for (const name of names)
      for (let i = name.from; i < name.to; i++) {
        const { deprel, head } = sentence.tokens[i] as Token;
        const other = deprel === 'conj' ? nameAt.get(head) : undefined;
        const own = votes.get(keyOf(words, name));
        const theirs = other && other !== name ? votes.get(keyOf(words, other)) : undefined;
        if (own && theirs && own !== theirs)
          loans.push([own, Float64Array.from(theirs)], [theirs, Float64Array.from(own)]);
      }
  }
  for (const [to, from] of loans)
    for (let k = 0; k < KINDS; k++) to[k] = (to[k] as number) + SHARED * (from[k] as number);
};

/** "Karim" alone takes part in the votes on "Karim Haddad", where those are for a person; so of "Lake Tarthin". */
const lendToParts = (
  found: readonly (readonly Name[])[],
  tagged: readonly Tagged[],
  votes: Map<string, Float64Array>,
): void => {
  const loans = new Map<string, Float64Array>();
  for (const [s, names] of found.entries())
    for (const name of names) {
      const { words } = (tagged[s] as Tagged).ready;
      const sum = votes.get(keyOf(words, name));
      if (!sum || name.to - name.from < 2) continue;
      const kind = kindByHead(words, { ...name, kind: bestKind(sum) });
      const place = placeWithHead(words, { ...name, kind });
      if (place >= 0) decideFor(PLACE, sum);
      const ends = kind === 'person' ? [name.from, name.to - 1] : place < 0 ? [] : [place];
      for (const at of ends) loans.set((words[at] as WordCodes).letters, sum);
    }
  for (const [part, sum] of loans) {
    const own = votes.get(part);
    if (own) for (let k = 0; k < KINDS; k++) own[k] = (own[k] as number) + (sum[k] as number);
  }
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
