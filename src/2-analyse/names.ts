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
import { type Gazetteer, listedClasses } from './names-gazetteer.ts';
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
import { nameWordBits } from './names-words.ts';

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

/** Without quotation marks and brackets at its ends. */
const trimmed = (words: readonly WordCodes[], name: Name): Name => {
  let { from, to } = name;
  while (to - from > 1 && (words[to - 1] as WordCodes).letters === '') to--;
  while (to - from > 1 && (words[from] as WordCodes).letters === '') from++;
  return from === name.from && to === name.to ? name : { ...name, from, to };
};

const LEADS_TO_PLACE = new Set(['in', 'at', 'near', 'to', 'from']);

/** "Borough Market in London" is two places; "al-Qaeda in Iraq" is one body. */
const partPlaces = (words: readonly WordCodes[], name: Name): Name[] => {
  if (name.kind !== 'place' && name.kind !== 'person') return [name];
  for (let i = name.from + 1; i < name.to - 1; i++)
    if (LEADS_TO_PLACE.has((words[i] as WordCodes).lower) && !(words[i] as WordCodes).capital)
      return [{ ...name, to: i }, ...partPlaces(words, { from: i + 1, to: name.to, kind: 'place' })];
  return [name];
};

const isDate = (words: readonly WordCodes[], { from, to }: Name): boolean =>
  to - from <= 2 &&
  ((words[from] as WordCodes).classes & nameWordBits.calendar) !== 0 &&
  (to - from === 1 || (words[from + 1] as WordCodes).digit);

/** "Foreign" in "Foreign Secretary" is a part of the office, and no name. */
const isOffice = (listed: Uint8Array, { from, to }: Name): boolean => {
  for (let i = from; i < to; i++) if ((listed[i] as number) >> 2 !== listedClasses.office) return false;
  return true;
};

/** A word that heads names of bodies or places, and leads no name of a person: "Brigades", "Army", "Mountains". */
const headsName = (word: WordCodes, head: number): boolean =>
  (word.classes & head) !== 0 &&
  (word.classes & (nameWordBits.title | nameWordBits.given | nameWordBits.particle)) === 0;

/** "Saray al-Nur Brigade" and "Army of the Just" are bodies, "Hamrin Mountains" a place, whatever the words between. */
const kindByHead = (words: readonly WordCodes[], { from, to, kind }: Name): NameKind => {
  if (kind !== 'person' || to - from < 2) return kind;
  const first = words[from] as WordCodes;
  const last = words[to - 1] as WordCodes;
  if (headsName(last, nameWordBits.organizationHead)) return 'organization';
  if (headsName(last, nameWordBits.placeHead)) return 'place';
  return headsName(first, nameWordBits.organizationHead) ? 'organization' : kind;
};

/** "SECRETARY BROVIK: We ..." in a transcript: the capitals between a title and the colon are a person. */
const speakerLabel = (words: readonly WordCodes[]): Name | null => {
  let colon = 1;
  while (colon < Math.min(words.length, 6) && (words[colon] as WordCodes).allCapitals) colon++;
  const first = words[0];
  const opens = first?.allCapitals && (first.classes & nameWordBits.title) !== 0;
  if (!opens || colon < 2 || words[colon]?.lower !== ':') return null;
  let from = 1;
  while (from < colon - 1 && (words[from] as WordCodes).classes & nameWordBits.title) from++;
  return { from, to: colon, kind: 'person' };
};

const withSpeaker = (words: readonly WordCodes[], names: readonly Name[]): readonly Name[] => {
  const speaker = speakerLabel(words);
  return speaker ? [speaker, ...names.filter(name => name.from >= speaker.to)] : names;
};

/** Names of every sentence of a report. Linear in its length. */
export const findNames = (sentences: readonly Sentence[], model: NameModel): Name[][] => {
  const cases = countCases(sentences);
  const tagged = sentences.map(sentence => tagSentence(sentence, cases, model));
  const found = tagged.map(({ labels, ready }) =>
    withSpeaker(ready.words, namesOfLabels(labels))
      .flatMap(name => partPlaces(ready.words, trimmed(ready.words, name)))
      .filter(name => !isDate(ready.words, name) && !isOffice(ready.listed, name)),
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
  return found.map((names, s) => {
    const { ready, labels } = tagged[s] as Tagged;
    const agreed = names.map(name => {
      const sum = name.kind === 'group' ? undefined : votes.get(keyOf(ready.words, name));
      const kind = sum ? bestKind(sum) : name.kind;
      return { ...name, kind: kindByHead(ready.words, { ...name, kind }) };
    });
    return addMissed(ready, labels, agreed, votes);
  });
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

/** "Karim" alone takes part in the votes on "Karim Haddad", where those are for a person. */
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
      if (!sum || name.to - name.from < 2 || bestKind(sum) !== 'person') continue;
      for (const at of [name.from, name.to - 1]) loans.set((words[at] as WordCodes).letters, sum);
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
